"""What a committee's workbook says: each row with what is known and what is to be filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.models import Indicator
from indicators.plausibility import places
from reports.desk.cells import told
from reports.desk.figures import AskedFigure, Place, Stored, stored_values
from reports.desk.measures import Asked, said
from reports.desk.page import question
from reports.models import CommitteePart, Progress
from reports.workbook.cells import number_text, plain, within
from reports.workbook.keys import BookKeys, RowKeys, row_keys
from reports.workbook.words import unmarked, word_of
from welfareplans.organisations.texts import LANGUAGES


@dataclass(frozen=True)
class MeasureLine:
    """A measure. cells: the texts to fill in, by name; returned: why the coordinator gave it back."""

    pk: int
    number: str
    title: str
    last_state: str
    last_text: str
    returned: str
    cells: Mapping[str, str]
    keys: RowKeys


@dataclass(frozen=True)
class FigureLine:
    """A figure's total or category. numbers: of the measures; number: what is saved, None = nothing."""

    key: str
    numbers: str
    name: str
    category: str
    unit: str
    last: Decimal | str
    number: Decimal | None
    number_format: str
    is_yes_no: bool
    cells: Mapping[str, str]
    keys: RowKeys


@dataclass(frozen=True)
class Contents:
    """The whole workbook. languages: of the plan, a column of texts for each."""

    part: CommitteePart
    language: str
    languages: list[str]
    measures: list[MeasureLine]
    figures: list[FigureLine]

    @property
    def keys(self) -> BookKeys:
        """Return what the workbook carries unseen."""
        measures = {str(line.pk): line.keys for line in self.measures}
        return BookKeys(self.part.pk, self.language, measures, {line.key: line.keys for line in self.figures})


def contents(part: CommitteePart, language: str) -> Contents:
    """Return what the part's workbook says in a language. Seven queries."""
    with override(language):
        asked = question(part)
        year, languages = part.round.year, part.round.plan.languages
        saved = stored_values(asked.figures, year, since=year - 1)
        last = _last_answers(part, asked.measures)
        measures = [_measure(part, one, last, language) for one in asked.measures]
        numbers = {
            figure.pk: one.number for one in reversed(asked.measures) for figure in asked.at.get(one.pk, [])
        }  # fmt: skip
        figures = [
            _figure(figure, key, category, numbers.get(figure.pk, ""), (year, saved), language)
            for figure in _in_order(asked.measures, asked.at, asked.others)
            for key, category in (figure.rows if figure.is_typed else [])
        ]  # fmt: skip
    return Contents(part, language, list(languages), measures, figures)


def measure_cells(answer: Mapping[str, Any], languages: Iterable[str], language: str) -> dict[str, str]:
    """Return the texts of a measure's cells. answer: the row of its progress, columns by name."""
    texts = {f"text_{code}": within(answer[f"text_{code}"] or "") for code in languages}
    state, proposal = (word_of(kind, answer[kind], language) for kind in ("state", "proposal"))
    reason = next((text for code in (language, *LANGUAGES) if (text := answer[f"reason_{code}"])), "")
    return {"state": state, **texts, "proposal": proposal, "reason": within(reason)}


def figure_cells(figure: AskedFigure, stored: Stored, language: str) -> dict[str, str]:
    """Return the texts of a figure's cells as the file gives them back."""
    if stored.number is None:
        number = ""
    elif figure.kind == Indicator.Kind.YES_NO:
        number = word_of("yes_no", f"{stored.number:.0f}", language)
    else:
        number = f"{stored.number.normalize() + 0:f}".replace(".", ",")
    return {"figure": number, "missing": word_of("missing", stored.missing, language), "note": stored.note}


def in_cell(number: Decimal, number_format: str) -> float | None:
    """Return what the file holds of a number; None when the file would not keep every digit of it."""
    held = float(number.scaleb(-2) if "%" in number_format else number)
    text = number_text(held, number_format)
    return held if Decimal(text.replace(",", ".")) == number else None


def _last_answers(part: CommitteePart, measures: Iterable[Asked]) -> dict[int, Mapping[str, Any]]:
    """Return what the committee said of each measure, or of the one that it continues, in the newest earlier round."""
    same = {before: one.pk for one in measures for before in (one.predecessor, one.pk) if before}
    rows = Progress.objects.filter(
        part__committee=part.committee_id, part__round__year__lt=part.round.year, measure__in=same
    ).exclude(state="")
    columns = ("measure_id", "state", *(f"text_{code}" for code in LANGUAGES))
    return {same[row["measure_id"]]: row for row in rows.order_by("part__round__year").values(*columns)}


def _measure(
    part: CommitteePart, asked: Asked, last: Mapping[int, Mapping[str, Any]], language: str
) -> MeasureLine:  # fmt: skip
    before = last.get(asked.pk)
    title, cells = plain(unmarked(asked.title)), measure_cells(asked.answer, part.round.plan.languages, language)
    return MeasureLine(
        asked.pk, asked.number, title,
        last_state=word_of("state", before["state"], language) if before else "",
        last_text=unmarked(said(before, "text", part.round.plan.languages)) if before else "",
        returned=asked.answer["return_reason"] if asked.is_returned(part) else "",
        cells=cells, keys=row_keys(asked.answer["version"], (asked.number, title), cells),
    )  # fmt: skip


def _figure(
    figure: AskedFigure, key: str, category: int | None, numbers: str, known: tuple[int, Mapping[Place, Stored]],
    language: str,
) -> FigureLine:  # fmt: skip
    year, saved = known
    now, last = (saved.get((figure.indicator, figure.area, one, category), Stored()) for one in (year, year - 1))
    is_yes_no = figure.kind == Indicator.Kind.YES_NO
    name = plain(", ".join(filter(None, (unmarked(figure.name), unmarked(figure.area_name)))))
    label, cells = category_name(figure, category), figure_cells(figure, now, language)
    plainly = last.number is not None and not is_yes_no
    return FigureLine(
        key, numbers, name, label, figure.unit,
        last=last.number if plainly and last.number is not None else told(figure, last, language),
        number=None if is_yes_no else now.number, number_format=_format(figure, now.number, last.number),
        is_yes_no=is_yes_no, cells=cells, keys=row_keys(now.version, (name, label), cells),
    )  # fmt: skip


def category_name(figure: AskedFigure, category: int | None) -> str:
    """Return what a row of a figure is: all, or a category with its breakdown."""
    for breakdown in figure.breakdowns:
        for one in breakdown.categories:
            if one.pk == category:
                return plain(f"{unmarked(breakdown.name)}: {unmarked(one.name)}")
    return _("All")


def _format(figure: AskedFigure, *numbers: Decimal | None) -> str:
    """Return how the cells of a figure show numbers: a share as per cent, so that 12,5 and 12,5 % are the same."""
    decimals = max((places(one, figure.decimals) for one in numbers if one is not None), default=figure.decimals)
    part = f".{'0' * decimals}" if decimals else ""
    return f"0{part}%" if figure.is_share else f"#,##0{part}"


def _in_order(
    measures: Iterable[Asked], at: Mapping[int, list[AskedFigure]], others: list[AskedFigure]
) -> list[AskedFigure]:  # fmt: skip
    return [figure for one in measures for figure in at.get(one.pk, [])] + others
