"""Loads the demo: three invented plans with their people, figures and three finished years of follow-up.

Everything comes from `fixtures/`; the same verbs as on the pages take each round from open to handled.
"""

import io
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import translation

from indicators.models import Category, Dimension
from reports.demo_adoption import adopt
from reports.demo_consultation import write_consultation
from reports.demo_course import People
from reports.demo_plan import write_plan
from reports.demo_rounds import Finished, conclude, write_rounds
from welfareplans.organisations.logos import logos_from
from welfareplans.organisations.models import Area, Committee, Logo, Membership, Municipality, User
from welfareplans.organisations.texts import per_language

Json = dict[str, Any]
PLANS = ("granvik-2023-2027", "skargarden-2023-2027", "havnby-2023-2027")
ADMINISTRATOR = "admin@demo.example"
PASSWORD = "demo"  # noqa: S105 - public: the demo's places are invented and the command refuses elsewhere


def fixture(name: str) -> Any:
    """Return what a file of the demo says."""
    return json.loads((Path(settings.BASE_DIR) / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_demo() -> bool:
    """Write the demo and return True; return False and change nothing where there is a municipality already."""
    if Municipality.objects.exists():
        return False
    # The plain columns of translated fields follow the language that is on.
    with translation.override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        password = make_password(PASSWORD)
        User.objects.create(
            email=ADMINISTRATOR, password=password, name="Systemadministratör", is_staff=True, is_superuser=True
        )
        areas = write_areas(fixture("areas"))
        write_dimensions(fixture("dimensions"))
        finished = [one for name in PLANS for one in write_one(fixture(name), areas, password)]
        # The files are made in this order, and the newest report is looked at first.
        newest = max(opened.year for opened, _content, _coordinator in finished)
        for opened, content, coordinator in sorted(finished, key=lambda one: -one[0].year):
            # In brief and for each committee only the newest two, which people compare.
            conclude(opened, content, coordinator, in_parts=opened.year >= newest - 1)
    return True


def write_one(content: Json, areas: dict[str, Area], password: str) -> list[Finished]:
    """Write one plan with its municipalities, people and rounds; return the finished rounds."""
    municipalities = write_municipalities(content["municipalities"], areas)
    committees = write_committees(content["municipalities"], municipalities)
    people = write_people(content["people"], municipalities, committees, password)
    plan, measures = write_plan(content["plan"], municipalities, committees, areas)
    if "consultation" in content["plan"]:
        write_consultation(plan, content["plan"]["consultation"], committees, measures)
    adopt(plan, content["plan"], people.coordinator)
    return write_rounds(plan, content["rounds"], committees, measures, people)


def write_areas(rows: list[Json]) -> dict[str, Area]:
    """Return the areas by key."""
    areas = Area.objects.bulk_create(
        Area(kind=row["kind"], country=row["country"], code=row["code"], **per_language("name", row["name"]))
        for row in rows
    )
    return {row["key"]: area for row, area in zip(rows, areas, strict=True)}


def write_dimensions(rows: list[Json]) -> None:
    """Write the dimensions and their categories."""
    for row in rows:
        dimension = Dimension.objects.create(key=row["key"], **per_language("name", row["name"]))
        Category.objects.bulk_create(
            Category(dimension=dimension, key=one["key"], order=order, **per_language("name", one["name"]))
            for order, one in enumerate(row["categories"], 1)
        )


def write_municipalities(rows: list[Json], areas: dict[str, Area]) -> dict[str, Municipality]:
    """Return the municipalities by slug, the first one leading."""
    municipalities = Municipality.objects.bulk_create(
        Municipality(
            slug=row["slug"], area=areas[row["area"]], languages=row["languages"],
            colour=row["colour"], is_public=row["is_public"], logo=logo,
        )
        for row, logo in zip(rows, write_logos([row["logo"] for row in rows]), strict=True)
    )  # fmt: skip
    return {municipality.slug: municipality for municipality in municipalities}


def write_logos(names: list[str]) -> list[Logo]:
    """Return the logos in files of the demo."""
    folder = Path(settings.BASE_DIR) / "fixtures" / "logos"
    return logos_from(io.BytesIO((folder / f"{name}.png").read_bytes()) for name in names)


def write_committees(rows: list[Json], municipalities: dict[str, Municipality]) -> dict[str, Committee]:
    """Return the committees by key."""
    wanted = [(row["slug"], one) for row in rows for one in row["committees"]]
    committees = Committee.objects.bulk_create(
        Committee(municipality=municipalities[slug], **per_language("name", one["name"])) for slug, one in wanted
    )
    return {one["key"]: committee for (_, one), committee in zip(wanted, committees, strict=True)}


def write_people(
    rows: list[Json], municipalities: dict[str, Municipality], committees: dict[str, Committee], password: str
) -> People:
    """Return who acts for the plan; where several coordinate it, the first does."""
    users = User.objects.bulk_create(
        User(email=row["email"], name=row["name"], language=row.get("language", ""), password=password) for row in rows
    )
    Membership.objects.bulk_create(
        Membership(
            user=user, municipality=municipalities[row["municipality"]], role=row["role"],
            committee=committees[row["committee"]] if row["committee"] else None,
        )
        for row, user in zip(rows, users, strict=True)
    )  # fmt: skip
    pairs = list(zip(rows, users, strict=True))
    return People(
        coordinator=next(user for row, user in pairs if row["role"] == Membership.Role.COORDINATOR),
        secretaries={row["committee"]: user for row, user in pairs if row["committee"]},
    )
