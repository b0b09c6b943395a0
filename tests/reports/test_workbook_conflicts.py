"""A workbook and what others wrote meanwhile: chosen, kept, shown, and refused when the part has closed."""

import datetime
from decimal import Decimal

import pytest

from indicators.models import Value
from reports.models import CommitteePart, Progress, Round
from tests.reports.desk_cast import Cast, make_cast
from tests.reports.workbooks import basis, bring, download, filled, keep, look, read_here, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workbook.returned.run_confined", read_here)


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def measure(cast: Cast, place: int = 0) -> str:
    return str(cast.measures[place].pk)


@pytest.mark.usefixtures("here")
def test_what_two_people_wrote_is_chosen_field_by_field(cast: Cast) -> None:
    empty = download(cast.client, cast.part.pk)
    cast.save(state="delayed", text_sv="Kollegans", figure_total="5", figure_fi="1")
    data = filled(empty, {
        (measure(cast), "state"): "Genomförd", (measure(cast), "text_sv"): "Mitt", (measure(cast), "text_fi"): "Minun",
        (cast.key(), "figure"): 6, (cast.key("fi"), "figure"): 2, (measure(cast, 1), "text_sv"): "Annat",
    })  # fmt: skip
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    for text in ("Kollegans", "Mitt", "Försenad", "Genomförd", "skrivet av två"):
        assert text in page
    assert keep(cast.client, address).status_code == 400
    assert cast.progress.text_sv == "Kollegans"
    first = measure(cast)
    chosen = {
        f"keep-m{first}-state": "mine", f"keep-m{first}-text_sv": "theirs", f"keep-f{cast.key()}": "mine",
        f"keep-f{cast.key('fi')}": "theirs",
    }  # fmt: skip
    assert keep(cast.client, address, **chosen).status_code == 302
    row = cast.progress
    assert (row.state, row.text_sv, row.text_fi) == ("done", "Kollegans", "Minun")
    assert Progress.objects.get(measure=cast.measures[1]).text_sv == "Annat"
    assert set(Value.objects.values_list("number", flat=True)) == {Decimal(1), Decimal(6)}


@pytest.mark.usefixtures("here")
def test_what_was_typed_in_other_fields_meanwhile_stays(cast: Cast) -> None:
    empty = download(cast.client, cast.part.pk)
    cast.save(state="delayed", text_fi="Kollegan", figure_fi="1")
    data = filled(empty, {(measure(cast), "text_sv"): "Mitt", (cast.key(), "figure"): 6})
    assert bring(cast.client, cast.part.pk, data).status_code == 302
    row = cast.progress
    assert (row.state, row.text_sv, row.text_fi) == ("delayed", "Mitt", "Kollegan")
    assert Value.objects.count() == 2


@pytest.mark.usefixtures("here")
def test_a_change_after_the_look_is_shown_before_anything_is_saved(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "Mitt"})
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    cast.save(text_sv="Kollegans")
    answer = cast.client.post(address, {"act": "save", "basis": basis(page)})
    assert answer.status_code == 409
    assert "Kollegans" in answer.content.decode()
    assert cast.progress.text_sv == "Kollegans"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("closed", ["submitted", "frozen"])
def test_a_part_that_closed_meanwhile_keeps_the_texts_in_sight(cast: Cast, closed: str) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "För sent <b>"})
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    part = CommitteePart.objects.select_related("round").get(pk=cast.part.pk)
    if closed == "frozen":
        Round.objects.filter(pk=part.round_id).update(status="published")
    else:
        part.submit(by=cast.member, meeting_on=datetime.date(2026, 11, 1), section="§ 1")
    answer = cast.client.post(address, {"act": "save", "basis": basis(page)})
    assert answer.status_code == 409
    assert "inte längre ändras" in answer.content.decode()
    assert "För sent &lt;b&gt;" in answer.content.decode()
    assert "För sent" in look(cast.client, upload(cast.client, cast.part.pk, data))[1]
    assert cast.client.get(f"/sv/follow-up/parts/{cast.part.pk}/workbook.xlsx").status_code == 302
    assert not Progress.objects.filter(text_sv__gt="").exists()
