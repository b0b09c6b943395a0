"""A committee takes its part away as a workbook and brings it back: there and back again in each language."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Indicator, Value
from plans.models import PlanIndicator
from reports.models import CommitteePart, Progress
from reports.workbook.cells import number_text, text_of
from reports.workbook.contents import in_cell
from reports.workbook.words import choices
from tests.reports.desk_cast import Cast, make_cast
from tests.reports.workbooks import bring, cell, download, filled, keep, look, read_here, sheets, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workbook.returned.run_confined", read_here)


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def measure(cast: Cast, place: int = 0) -> str:
    return str(cast.measures[place].pk)


def words(kind: str, value: str, language: str = "sv") -> str:
    return next(word for word, meant in choices(language)[kind].items() if meant == value)


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_a_workbook_goes_there_and_back_in_every_language(language: str) -> None:
    cast = make_cast(measures=2, languages=(language, "sv") if language != "sv" else ("sv", "fi"))
    data = filled(download(cast.client, cast.part.pk, language), {
        (measure(cast), "state"): words("state", "done", language),
        (measure(cast), f"text_{language}"): "=cmd() är text\npå två rader",
        (measure(cast), "proposal"): words("proposal", "change", language).upper(),
        (measure(cast), "reason"): "+1 person",
        (cast.key(), "figure"): 1234.5,
        (cast.key("fi"), "missing"): words("missing", "not_collected", language),
        (cast.key("sv"), "figure"): "1 200,25",
        (cast.key("sv"), "note"): "Alla skolor",
    })  # fmt: skip
    answer = bring(cast.client, cast.part.pk, data)
    assert answer.status_code == 302
    row = cast.progress
    assert (row.state, getattr(row, f"text_{language}")) == ("done", "=cmd() är text\npå två rader")
    assert (row.proposal, getattr(row, f"reason_{language}")) == ("change", "+1 person")
    saved = {one.category.key if one.category else "": one for one in Value.objects.select_related("category")}
    assert saved[""].number == Decimal("1234.5")
    assert saved["fi"].missing == "not_collected"
    assert (saved["sv"].number, saved["sv"].note) == (Decimal("1200.25"), "Alla skolor")
    assert all(one.entered_by == cast.member for one in saved.values())
    assert CommitteePart.objects.get(pk=cast.part.pk).status == "in_progress"


def test_a_workbook_that_nobody_touched_changes_nothing(cast: Cast) -> None:
    cast.save(state="done", text_sv="  -1 <b>å</b>\r\nrad_x0041_ två ", figure_total="12,5", missing_fi="suppressed")
    data = download(cast.client, cast.part.pk)
    _address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert "det finns inget att ändra" in page
    again = filled(data, {})
    assert "det finns inget att ändra" in look(cast.client, upload(cast.client, cast.part.pk, again))[1]


def test_the_preview_tells_old_and_new_and_saves_nothing_yet(cast: Cast) -> None:
    cast.save(state="under_way", text_sv="Förr", figure_total="12")
    data = filled(download(cast.client, cast.part.pk), {
        (measure(cast), "state"): "genomförd", (measure(cast), "text_sv"): "Nu & sedan", (cast.key(), "figure"): 13,
    })  # fmt: skip
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    for text in ("Pågår", "Genomförd", "Förr", "Nu &amp; sedan", ">12<", ">13<", "3 ändringar"):
        assert text in page
    assert cast.progress.text_sv == "Förr"
    assert Value.objects.get().number == 12
    assert address in cast.client.get(f"/sv/follow-up/parts/{cast.part.pk}/workbook/").content.decode()


def test_a_double_click_saves_once(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "En gång"})
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert keep(cast.client, address).status_code == 302
    version = cast.progress.version
    cast.save(version=version, text_sv="Senare")
    again = cast.client.post(address, {"act": "save", "basis": page.partition('value="')[2][:64]})
    assert again.status_code == 302
    assert cast.progress.text_sv == "Senare"


def test_a_share_is_the_same_as_a_number_a_percentage_and_a_text() -> None:
    cast = make_cast()
    Indicator.objects.update(kind="share", unit_sv="%", decimals=1)
    data = download(cast.client, cast.part.pk)
    target = cell(sheets(data)[1], cast.key(), "figure")
    assert target.number_format == "0.0%"
    typed = {"total": 0.125, "fi": "12,5 %", "sv": "12,5"}
    bring(cast.client, cast.part.pk, filled(data, {(cast.key(at), "figure"): one for at, one in typed.items()}))
    assert [one.number for one in Value.objects.all()] == [Decimal("12.5")] * 3
    target = cell(sheets(download(cast.client, cast.part.pk))[1], cast.key(), "figure")
    assert target.value == 0.125


def test_yes_and_no_are_chosen_in_words(cast: Cast) -> None:
    PlanIndicator.objects.get(measures=cast.measures[0]).indicator.dimensions.clear()
    Indicator.objects.update(kind="yes_no")
    data = filled(download(cast.client, cast.part.pk, "fi"), {(cast.key(), "figure"): "Kyllä"})
    bring(cast.client, cast.part.pk, data)
    assert Value.objects.get().number == 1
    assert cell(sheets(download(cast.client, cast.part.pk))[1], cast.key(), "figure").value == "Ja"


def test_a_figure_takes_the_place_of_a_reason_and_an_emptied_cell_of_nothing(cast: Cast) -> None:
    cast.save(missing_total="not_available", figure_fi="5")
    data = filled(download(cast.client, cast.part.pk), {(cast.key(), "figure"): 7, (cast.key("fi"), "figure"): None})
    bring(cast.client, cast.part.pk, data)
    value = Value.objects.get()
    assert (value.number, value.missing, value.category) == (Decimal(7), "", None)


def test_a_doubtful_figure_is_asked_about_and_the_answer_is_its_note(cast: Cast) -> None:
    use = PlanIndicator.objects.get(measures=cast.measures[0])
    Value.objects.create(indicator=use.indicator, area=cast.plan.own_area, year=2025, number=Decimal(910))
    data = filled(download(cast.client, cast.part.pk), {(cast.key(), "figure"): 9100})
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert "tio gånger" in page
    keep(cast.client, address, **{f"sure-{cast.key()}": "1"})
    assert "tio gånger" in Value.objects.get(year=2026).note
    data = filled(download(cast.client, cast.part.pk), {(cast.key(), "note"): None})
    bring(cast.client, cast.part.pk, data)
    assert Value.objects.get(year=2026).note == ""


def test_the_cells_to_fill_in_are_open_and_all_others_locked(cast: Cast) -> None:
    _book, found = sheets(download(cast.client, cast.part.pk))
    open_to_all = {"state", "text_sv", "text_fi", "proposal", "reason", "figure", "missing", "note"}
    for mark in ("measures", "figures"):
        sheet = found[mark]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        names = [one.value for one in sheet[1]]
        for row in sheet.iter_rows(min_row=3):
            assert {names[at] for at, one in enumerate(row) if not one.protection.locked} == open_to_all & set(names)
    assert found["keys"].sheet_state == "veryHidden"
    assert len(found["measures"].data_validations.dataValidation) == 2


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_last_year_stands_beside(language: str) -> None:
    cast = make_cast(languages=("sv", "fi", "da"))
    year = {"opens_on": "2025-11-01", "due_on": "2026-01-31", "status": "handled"}
    before = cast.plan.rounds.create(year=2025, **year).parts.create(committee=cast.committee)
    Progress.objects.create(part=before, measure=cast.measures[0], state="delayed", text_sv="I fjol sent")
    use = PlanIndicator.objects.get(measures=cast.measures[0])
    Value.objects.create(indicator=use.indicator, area=cast.plan.own_area, year=2025, number=Decimal("90.5"))
    found = sheets(download(cast.client, cast.part.pk, language))[1]
    assert cell(found, measure(cast), "last_state").value == words("state", "delayed", language)
    assert "I fjol sent" in cell(found, measure(cast), "last_text").value
    assert cell(found, cast.key(), "last").value == 90.5


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


@given(number=NUMBERS, shown=st.sampled_from(["#,##0", "#,##0.00", "0.0%"]))
def test_a_number_is_kept_to_the_digit_or_written_as_text(number: Decimal, shown: str) -> None:
    held = in_cell(number, shown)
    assert held is None or Decimal(number_text(held, shown).replace(",", ".")) == number


@given(value=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.times()))
def test_whatever_stands_in_a_cell_becomes_a_text(value: Any) -> None:
    text = text_of(value, "0%")
    assert "\x00" not in text
    text.encode()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60).map(lambda text: text.strip()), number=st.decimals(0, 10**8, places=2))
def test_any_text_and_number_come_back_as_they_were_written(text: str, number: Decimal) -> None:
    cast = make_cast(slug=f"g{Progress.objects.count()}x{Value.objects.count()}-{abs(hash(text))}")
    Progress.objects.update(text_sv=(text.encode("utf-8", "ignore").decode().replace("\x00", "")))
    Value.objects.create(
        indicator=PlanIndicator.objects.get(plan=cast.plan).indicator, area=cast.plan.own_area, year=2026, number=number
    )
    data = filled(download(cast.client, cast.part.pk), {})
    with override("sv"):
        page = look(cast.client, upload(cast.client, cast.part.pk, data))[1]
    assert "det finns inget att ändra" in page


def test_workbook_and_preview_ask_the_database_a_constant_number_of_times() -> None:
    counts = []
    for slug, measures in (("liten", 1), ("stor", 3)):
        cast = make_cast(measures=measures, slug=slug)
        with CaptureQueriesContext(connection) as made:
            data = download(cast.client, cast.part.pk)
            counts.append(len(made))
        answers = {(str(one.pk), "text_sv"): "Text" for one in cast.measures}
        address, _page = look(cast.client, upload(cast.client, cast.part.pk, filled(data, answers)))
        with CaptureQueriesContext(connection) as looked:
            cast.client.get(address)
            counts.append(len(looked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 16
