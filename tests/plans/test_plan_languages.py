"""The plan in two languages side by side: what is missing, and saving as it is typed."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from plans.languages.completeness import completeness, completeness_of
from plans.models import Chapter, Measure, Partner, PlanIndicator, Programme
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.language_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def lack_finnish(cast: Cast) -> None:
    cast.measure.title_fi = ""
    cast.measure.save()


def test_every_text_stands_in_the_order_of_the_document(cast: Cast) -> None:
    Chapter.objects.create(plan=cast.plan, key="purpose", order=1, title_sv="Syfte", body_sv="Varför")
    programme = Programme.objects.create(municipality=cast.plan.municipality, title_sv="Lape", funding_sv="Staten")
    Measure.objects.update(programme=programme, expected_result_sv="Fler med", resources_sv="Två tjänster")
    PlanIndicator.objects.update(target_text_sv="Alla inom en vecka")
    cast.plan.sources.create(kind="survey", title_sv="Enkäten")
    cast.plan.contacts.create(function_sv="Koordinator", sector_sv="Bildning")
    cast.plan.milestones.create(title_sv="Remissen", starts_on="2026-03-01")
    texts = re.findall(r"<textarea[^>]*lang=\"sv\"[^>]*>([^<]*)<", cast.page())
    assert texts == [
        "Välfärdsplan", "Syfte", "Varför", "Vardag", "Fritid åt alla", "Åtgärd 1 i granvik", "Fler med",
        "Två tjänster", "Mätare 1", "barn", "Alla inom en vecka", "Lape", "Staten", "Remissen", "Enkäten",
        "Koordinator", "Bildning",
    ]  # fmt: skip


def test_the_languages_are_counted_and_the_first_gap_is_a_link(cast: Cast) -> None:
    lack_finnish(cast)
    swedish, finnish = completeness(cast.plan)
    assert (swedish.language, swedish.done, swedish.total, swedish.first_gap) == ("sv", 6, 6, "")
    assert (finnish.done, finnish.total, finnish.missing) == (5, 6, 1)
    assert finnish.first_gap.endswith(f"/languages/?into=fi#measure-{cast.measure.pk}-title")
    page = cast.page("?into=fi")
    assert "5 / 6" in page
    assert f'id="measure-{cast.measure.pk}-title"' in page


def test_each_gap_leads_to_the_next_one() -> None:
    cast = make_cast(measures=3)
    Measure.objects.update(title_fi="")
    first, second, third = Measure.objects.order_by("order")
    page = cast.page("?into=fi")
    rows = {one.pk: page.split(f'id="measure-{one.pk}-title"')[1].split("</tr>")[0] for one in (first, second, third)}
    assert f"#measure-{second.pk}-title" in rows[first.pk]
    assert f"#measure-{third.pk}-title" in rows[second.pk]
    assert "Nästa text som saknas" not in rows[third.pk]


def test_completeness_takes_three_queries_for_any_number_of_plans() -> None:
    plans = [make_cast(measures=3).plan]
    for slug in ("ett", "annat"):
        place = make_municipality(slug)
        plans.append(make_plan(place, make_committee(place)))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = completeness_of(plans)
    assert len(asked) <= 3
    assert [one.total for one in found[plans[0].pk]] == [12, 12]
    assert [one.total for one in found[plans[1].pk]] == [6, 6]


@pytest.mark.parametrize("measures", [1, 3])
def test_the_page_asks_as_much_for_three_measures_as_for_one(measures: int) -> None:
    cast = make_cast(measures=measures)
    Measure.objects.update(title_sv="Ändrad")
    with CaptureQueriesContext(connection) as asked:
        cast.page()
    assert len(asked) <= 24


def test_only_missing_texts_are_shown_when_asked_for(cast: Cast) -> None:
    lack_finnish(cast)
    page = cast.page("?into=fi&show=missing")
    assert page.count("<textarea") == 2
    assert "Åtgärd 1 i granvik" in page


def test_a_text_is_saved_as_it_is_typed(cast: Cast) -> None:
    lack_finnish(cast)
    answer = cast.typed(version=2, title_fi="Uusi").json()
    cast.measure.refresh_from_db()
    assert (cast.measure.title_fi, cast.measure.title_sv) == ("Uusi", "Åtgärd 1 i granvik")
    assert answer["versions"] == {f"v-measure-{cast.measure.pk}": 3}


def test_texts_of_several_rows_are_saved_without_script(cast: Cast) -> None:
    goal = cast.measure.goal
    more: dict[str, object] = {f"goal-{goal.pk}-title_fi": "Tavoite\r\nkaksi", f"v-goal-{goal.pk}": 1}
    response = cast.posted({cast.name("title_fi"): "Toimi", **more})
    assert response.status_code == 302
    goal.refresh_from_db()
    cast.measure.refresh_from_db()
    assert (goal.title_fi, cast.measure.title_fi) == ("Tavoite\nkaksi", "Toimi")


def test_twenty_identical_posts_change_the_row_once(cast: Cast) -> None:
    for _ in range(20):
        cast.posted({cast.name("title_fi"): "Toimi"})
    cast.measure.refresh_from_db()
    assert cast.measure.version == 2


def test_two_people_on_the_same_text_choose_what_stands(cast: Cast) -> None:
    cast.typed(title_fi="Ensimmäinen")
    assert cast.typed(title_fi="Toinen").json()["clash"]
    page = cast.posted({cast.name("title_fi"): "Toinen"})
    assert page.status_code == 409
    body = page.content.decode()
    assert "Ensimmäinen" in body
    assert "Toinen" in body
    name = cast.name("title_fi")
    data = {"_fields": name, f"choose_{name}": "both", f"both_{name}": "Molemmat", f"v-measure-{cast.measure.pk}": 2}
    assert cast.client.post(cast.address, data).status_code == 302
    cast.measure.refresh_from_db()
    assert cast.measure.title_fi == "Molemmat"


def test_different_languages_of_one_row_are_both_kept(cast: Cast) -> None:
    cast.typed(title_sv="Ny")
    answer = cast.typed(title_fi="Uusi").json()
    cast.measure.refresh_from_db()
    assert (cast.measure.title_sv, cast.measure.title_fi) == ("Ny", "Uusi")
    assert answer["changed"] == {cast.name("title_sv"): "Ny"}


def test_a_row_cannot_lose_its_last_text(cast: Cast) -> None:
    answer = cast.typed(title_sv="", title_fi="").json()
    assert "minst ett språk" in " ".join(answer["errors"].values())
    cast.measure.refresh_from_db()
    assert cast.measure.title_sv


def test_what_is_refused_stands_as_it_was_typed(cast: Cast) -> None:
    response = cast.posted({cast.name("title_fi"): "nolla\x00tavu"})
    assert response.status_code == 400
    assert "nolla" in response.content.decode()
    assert cast.name("title_fi") in response.content.decode()


def test_a_chapter_keeps_its_formatting_unless_it_is_changed(cast: Cast) -> None:
    chapter = Chapter.objects.create(
        plan=cast.plan, key="purpose", order=1, title_sv="Syfte", body_sv="<p>Varför</p><ul><li>ett</li></ul>",
        body_fi="<p>Miksi <strong>nyt</strong></p>",
    )  # fmt: skip
    page = cast.page()
    assert "Varför\n\n- ett</textarea>" in page
    name = f"chapter-{chapter.pk}-body"
    unchanged = {f"{name}_sv": "Varför\r\n\r\n- ett", f"{name}_fi": "<p>Miksi <strong>nyt</strong></p>"}
    cast.posted(dict(unchanged) | {f"v-chapter-{chapter.pk}": 1})
    chapter.refresh_from_db()
    assert chapter.version == 1
    cast.posted({f"{name}_fi": "Miksi\r\n\r\n<script>x</script>- yksi", f"v-chapter-{chapter.pk}": 1})
    chapter.refresh_from_db()
    body = chapter.body_fi or ""
    assert "<script" not in body
    assert body.startswith("<p>Miksi</p>")


def test_an_indicator_of_another_municipality_is_shown_and_not_changed(cast: Cast) -> None:
    other = make_municipality("annanstans")
    Partner.objects.create(plan=cast.plan, municipality=other)
    Indicator.objects.update(municipality=other)
    indicator = Indicator.objects.get()
    page = cast.page()
    assert "Mätare 1" in page
    assert f'name="indicator-{indicator.pk}-name_fi"' not in page
    cast.posted({f"indicator-{indicator.pk}-name_fi": "Oma", f"v-indicator-{indicator.pk}": 1})
    indicator.refresh_from_db()
    assert indicator.name_fi == "Mittari 1"


def test_a_foreign_row_is_not_changed_whatever_is_posted(cast: Cast) -> None:
    other = make_municipality("annanstans")
    theirs = Measure.objects.get(goal__principle__plan=make_plan(other, make_committee(other)))
    names = ("title_fi", "version", "order", "goal_id", "title_da")
    cast.posted({f"measure-{theirs.pk}-{name}": "9" for name in names})
    theirs.refresh_from_db()
    assert (theirs.title_fi, theirs.version) == ("Toimenpide 1", 1)


@pytest.mark.parametrize(
    "name", ["measure-9999999999999999999-title_fi", "nothing-1-title_fi", "measure-1-password_fi", "measure--title_fi"]
)
def test_names_that_are_no_texts_are_ignored(cast: Cast, name: str) -> None:
    assert cast.posted({name: "x"}).status_code == 302


@pytest.mark.parametrize(
    "query", ["?into=xx&from=yy", "?page=99999999999", "?page=-1", "?show=nothing", "?into=sv&from=sv"]
)
def test_an_address_that_asks_for_nothing_known_shows_the_page(cast: Cast, query: str) -> None:
    assert "Åtgärd 1 i granvik" in cast.page(query)


def test_a_plan_of_one_language_is_told_how_to_get_another(cast: Cast) -> None:
    cast.plan.languages = ["sv"]
    cast.plan.save()
    assert f"/plans/{cast.plan.slug}/settings/" in cast.page()
    assert 'lang="fi" rows' not in cast.page()


@pytest.mark.parametrize("role", ["committee", "councillor"])
def test_others_find_no_such_page(cast: Cast, role: str) -> None:
    home = cast.plan.municipality
    client = Client()
    client.force_login(make_user(role, home, make_committee(home) if role == "committee" else None))
    assert client.get(cast.address).status_code == 404


def test_a_large_plan_comes_in_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("page", "completeness"):
        monkeypatch.setattr(f"plans.languages.{module}.PAGE_SIZE", 2)
    lack_finnish(cast)
    gap = completeness(cast.plan)[1].first_gap
    assert "page=2" in gap
    assert f"measure-{cast.measure.pk}-title_fi" in cast.client.get(gap).content.decode()
