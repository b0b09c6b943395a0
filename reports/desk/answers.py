"""Check your answers: all that a part says, with what is missing, as links back to the place."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reports.desk.cells import told
from reports.desk.figures import AskedFigure, Place, Stored, stored_values
from reports.desk.measures import Asked
from reports.desk.page import Question, question
from reports.models import CommitteePart, Progress


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and where to put it right. is_measure: a measure without a state."""

    words: str | SafeString
    address: str
    is_measure: bool = False


@dataclass(frozen=True)
class Answer:
    """What was answered about one measure. texts: (language, text); figures: (name, value)."""

    number: str
    title: str | SafeString
    address: str
    state: str
    word: str
    texts: list[tuple[str, str]]
    proposal: str
    reason: str
    figures: list[tuple[str | SafeString, str]]
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True)
class Answers:
    """The whole part."""

    rows: list[Answer]
    others: list[tuple[str | SafeString, str]]
    lacking: list[Gap]

    @property
    def gaps(self) -> list[Gap]:
        """Return everything that is missing: at measures, then among the other figures."""
        return [gap for row in self.rows for gap in row.gaps] + self.lacking

    @property
    def missing(self) -> str:
        """Return how much is missing, in words."""
        things = len(self.gaps)
        return ngettext("%(things)s thing is missing", "%(things)s things are missing", things) % {"things": things}

    @property
    def unfilled(self) -> int:
        """Return how many measures have no state."""
        return sum(gap.is_measure for gap in self.gaps)


def answers(part: CommitteePart) -> Answers:
    """Return everything that the part says. Six queries."""
    asked = question(part)
    saved = stored_values(asked.figures, part.round.year, since=part.round.year)
    rows = [_answer(part, one, asked, saved) for one in asked.measures]
    others = [pair for figure in asked.others for pair in _figures(part, figure, saved)]
    lacking = [gap for figure in asked.others for gap in _figure_gap(part, figure, saved, f"f{figure.pk}")]
    return Answers(rows, others, lacking)


def _answer(part: CommitteePart, asked: Asked, questions: Question, saved: dict[Place, Stored]) -> Answer:
    row, figures = asked.answer, questions.at.get(asked.pk, [])
    address = _address(part, str(asked.pk), f"m{asked.pk}")
    texts = [(code, row[f"text_{code}"]) for code in part.round.plan.languages if row[f"text_{code}"]]
    gaps = [] if row["state"] else [Gap(_("The state is missing"), address, is_measure=True)]
    gaps += [gap for figure in figures for gap in _figure_gap(part, figure, saved, str(asked.pk))]
    return Answer(
        asked.number, asked.title, address,
        state=row["state"], word=str(Progress.State(row["state"]).label) if row["state"] else _("Not filled in"),
        texts=texts, proposal=str(Progress.Proposal(row["proposal"]).label) if row["proposal"] else "",
        reason=row["reason"], figures=[pair for figure in figures for pair in _figures(part, figure, saved)], gaps=gaps,
    )  # fmt: skip


def _figures(
    part: CommitteePart, figure: AskedFigure, saved: dict[Place, Stored]
) -> list[tuple[str | SafeString, str]]:
    """Return the total by the indicator's name, then the categories that have an answer."""
    language, year = str(get_language()), part.round.year
    names = {category.pk: category.name for breakdown in figure.breakdowns for category in breakdown.categories}
    found: list[tuple[str | SafeString, str]] = []
    for _key, category in figure.rows if figure.is_typed else []:
        stored = saved.get((figure.indicator, figure.area, year, category))
        if category is None:
            found.append((figure.name, told(figure, stored or Stored(), language)))
        elif stored:
            found.append((format_html("– {}", names[category]), told(figure, stored, language)))
    return found


def _figure_gap(part: CommitteePart, figure: AskedFigure, saved: dict[Place, Stored], opened: str) -> list[Gap]:
    if not figure.is_typed or (figure.indicator, figure.area, part.round.year, None) in saved:
        return []
    words = _("Figure missing: %(name)s") % {"name": figure.plain_name}
    return [Gap(words, _address(part, opened, f"grid-{figure.pk}"))]


def _address(part: CommitteePart, opened: str, anchor: str) -> str:
    return f"{reverse('reports:desk', args=[part.pk])}?open={opened}#{anchor}"
