"""A plan that is exported and imported again is the same plan, whatever stands in it."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from plans.canonical import plan_content
from plans.content_import import plan_of_content, read_content
from plans.content_sheets import sheets_of_content
from plans.export.files import export_file
from plans.models import Plan
from plans.plan_import import Import
from plans.tables.files.reading import read
from plans.tables.files.sheets import from_json
from plans.tables.reading import Choices, rows_of
from tests.plans.generated_plans import LANGUAGES, PLAN, Json, World, empty_plan, forget, make_world, write_plan

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=5, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.fixture
def world() -> World:
    return make_world()


def without_keys(plan: Plan, *, whole: bool) -> Any:
    """Return a plan's content with names and places where it has keys. whole: also what a table alone does not have."""
    told: Any = plan_content(plan)
    partners = {one["id"]: one["municipality"] for one in told["partners"]}
    committees = {one["id"]: (one["municipality"], one["name"]["sv"]) for one in told["committees"]}
    programmes = {one["id"]: told_programme(one, whole=whole) for one in told["programmes"]}
    goals, measures = {}, {}
    for place, principle in enumerate(told["principles"]):
        for at, goal in enumerate(principle["goals"]):
            goals[goal["id"]] = (place, at)
            for number, measure in enumerate(goal["measures"]):
                measures[measure["id"]] = (place, at, number)
                measure["committees"] = sorted(committees[key] for key in measure["committees"])
                measure["leader"] = committees.get(measure["leader"])
                measure["programme"] = programmes.get(measure["programme"])
                measure["partners"] = sorted(partners[key] for key in measure["partners"])
    for use in told["indicators"]:
        use["measures"] = sorted(measures[key] for key in use["measures"])
        use["goals"] = sorted(goals[key] for key in use["goals"])
        use["specified_by"] = committees.get(use["specified_by"])
        use["reporters"] = sorted((one["area"], committees[one["committee"]]) for one in use["reporters"])
    for step in told["milestones"]:
        step["committee"] = committees.get(step["committee"])
    parts = ["principles", "indicators", *(["chapters", "contacts", "sources", "milestones"] if whole else [])]
    return [plain({name: told[name] for name in parts}, partners), plain(told["plan"], partners) if whole else None]


def told_programme(told: Json, *, whole: bool) -> Json:
    return {name: value for name, value in told.items() if name != "id"} if whole else {"title": told["title"]}


def plain(node: Any, partners: dict[int, str]) -> Any:
    """Return the content without keys; owners by their municipality."""
    if isinstance(node, dict):
        kept = {name: value for name, value in node.items() if name not in ("id", "predecessor", "slug")}
        if isinstance(kept.get("owner"), int):
            kept["owner"] = partners[kept["owner"]]
        return {name: plain(value, partners) for name, value in kept.items()}
    return [plain(one, partners) for one in node] if isinstance(node, list | tuple) else node


@MANY
@given(told=PLAN)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_table_says_everything_that_the_plan_says(world: World, kind: str, told: Json) -> None:
    with transaction.atomic():
        plan = write_plan(told, world)
        whole = kind != "csv"
        before, data = without_keys(plan, whole=whole), export_file(plan, plan_content(plan), kind).data
        sheets = sheets_of_content(data, "plan.json") if kind == "json" else from_json(read(data, kind))
        table = rows_of(sheets, LANGUAGES, Choices())
        assert not Import(table, plan).changes
        forget(plan)
        again, _partners = empty_plan(world, "again")
        Import(table, again, is_new=True).write()
        assert without_keys(again, whole=whole) == before
        transaction.set_rollback(True)


@MANY
@given(told=PLAN)
def test_json_says_everything(world: World, told: Json) -> None:
    with transaction.atomic():
        plan = write_plan(told, world)
        before, data = without_keys(plan, whole=True), export_file(plan, plan_content(plan), "json").data
        forget(plan)
        again = plan_of_content(read_content(data), "again", world.homes[0], world.homes[1:])
        assert without_keys(again, whole=True) == before
        transaction.set_rollback(True)
