"""The plan's text: chapters edited in every language, in order, and the checklist of what they should say."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Chapter, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def coordinator(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


def address(plan: Plan, query: str = "") -> str:
    return f"/sv/plans/{plan.slug}/chapters/{query}"


def row(plan: Plan, chapter: Chapter) -> str:
    return address(plan, f"?list=chapters&row={chapter.pk}")


def typed(client: Client, plan: Plan, chapter: Chapter, **changes: object) -> Any:
    """Send what our script sends: the changed fields."""
    fields = ",".join(name for name in changes if not name.endswith("_was") and name != "version")
    data = {"version": chapter.version, "_fields": fields, **changes}
    return client.post(row(plan, chapter), data, headers={"X-Autosave": "1"})


def whole(chapter: Chapter, **changes: object) -> dict[str, object]:
    """Return what a browser without our script posts."""
    form = {f"title_{code}": getattr(chapter, f"title_{code}") or "" for code in ("sv", "fi")}
    return {**form, "body_sv": "", "body_fi": "", "version": chapter.version, "points_was": "", **changes}


def chapter_of(plan: Plan, order: int = 1, **fields: object) -> Chapter:
    return plan.chapters.create(**{"key": "other", "order": order, "title_sv": f"Kapitel {order}", **fields})


def test_a_chapter_is_written_side_by_side_and_saved_as_typed(coordinator: Client, plan: Plan) -> None:
    chapter = chapter_of(plan)
    answer = typed(coordinator, plan, chapter, body_sv="<p>Vi <b>lovar</b></p><script>x</script>").json()
    assert (answer["errors"], answer["clash"], answer["version"]) == ({}, False, 2)
    chapter.refresh_from_db()
    assert chapter.body_sv == "<p>Vi <strong>lovar</strong></p>"
    page = coordinator.get(address(plan)).content.decode()
    assert 'name="body_fi"' in page
    assert "&lt;p&gt;Vi &lt;strong&gt;lovar&lt;/strong&gt;&lt;/p&gt;" in page
    assert "<strong>lovar" not in page
    assert "saknas på finska" in page
    shown = coordinator.get(f"/sv/plans/{plan.slug}/?part=text").content.decode()
    assert "<p>Vi <strong>lovar</strong></p>" in shown


def test_plain_text_becomes_paragraphs_and_lists_without_script(coordinator: Client, plan: Plan) -> None:
    chapter = chapter_of(plan)
    text = "Ett stycke.\r\n\r\n- en sak\r\n- en till"
    assert coordinator.post(row(plan, chapter), whole(chapter, body_sv=text)).status_code == 302
    chapter.refresh_from_db()
    assert chapter.body_sv == "<p>Ett stycke.</p><ul><li>en sak</li><li>en till</li></ul>"
    assert "\n\n- en sak\n- en till</textarea>" in coordinator.get(address(plan)).content.decode()


def test_saving_without_script_leaves_formatting_as_it_was(coordinator: Client, plan: Plan) -> None:
    body = '<h3>Mål</h3><p>Vi <em>lovar</em> <a href="https://thl.fi/">mer</a></p><ol><li>ett</li></ol>'
    chapter = chapter_of(plan, body_sv=body, body_fi="<p>Yksi</p><p>Kaksi</p>")
    form = coordinator.get(address(plan)).context["list_chapters"].forms[0]
    posted = {name: form[name].value() or "" for name in form.fields if name != "points"}
    response = coordinator.post(row(plan, chapter), {**posted, "version": 1, "points_was": ""})
    assert response.status_code == 302
    chapter.refresh_from_db()
    assert (chapter.body_sv, chapter.body_fi, chapter.version) == (body, "<p>Yksi</p><p>Kaksi</p>", 1)


def test_two_people_who_write_in_the_same_text_choose_from_both(coordinator: Client, plan: Plan) -> None:
    chapter = chapter_of(plan)
    typed(coordinator, plan, chapter, body_sv="<p>Deras text</p>")
    assert typed(coordinator, plan, chapter, body_sv="<p>Sen text</p>").status_code == 409
    response = coordinator.post(row(plan, chapter), whole(chapter, body_sv="<p>Min text</p>", body_fi="Oma"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "<ins>Min</ins>" in page
    assert 'value="&lt;p&gt;Min text&lt;/p&gt;"' in page
    assert "data-rich-text" in page
    chosen = {"version": 3, "_fields": "body_sv", "choose_body_sv": "both", "both_body_sv": "Deras text\n\nMin text"}
    assert coordinator.post(row(plan, chapter), chosen).status_code == 302
    chapter.refresh_from_db()
    assert (chapter.body_sv, chapter.body_fi) == ("<p>Deras text</p><p>Min text</p>", "<p>Oma</p>")


@pytest.mark.parametrize(
    ("field", "text"),
    [("body_sv", "a\x00b"), ("body_sv", "x" * 60_001), ("title_sv", "x" * 201), ("points", "fi12-nothing")],
)
def test_what_cannot_be_saved_is_said_at_its_field(coordinator: Client, plan: Plan, field: str, text: str) -> None:
    chapter = chapter_of(plan)
    assert field in typed(coordinator, plan, chapter, **{field: text}).json()["errors"]
    assert coordinator.post(row(plan, chapter), whole(chapter, **{field: text})).status_code == 400
    chapter.refresh_from_db()
    assert chapter.version == 1


def test_a_chapter_of_ones_own_is_added_once(coordinator: Client, plan: Plan) -> None:
    for _ in range(3):
        data = {"act": "add", "title_sv": "Våra ord", "title_fi": "", "body_sv": "", "body_fi": ""}
        assert coordinator.post(address(plan, "?list=chapters"), data).status_code == 302
    assert [(one.key, one.order) for one in plan.chapters.all()] == [("other", 1)]


def test_chapters_change_places_once_however_often_the_button_is_hit(coordinator: Client, plan: Plan) -> None:
    first, second, third = (chapter_of(plan, order) for order in (1, 2, 3))
    for _ in range(2):
        assert coordinator.post(row(plan, third), {"act": "move", "place": "2"}).status_code == 302
    assert list(plan.chapters.order_by("order")) == [first, third, second]
    for place in ("0", "-1", "9" * 30, "x"):
        coordinator.post(row(plan, first), {"act": "move", "place": place})
    assert plan.chapters.order_by("order").first() == first


def test_a_deleted_chapter_comes_back_to_its_place_with_its_text(coordinator: Client, plan: Plan) -> None:
    chapter_of(plan, 1)
    lost = chapter_of(plan, 2, body_sv="<p>Mödosamt</p>", points=["content"])
    chapter_of(plan, 3)
    coordinator.post(row(plan, lost), {"act": "remove"})
    assert "Kapitel 2" in coordinator.get(address(plan, f"?list=chapters&removed={lost.pk}")).content.decode()
    coordinator.post(row(plan, lost), {"act": "restore"})
    assert [one.pk for one in plan.chapters.order_by("order")][1] == lost.pk
    back = Chapter.objects.get(pk=lost.pk)
    assert (back.body_sv, back.points, back.version) == ("<p>Mödosamt</p>", ["content"], 2)


def test_a_partners_coordinator_reads_the_common_text_and_does_not_edit_it(plan: Plan) -> None:
    chapter = chapter_of(plan, body_sv="Gemensam text")
    sund = make_municipality("sund")
    plan.partners.create(municipality=sund)
    partner = Client()
    partner.force_login(make_user("coordinator", sund))
    page = partner.get(address(plan)).content.decode()
    assert "koordinatorn i Granvik ändrar" in page
    assert 'name="body_sv"' not in page
    assert 'value="suggest"' not in page
    assert typed(partner, plan, chapter, body_sv="Vår").status_code == 404
    for data in ({"act": "remove"}, {"act": "suggest", "point": "purpose"}, {"act": "add", "title_sv": "Ny"}):
        assert partner.post(row(plan, chapter), data).status_code == 404
    assert [one.body_sv for one in plan.chapters.all()] == ["<p>Gemensam text</p>"]


def test_the_pages_queries_do_not_grow_with_the_chapters(coordinator: Client, plan: Plan) -> None:
    counts: list[int] = []
    for order in (1, 2, 3):
        chapter_of(plan, order)
        if order == 2:
            continue
        coordinator.get(address(plan))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(address(plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]
