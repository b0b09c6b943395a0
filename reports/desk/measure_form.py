"""One measure opened in place: last year beside this year, the choices, the texts and the figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from reports.desk.cells import Reading
from reports.desk.figures import AskedFigure, stored_values
from reports.desk.grids import Grid, grids
from reports.desk.measures import Asked, said
from reports.models import CommitteePart, Progress
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.texts import columns

STATES = (
    Progress.State.UNDER_WAY, Progress.State.DONE, Progress.State.DELAYED, Progress.State.NOT_STARTED,
    Progress.State.DROPPED,
)  # fmt: skip
SYMBOLS = {"under_way": "going", "done": "done", "delayed": "late", "not_started": "todo", "dropped": "out"}
PROPOSALS = {"continue": "send", "change": "turn", "end": "out"}


@dataclass(frozen=True)
class Choice:
    """One card to choose."""

    value: str
    word: str
    hint: str
    symbol: str
    is_chosen: bool


@dataclass(frozen=True)
class Box:
    """The text in one language of the plan. label: the question in it; language: its name in the reader's."""

    code: str
    label: str
    language: str
    text: str
    is_gap: bool
    error: str


@dataclass(frozen=True)
class LastYear:
    """What the committee said the time before."""

    year: int
    state: str
    word: str
    text: str | SafeString


@dataclass(frozen=True)
class Attempt:
    """What somebody posted and what was wrong with it; shown again as typed."""

    fields: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)

    @property
    def is_wrong(self) -> bool:
        """Tell whether something could not be saved."""
        return bool(self.errors or self.reading.errors)


@dataclass(frozen=True)
class MeasureForm:
    """Everything that the open measure shows."""

    pk: int
    version: int
    states: list[Choice]
    proposals: list[Choice]
    boxes: list[Box]
    reason: str
    last: LastYear | None
    grids: list[Grid]
    elsewhere: list[tuple[str | SafeString, Asked]]
    saved_at: str
    errors: list[tuple[str, str]]
    reason_error: str = ""

    @property
    def is_wrong(self) -> bool:
        """Tell whether the page shows what could not be saved; the script then leaves it alone."""
        return bool(self.errors)


def measure_form(
    part: CommitteePart, asked: Asked, figures: Sequence[AskedFigure],
    elsewhere: list[tuple[str | SafeString, Asked]], attempt: Attempt,
) -> MeasureForm:  # fmt: skip
    """Return the open measure. figures: those asked at this measure; elsewhere: (name, measure) of those asked there.

    Two queries: what was said before, and the figures of all years.
    """
    year, language = part.round.year, str(get_language())
    answer = {**asked.answer, **attempt.fields}
    saved = stored_values(figures, year)
    saved_at = timezone.localtime(answer["saved_at"]).strftime("%H.%M") if answer["version"] > 1 else ""
    return MeasureForm(
        pk=asked.pk, version=asked.answer["version"],
        states=state_choices(answer["state"]), proposals=proposal_choices(answer["proposal"]),
        boxes=_boxes(part, answer, attempt.errors), reason=answer["reason"], last=_last_year(part, asked),
        grids=grids(figures, saved, year, language, attempt.reading), elsewhere=elsewhere, saved_at=saved_at,
        errors=_error_links(asked.pk, attempt), reason_error=attempt.errors.get("reason", ""),
    )  # fmt: skip


def state_choices(chosen: str) -> list[Choice]:
    """Return the five states as cards, those that come up most often first."""
    hints = {
        Progress.State.UNDER_WAY: _("The work is moving forward"),
        Progress.State.DONE: _("Finished, part of everyday life"),
        Progress.State.DELAYED: _("Not done in time"),
        Progress.State.NOT_STARTED: _("Nothing has been done yet"),
        Progress.State.DROPPED: _("Will not be carried out"),
    }
    return [Choice(one.value, str(one.label), hints[one], SYMBOLS[one], one.value == chosen) for one in STATES]


def proposal_choices(chosen: str) -> list[Choice]:
    """Return what can be proposed for the next year as cards."""
    hints = {
        Progress.Proposal.CONTINUE: _("as planned"),
        Progress.Proposal.CHANGE: _("for example the time or the indicator"),
        Progress.Proposal.END: _("no longer needed"),
    }
    return [
        Choice(one.value, str(one.label), hints[one], PROPOSALS[one], one.value == chosen) for one in Progress.Proposal
    ]


def _boxes(part: CommitteePart, answer: Mapping[str, Any], errors: Mapping[str, str]) -> list[Box]:
    languages = part.round.plan.languages
    texts = {code: answer[f"text_{code}"] or "" for code in languages}
    names = {"sv": _("in Swedish"), "fi": _("in Finnish"), "da": _("in Danish")}
    boxes = []
    for code in languages:
        is_gap = not texts[code] and any(texts.values())
        boxes.append(
            Box(code, measure_question(code), names[code], texts[code], is_gap, errors.get(f"text_{code}", ""))
        )
    return boxes


def measure_question(code: str) -> str:
    """Return what is asked about a measure, in one language."""
    with override(code):
        return _("What was done?")


def _last_year(part: CommitteePart, asked: Asked) -> LastYear | None:
    """Return what the committee said of the measure, or of the one that it continues, in the newest earlier round."""
    same_measure = [asked.pk, *([asked.predecessor] if asked.predecessor else [])]
    rows = _LAST.rows(committee=part.committee_id, before=part.round.year, measures=same_measure)
    if not rows:
        return None
    row = rows[0]
    word = str(Progress.State(row["state"]).label)
    return LastYear(row["part__round__year"], row["state"], word, said(row, "text", part.round.plan.languages))


def _last(committee: int, before: int, measures: Collection[int]) -> QuerySet[Progress, Any]:
    told = Progress.objects.filter(part__committee=committee, measure__in=measures).exclude(state="")
    told = told.filter(part__round__year__lt=Value(before)).order_by("-part__round__year")
    rows: QuerySet[Progress, Any] = told.values("part__round__year", "state", *columns("text"))[:1]
    return rows


_LAST = Compiled(Progress, _last)


def _error_links(measure: int, attempt: Attempt) -> list[tuple[str, str]]:
    """Return (id of the field, sentence) of everything that could not be saved."""
    own = [(f"{name}-{measure}", text) for name, text in attempt.errors.items()]
    return own + list(attempt.reading.errors.items())
