"""Two members and their workbooks, a coordinator, old pages, double clicks and closings: never unlike the model.

ROUND_RUNS says how many stories are told; a thousand take some minutes.
"""

import os
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from indicators.models import Value
from reports.models import CommitteePart, Progress
from reports.workbook.words import word_of
from tests.factories import make_user
from tests.reports.desk_cast import Cast, make_cast
from tests.reports.round_model import FIELDS, ModelBook, ModelPart, empty_cell, empty_row
from tests.reports.workbooks import basis, download, filled, look, read_here, upload

PLACES = st.integers(0, 1)
EDITORS = st.integers(0, 1)
# Few, so that people write the same, or back what was.
TEXTS = st.sampled_from(["", "Klubbar öppnade", "Avgiftsfria resor", "Inget än"])
STATES = st.sampled_from(["", "under_way", "done", "delayed"])
NUMBERS = st.sampled_from(["", "0", "12", "140"])


class Story(RuleBasedStateMachine):
    """One story of a part; rolled back when it has been told."""

    cast: Cast
    people: list[Client]
    judge: Client
    cells: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.story = transaction.atomic()
        self.story.__enter__()
        self.model = ModelPart("not_started", [empty_row(), empty_row()], [empty_cell(), empty_cell()])
        self.read = [[(1, 0), (1, 0)], [(1, 0), (1, 0)]]
        self.judged_version = 1
        self.taken: dict[int, tuple[bytes, list[tuple[int, int]]]] = {}
        self.brought: dict[int, tuple[str, str, ModelBook]] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)

    @rule(editor=EDITORS)
    def reads_the_page(self, editor: int) -> None:
        """The page of one member is made anew."""
        self.read[editor] = [
            (row.version, cell.version) for row, cell in zip(self.model.rows, self.model.cells, strict=True)
        ]

    @rule(editor=EDITORS, place=PLACES, text=st.none() | TEXTS, state=st.none() | STATES, number=st.none() | NUMBERS)
    def writes(self, editor: int, place: int, text: str | None, state: str | None, number: str | None) -> None:
        """One member writes what the page has; a twin of the request changes nothing more."""
        asked = {"text_sv": text, "state": state, "number": number}
        told = {name: value for name, value in asked.items() if value is not None}
        if not told:
            return
        read, cell_read = self.read[editor][place]
        expected = self.model.write(place, told, read, cell_read)
        for _time in range(2):
            answer = self.post(editor, place, told, read, cell_read)
            assert outcome(answer) == expected
        if expected == "saved":
            self.read[editor][place] = (self.model.rows[place].version, self.read_cell(place, told, cell_read))

    def read_cell(self, place: int, told: dict[str, str], cell_read: int) -> int:
        """Return the version of the cell that the page knows after a save: the answer carries it when it was sent."""
        return self.model.cells[place].version if "number" in told else cell_read

    def post(self, editor: int, place: int, told: dict[str, str], read: int, cell_read: int) -> Any:
        """Send what js/autosave.js sends."""
        names = {"number": f"figure-{self.cells[place]}"}
        fields = {names.get(name, name): text for name, text in told.items()}
        measure = self.cast.measures[place].pk
        return self.people[editor].post(
            reverse("reports:progress_save", args=[self.cast.part.pk, measure]),
            {"version": read, f"version-{self.cells[place]}": cell_read, "_fields": ",".join(fields), **fields},
            headers={"X-Autosave": "1"},
        )

    @precondition(lambda self: self.model.is_open)
    @rule(editor=EDITORS)
    def takes_a_workbook_away(self, editor: int) -> None:
        """One member downloads the part as it is now."""
        versions = [(row.version, cell.version) for row, cell in zip(self.model.rows, self.model.cells, strict=True)]
        self.taken[editor] = download(self.people[editor], self.cast.part.pk), versions

    @precondition(lambda self: self.taken)
    @rule(editor=EDITORS, texts=st.lists(st.none() | TEXTS, min_size=2, max_size=2),
          states=st.lists(st.none() | STATES, min_size=2, max_size=2),
          numbers=st.lists(st.none() | NUMBERS, min_size=2, max_size=2))  # fmt: skip
    def uploads_a_workbook(self, editor: int, texts: list[Any], states: list[Any], numbers: list[Any]) -> None:
        """One member fills in what was downloaded, once or again, and looks at what it would change."""
        if editor not in self.taken:
            return
        data, read = self.taken[editor]
        told = [
            {name: text for name, text in (("text_sv", text), ("state", state), ("number", number)) if text is not None}
            for text, state, number in zip(texts, states, numbers, strict=True)
        ]
        cells = {self.cell(place, name): self.written(name, text)
                 for place, fields in enumerate(told) for name, text in fields.items()}  # fmt: skip
        address, page = look(self.people[editor], upload(self.people[editor], self.cast.part.pk, filled(data, cells)))
        book = ModelBook(told, read)
        book.seen = self.model.differences(book)
        if self.model.is_open:
            assert page.count('value="mine"') == sum(one[4] for one in book.seen)
            self.brought[editor] = address, basis(page), book

    def cell(self, place: int, name: str) -> tuple[str, str]:
        """Return the key of a row and the name of a column of the workbook."""
        if name == "number":
            return self.cells[place], "figure"
        return str(self.cast.measures[place].pk), name

    def written(self, name: str, text: str) -> Any:
        """Return what a person writes into a cell."""
        if name == "number":
            return int(text) if text else None
        return word_of("state", text, "sv") if name == "state" else text

    @precondition(lambda self: self.brought)
    @rule(editor=EDITORS, choice=st.sampled_from(["mine", "theirs"]))
    def saves_the_workbook(self, editor: int, choice: str) -> None:
        """One member saves what the preview showed, with a double click."""
        if editor not in self.brought:
            return
        address, seen, book = self.brought[editor]
        choices = {f"keep-m{one.pk}-{name}": choice for one in self.cast.measures for name in FIELDS}
        choices |= {f"keep-f{key}": choice for key in self.cells}
        for _time in range(2):
            expected = self.model.bring(book, choice)
            answer = self.people[editor].post(address, {"act": "save", "basis": seen, **choices})
            assert answer.status_code == {"saved": 302, "closed": 409, "outdated": 409}[expected]

    @rule(editor=EDITORS)
    def submits(self, editor: int) -> None:
        """One member hands in, saying why something is missing."""
        was_open = self.model.is_open
        answer = self.people[editor].post(
            reverse("reports:part_submit", args=[self.cast.part.pk]),
            {"meeting_on": "2026-11-10", "section": "§ 1", "comment": "Allt är inte klart.", "may_lack": "on"},
        )
        assert answer.status_code in (200, 302, 409)
        if was_open:
            self.model.move("submitted")

    @rule()
    def the_coordinator_reads(self) -> None:
        """The coordinator's page is made anew."""
        self.judged_version = self.model.version

    @precondition(lambda self: not self.model.is_open)
    @rule(act=st.sampled_from(["return", "accept", "reopen"]))
    def the_coordinator_judges(self, act: str) -> None:
        """The coordinator acts on the page that was read."""
        reason = {} if act == "accept" else {"reason": "Berätta mera."}
        expected = self.model.judged(act, self.judged_version)
        answer = self.judge.post(
            reverse("reports:part_judge", args=[self.cast.part.pk]),
            {"act": act, "version": self.judged_version, **reason},
        )
        assert answer.status_code == {"done": 302, "outdated": 409, "refused": 400}[expected]

    @invariant()
    def the_database_is_as_the_model(self) -> None:
        """Status, versions, texts and figures are the same in both."""
        part = CommitteePart.objects.get(pk=self.cast.part.pk)
        assert (part.status, part.version) == (self.model.status, self.model.version)
        for place, measure in enumerate(self.cast.measures):
            row = Progress.objects.get(part=part, measure=measure)
            model = self.model.rows[place]
            assert row.version == model.version
            assert {name: getattr(row, name) or "" for name in FIELDS} == model.now
            value = Value.objects.filter(indicator__uses__measures=measure, category=None).first()
            assert (f"{value.number:.0f}" if value and value.number is not None else "") == (
                self.model.cells[place].now["number"]
            )


def outcome(answer: Any) -> str:
    """Return what an answer says happened."""
    told = answer.json()
    if told["redirect"]:
        return "closed"
    return "clash" if told["clash"] else "saved"


@pytest.mark.django_db
def test_every_story_ends_as_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workbook.returned.run_confined", read_here)
    cast = make_cast(measures=2, languages=("sv",))
    colleague = Client()
    colleague.force_login(make_user("committee", cast.plan.municipality, cast.committee, name="kollega"))
    Story.cast, Story.people, Story.judge = cast, [cast.client, colleague], Client()
    Story.judge.force_login(make_user("coordinator", cast.plan.municipality))
    Story.cells = [cell_of(cast, place) for place in range(2)]
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=int(os.environ.get("ROUND_RUNS", "6")), stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def cell_of(cast: Cast, place: int) -> str:
    """Return the key of the total's cell of a measure's figure."""
    reporter = cast.part.committee.reported_indicators.get(plan_indicator__measures=cast.measures[place])
    return f"{reporter.pk}-total"
