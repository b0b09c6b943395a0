"""Makes a plan of a file that an export wrote as JSON: everything in it, in every language."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from pydantic import TypeAdapter
from pydantic import ValidationError as ShapeError

from plans.content import FORMAT, PlanContent
from plans.content_indicators import IndicatorWriter
from plans.content_names import Homes
from plans.content_nodes import write_principles
from plans.models import Chapter, Contact, Milestone, Partner, Plan, Programme, Source
from plans.tables.table import TableError
from welfareplans.organisations.models import Area, Municipality
from welfareplans.organisations.texts import per_language

MOST_BYTES = 10_000_000
SHAPE: TypeAdapter[PlanContent] = TypeAdapter(PlanContent)


def read_content(data: bytes) -> PlanContent:
    """Return what a file says, checked for its shape. Raises TableError with the reason in the active language."""
    if len(data) > MOST_BYTES:
        raise TableError(_("the file is larger than 10 MB."))
    try:
        told = SHAPE.validate_json(data)
        for step in told["milestones"]:
            # Files of the first exports do not say who is responsible.
            step.setdefault("committee", None)
    except (ShapeError, RecursionError) as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ShapeError) else ""
        raise TableError(_("the file is no exported plan (%(where)s).") % {"where": where or "JSON"}) from None
    if told["format"] != FORMAT:
        raise TableError(_("the file was exported by another version and cannot be read."))
    return told


@transaction.atomic
def plan_of_content(
    told: PlanContent, slug: str, municipality: Municipality, partners: Iterable[Municipality] = ()
) -> Plan:
    """Return a new draft with everything that the content says. Raises TableError and writes nothing.

    municipality: leads the plan; partners: others that take part. What the content gives to municipalities that do not
    take part becomes the lead's, and their local additions common.
    """
    try:
        return write_content(told, slug, municipality, [municipality, *partners])
    except ValidationError as error:
        raise TableError(" ".join(error.messages)) from error
    except (KeyError, ValueError, OverflowError) as error:
        raise TableError(_("the file names something that is not in it (%(what)s).") % {"what": error}) from None


def write_content(told: PlanContent, slug: str, lead: Municipality, members: list[Municipality]) -> Plan:
    """Write everything, the parts before what names them."""
    head = told["plan"]
    labels = {f"{level}_label_{code}": text for level, texts in head["labels"].items() for code, text in texts.items()}  # type: ignore[attr-defined]
    plan = Plan(
        slug=slug, municipality=lead, area=area_in(head["area"], lead), first_year=head["first_year"],
        last_year=head["last_year"], languages=head["languages"], **per_language("title", head["title"]), **labels,
    )  # fmt: skip
    saved([plan])
    homes = Homes(
        lead, {one.slug: Partner.objects.create(plan=plan, municipality=one) for one in dict.fromkeys(members)}
    )
    homes.learn(told)
    write_surroundings(plan, told, homes)
    programmes = {row["id"]: programme_in(row, homes) for row in told["programmes"]}
    nodes = write_principles(plan, told["principles"], homes, programmes)
    IndicatorWriter(plan, homes, nodes).write(told["indicators"])
    return plan


def area_in(told: Any, lead: Municipality) -> Area | None:
    """Return the plan's area when it is not the lead's own."""
    found = Area.objects.filter(kind=told["kind"], country=told["country"], code=told["code"]).exclude(code="").first()
    return found if found and found.pk != lead.area_id else None


def saved(rows: list[Any]) -> None:
    """Check and write rows of one kind."""
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=True)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)


def write_surroundings(plan: Plan, told: PlanContent, homes: Homes) -> None:
    """Write what stands around the table."""
    saved([row_of(Chapter, row, "title", "body", plan=plan, order=at) for at, row in enumerate(told["chapters"], 1)])
    saved([row_of(Contact, row, "function", "sector", plan=plan) for row in told["contacts"]])
    saved([row_of(Source, row, "title", plan=plan) for row in told["sources"]])
    steps: Any = [dict(row) | {"committee": homes.committees.get(row["committee"] or 0)} for row in told["milestones"]]
    saved([row_of(Milestone, row, "title", plan=plan) for row in steps])


def row_of(model: type[models.Model], told: Any, *texts: str, **more: Any) -> Any:
    """Return a row with what the content says of it. texts: its translated fields."""
    columns = {name: text for field in texts for name, text in per_language(field, told[field]).items()}
    plain = {name: value for name, value in told.items() if name not in ("id", "municipality", *texts)}
    return model(**plain, **columns, **more)


def programme_in(told: Any, homes: Homes) -> Programme:
    """Return the programme: the municipality's own when it is the same, else a new one."""
    row: Programme = row_of(
        Programme, told, "title", "owner", "funding", "partner_organisations",
        municipality=homes.municipality(told["municipality"]),
    )  # fmt: skip
    fields = [one.name for one in Programme._meta.concrete_fields if one.name not in ("id", "version")]
    alike = Programme.objects.filter(municipality=row.municipality, **per_language("title", told["title"]))
    for one in alike.order_by("pk"):
        if all((getattr(one, name) or None) == (getattr(row, name) or None) for name in fields):
            return one
    row.full_clean()
    row.save()
    return row
