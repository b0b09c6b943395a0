"""The municipalities that a joint plan's report is cut to, by address."""

from reports.models import Round


def partner_names(round: Round) -> dict[str, str]:
    """Return name by slug in the plan's order of those that took part; empty when the plan was not joint."""
    partners = round.plan.partners.taking_part(on=round.opens_on).select_related("municipality__area").order_by("pk")
    names = {partner.municipality.slug: str(partner.municipality) for partner in partners}
    return names if len(names) > 1 else {}
