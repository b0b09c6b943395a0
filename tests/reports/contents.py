"""Rounds that are filled in, and what an edition of them says."""

import datetime

from indicators.models import Category, Indicator, Value
from plans.models import Measure, Partner, Plan, Responsibility
from reports.content import edition_content
from reports.document.content import Content
from reports.models import CommitteePart, Progress, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round
from welfareplans.organisations.models import Area

FROZEN = datetime.datetime(2027, 2, 12, 23, 30, tzinfo=datetime.UTC)


def a_round(measures: int = 1) -> Round:
    granvik = make_municipality()
    return make_round(make_plan(granvik, make_committee(granvik), measures=measures))


def loaded(opened: Round) -> Round:
    return Round.objects.select_related("plan__municipality__area", "plan__area").get(pk=opened.pk)


def content_of(opened: Round, *, draft: bool = False) -> Content:
    return edition_content(loaded(opened), number=1, frozen_at=None if draft else FROZEN, draft=draft)


def report(opened: Round, status: str = "accepted") -> None:
    """Fill the round in with one state and text for every measure, and hand the parts in."""
    for progress in Progress.objects.filter(part__round=opened):
        progress.state, progress.text_sv, progress.text_fi = "done", "Gjort", "Tehty"
        progress.save()
    CommitteePart.objects.filter(round=opened).update(
        status=status, meeting_on=datetime.date(2027, 1, 20), section="§ 4"
    )


def give(indicator: Indicator, area: Area, year: int, total: int | None, **groups: int | None) -> None:
    """Store figures of one year; None is a figure that was not collected."""
    for key, number in {"": total, **groups}.items():
        Value.objects.create(
            indicator=indicator,
            area=area,
            year=year,
            category=Category.objects.get(key=key) if key else None,
            number=number,
            missing="" if number is not None else Value.Missing.NOT_COLLECTED,
        )


def shown(content: Content, year: int, area: str | None = None) -> dict[str | None, str | None]:
    """Return by category what is shown of the first indicator in one year: a number or a reason."""
    values = content["indicators"][0]["values"]
    return {v["category"]: v["number"] or v["missing"] for v in values if v["year"] == year and v["area"] == area}


def joint() -> tuple[Round, dict[str, Area]]:
    """Return a round of Granvik and Sund: one measure for both (a joint board's), one for Sund alone, one for all."""
    granvik, sund = make_municipality(), make_municipality("sund")
    board, own = make_committee(granvik, "Samarbetsnämnden"), make_committee(sund, "Sunds nämnd")
    plan = make_plan(granvik, board, measures=3)
    region = Area.objects.create(kind="region", country="FI", name_sv="Skärgården", name_fi="Saaristo")
    Plan.objects.filter(pk=plan.pk).update(area=region)
    partner = Partner.objects.create(plan=plan, municipality=sund)
    host = Partner.objects.get(municipality=granvik)
    first, second, third = Measure.objects.of_plan(plan)
    first.partners.add(host)
    second.partners.add(partner)
    Responsibility.objects.create(measure=third, committee=own)
    opened = make_round(Plan.objects.get(pk=plan.pk))
    report(opened)
    return opened, {"granvik": granvik.area, "sund": sund.area, "region": region}
