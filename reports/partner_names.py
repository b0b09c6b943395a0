"""The municipalities that a joint plan's report is cut to, by address."""

from plans.models import Plan


def partner_names(plan: Plan) -> dict[str, str]:
    """Return name by slug in the plan's order; empty when the plan is not joint."""
    partners = plan.partners.select_related("municipality__area").order_by("pk")
    names = {partner.municipality.slug: str(partner.municipality) for partner in partners}
    return names if len(names) > 1 else {}
