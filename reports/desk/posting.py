"""What a form of the desk posted: read, judged, and what the page must know after it was saved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import get_language

from reports.desk.cells import Posted, Reading, Saved, questions, read_cells
from reports.desk.figures import AskedFigure, Stored, asked_figures, figures_of, stored_values
from reports.filling_in import Told
from reports.forms.progress import ProgressForm
from reports.models import CommitteePart, Progress
from welfareplans.organisations.autosave import sent_fields

CELL = re.compile(r"(?:figure|missing|sure)-([0-9]{1,15})-(?:total|[0-9]{1,15})", re.ASCII)
CHOICES = ("state", "proposal")


@dataclass(frozen=True)
class After:
    """What the page must know once the cells are saved: each cell's version, and the questions about them."""

    versions: dict[str, int]
    questions: dict[str, str]
    is_new_doubt: bool


@dataclass(frozen=True)
class Posting:
    """One post of the desk."""

    part: CommitteePart
    posted: Posted
    told: Told | None
    figures: list[AskedFigure]
    saved: Saved
    reading: Reading
    field_errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def opened(self) -> str:
        """Return what the page has open: the measure, or the figures of an indicator without one."""
        if self.told is not None:
            return str(self.told.measure)
        return f"f{self.figures[0].pk}" if self.figures else "none"

    @property
    def has_state(self) -> bool:
        """Tell whether the measure's state is among what was sent."""
        return self.told is not None and "state" in self.told.fields

    @property
    def errors(self) -> dict[str, str]:
        """Return a sentence for each field that cannot be saved."""
        return {**self.field_errors, **self.reading.errors}

    @property
    def typed_fields(self) -> dict[str, str]:
        """Return the fields about the measure that were refused, as typed."""
        return {name: self.posted.data.get(name, "") for name in self.field_errors if name not in CHOICES}

    @property
    def typed_texts(self) -> list[str]:
        """Return what was written, for somebody who must take it elsewhere."""
        own = [text for name, text in (self.told.fields if self.told else {}).items() if name not in CHOICES and text]
        cells = [f"{figure.plain_name}: {text}" for figure in self.figures for text in self._typed(figure)]
        return own + cells

    def _typed(self, figure: AskedFigure) -> list[str]:
        return [text for key, _ in figure.rows if (text := self.reading.typed.get(key, ("", ""))[0])]

    def after(self, stored: Mapping[str, Stored], language: str) -> After:
        """Return what changed for the page. stored: the posted cells as they are saved now, by key."""
        places = {entry.key: entry.place for entry in self.reading.entries}
        now = {**self.saved, **{places[key]: cell for key, cell in stored.items()}}
        asked: dict[str, str] = {}
        for figure in self.figures:
            found = questions(figure, now, self.part.round.year, language)
            for key, category in figure.rows:
                place = figure.indicator, figure.area, self.part.round.year, category
                asked[key] = "" if now.get(place, Stored()).note else found.get(key, "")
        changed = {key for key, place in places.items() if self.saved.get(place, Stored()).number != stored[key].number}
        versions = {f"version-{key}": cell.version for key, cell in stored.items()}
        return After(versions, asked, any(asked[key] for key in changed))

    def changed_by_others(self, row: Progress) -> dict[str, str | list[str]]:
        """Return the fields that the writer did not send, when somebody else saved the measure meanwhile."""
        if self.told is None or row.version <= self.told.version + 1:
            return {}
        now = as_fields(row, self.part.round.plan.languages)
        return {name: value for name, value in now.items() if name not in self.told.fields}


def as_fields(row: Progress, languages: Iterable[str]) -> dict[str, str | list[str]]:
    """Return a measure's fields as js/autosave.js puts them into a form: of a choice what is chosen, if anything."""
    values = {name: getattr(row, name) or "" for name in (*CHOICES, "reason", *(f"text_{code}" for code in languages))}
    return {name: ([value] if value else []) if name in CHOICES else value for name, value in values.items()}


def read_post(
    request: HttpRequest, part: CommitteePart, *, measure: int | None = None, use: int | None = None
) -> Posting:
    """Return what was posted about a measure, or about one indicator of the plan. Three queries.

    Raises BadRequest when the form was not ours: without the version that the writer had read.
    """
    sent = sent_fields(request)
    posted = Posted(request.POST.dict(), sent)
    reporters = {int(found[1]) for name in posted.data if (found := CELL.fullmatch(name))}
    figures = figures_of(part, reporters) if use is None else asked_figures(part, use)
    year, language = part.round.year, str(get_language())
    saved = stored_values(figures, year, since=year - 1)
    reading = read_cells(figures, saved, year, posted, language)
    if measure is None:
        return Posting(part, posted, None, figures, saved, reading)
    data = {name: text for name, text in posted.data.items() if sent is None or name in sent or name == "version"}
    form = ProgressForm(data, part.round.plan.languages)
    errors = {name: str(texts[0]) for name, texts in form.errors.items()}
    if "version" in errors:
        raise BadRequest
    told = Told(measure, form.cleaned_data["version"], form.answers())
    return Posting(part, posted, told, figures, saved, reading, errors)
