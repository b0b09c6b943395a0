"""Several people of a committee on the desk: who else is there, and what they saved."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Presence
from reports.models import CommitteePart
from tests.factories import make_user
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


@pytest.fixture
def colleague(cast: Cast) -> Client:
    client = Client()
    client.force_login(make_user("committee", cast.plan.municipality, cast.committee, name="Bo"))
    return client


def tell(client: Client, cast: Cast, **fields: Any) -> Any:
    """Return what an open page is told."""
    answer = client.post(f"/sv/follow-up/parts/{cast.part.pk}/presence/", fields)
    assert answer.status_code == 200
    return answer.json()


def test_each_sees_the_other_and_where_they_are(cast: Cast, colleague: Client) -> None:
    first, second = cast.measures
    assert tell(cast.client, cast, code=f"m{first.pk}")["others"] == []
    assert tell(colleague, cast, code=f"m{second.pk}")["others"] == [[cast.member.name, f"m{first.pk}"]]
    assert tell(cast.client, cast)["others"] == [["Bo", f"m{second.pk}"]]
    cast.client.post(f"/sv/follow-up/parts/{cast.part.pk}/presence/", {"gone": "1"})
    assert tell(colleague, cast)["others"] == []
    assert Presence.objects.count() == 1


def test_who_is_on_another_page_or_went_away_is_not_here(cast: Cast, colleague: Client) -> None:
    Presence.objects.create(plan=cast.plan, user=cast.member, code="m1", seen_at="2026-01-01T12:00Z")
    tell(cast.client, cast)
    Presence.objects.filter(place=f"part-{cast.part.pk}").update(seen_at="2026-01-01T12:00Z")
    assert tell(colleague, cast)["others"] == []


def test_a_colleagues_texts_states_and_figures_come_to_an_open_form(cast: Cast, colleague: Client) -> None:
    first, second = cast.measures
    tell(cast.client, cast)
    cast.save(state="done", text_sv="Klart", figure_total="1234,5", version_total="0")
    asked = {"measure": first.pk, "version": 1, f"version-{cast.key()}": 0, f"version-{cast.key('fi')}": 0}
    told = tell(colleague, cast, **asked)
    assert told["fields"] == [
        {
            "versions": {"version": 2},
            "changed": {"state": ["done"], "proposal": [], "reason": "", "text_sv": "Klart", "text_fi": ""},
        },
        {
            "versions": {f"version-{cast.key()}": 1},
            "changed": {f"figure-{cast.key()}": "1\u202f234,5", f"missing-{cast.key()}": ""},
        },
    ]
    assert list(told["tags"]) == [str(first.pk)]
    assert "app-state--done" in told["tags"][str(first.pk)]
    assert "<b>1 av 2</b>" in told["meter"]
    assert tell(colleague, cast, **{**asked, "version": 2, f"version-{cast.key()}": 1})["fields"] == []
    assert tell(colleague, cast, measure=second.pk, version=1)["fields"] == []


def test_a_colleagues_figure_comes_also_after_a_save_of_ones_own(cast: Cast, colleague: Client) -> None:
    first = cast.measures[0]
    tell(cast.client, cast)
    cast.save(script=True, figure_total="12", version_total="0")
    cast.save(script=True, version=2, text_fi="Omat sanani")
    told = tell(colleague, cast, measure=first.pk, version=3, **{f"version-{cast.key()}": 0})
    assert [one["versions"] for one in told["fields"]] == [{f"version-{cast.key()}": 1}]


def test_what_was_told_long_ago_is_not_told_again(cast: Cast, colleague: Client) -> None:
    cast.save(state="done")
    until = tell(colleague, cast)["until"]
    assert tell(colleague, cast, since=until)["tags"] != {}
    assert tell(colleague, cast, since=until + 60)["tags"] == {}


def test_the_page_is_told_when_a_colleague_has_handed_in(cast: Cast, colleague: Client) -> None:
    assert tell(colleague, cast)["is_open"] is True
    CommitteePart.objects.update(status="submitted", meeting_on="2026-11-10")
    assert tell(colleague, cast)["is_open"] is False


@pytest.mark.parametrize("since", ["", "x", "nan", "inf", "-1e300", "9" * 400, "٣"])
@pytest.mark.parametrize("measure", ["", "x", "٣", "9" * 30, "-1"])
def test_strange_questions_are_answered(cast: Cast, since: str, measure: str) -> None:
    told = tell(
        cast.client, cast, since=since, measure=measure, code="m1\0", **{"version-9-total": "x", "version": "x"}
    )
    assert told["others"] == []


def test_others_learn_nothing(cast: Cast) -> None:
    stranger = make_cast(slug="annan")
    address = f"/sv/follow-up/parts/{cast.part.pk}/presence/"
    assert stranger.client.post(address).status_code == 404
    assert cast.client.get(address).status_code == 405
    assert Client().post(address).status_code == 302


def test_hearing_of_others_asks_the_database_as_often_for_three_measures_as_for_one() -> None:
    counts = []
    for slug, measures in (("liten", 1), ("stor", 3)):
        cast = make_cast(measures=measures, slug=slug)
        for measure in cast.measures:
            cast.save(measure=measure.pk, state="done")
        tell(cast.client, cast)
        with CaptureQueriesContext(connection) as queries:
            tell(cast.client, cast, measure=cast.measures[0].pk, version=1, **{f"version-{cast.key()}": 0})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
