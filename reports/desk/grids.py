"""A grid of figures as the page shows it: last year's beside this year's, target and course over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts import Point, sparkline
from indicators.models import Indicator, Value
from indicators.numbers import format_value
from indicators.plausibility import places
from reports.desk.cells import Reading, Saved, questions, told, written
from reports.desk.figures import AskedFigure, Stored


@dataclass(frozen=True)
class Cell:
    """One row of the grid. heading: the breakdown that begins with this row."""

    key: str
    label: str | SafeString
    heading: str | SafeString
    last: str
    value: str
    words: str
    missing: str
    version: int
    error: str
    missing_error: str
    question: str
    note: str


@dataclass(frozen=True)
class Grid:
    """One indicator for one area."""

    figure: AskedFigure
    year: int
    cells: tuple[Cell, ...]
    course: SafeString | str
    now: str
    target: str

    @property
    def is_yes_no(self) -> bool:
        """Tell whether the answer is chosen and not typed."""
        return self.figure.kind == Indicator.Kind.YES_NO

    @property
    def last_year(self) -> int:
        """Return the year whose figures stand beside."""
        return self.year - 1


def grid(figure: AskedFigure, saved: Saved, year: int, language: str, reading: Reading | None = None) -> Grid:
    """Return the grid of one figure. reading: what was typed and could not be saved."""
    reading = reading or Reading()
    asked = questions(figure, saved, year, language)
    labels = {f"{figure.pk}-total": (_("All"), "")}
    for breakdown in figure.breakdowns:
        for place, category in enumerate(breakdown.categories):
            labels[f"{figure.pk}-{category.pk}"] = category.name, "" if place else breakdown.name
    cells = []
    for key, category_id in figure.rows if figure.is_typed else []:
        now = saved.get((figure.indicator, figure.area, year, category_id), Stored())
        last = saved.get((figure.indicator, figure.area, year - 1, category_id), Stored())
        value, missing = reading.typed.get(key, (written(figure, now.number, language), now.missing))
        error, missing_error = (reading.errors.get(f"{name}-{key}", "") for name in ("figure", "missing"))
        cells.append(
            Cell(
                key, *labels[key], last=told(figure, last, language), value=value, words=told(figure, now, language),
                missing=missing, version=now.version, error=error, missing_error=missing_error,
                question="" if now.note or error else asked.get(key, ""), note=now.note,
            )
        )  # fmt: skip
    total = saved.get((figure.indicator, figure.area, year - 1, None), Stored())
    return Grid(
        figure,
        year,
        tuple(cells),
        _course(figure, saved, language),
        told(figure, total, language),
        target(figure, language),
    )


def _course(figure: AskedFigure, saved: Saved, language: str) -> SafeString | str:
    """Return the line of the totals over the years, when there are two figures to draw one through."""
    points = [
        Point(year, stored.number, str(Value.Missing(stored.missing).label) if stored.missing else "")
        for (indicator, area, year, category), stored in sorted(saved.items(), key=lambda item: item[0][2])
        if (indicator, area, category) == (figure.indicator, figure.area, None)
    ]
    if figure.kind == Indicator.Kind.YES_NO or sum(point.value is not None for point in points) < 2:
        return ""
    return sparkline(
        points, name=figure.plain_name, language=language, decimals=figure.decimals, unit=figure.unit,
        target=figure.target,
    )  # fmt: skip


def target(figure: AskedFigure, language: str) -> str:
    """Return the target in words: `target at most 780 (2027)`, or the one that the plan words itself."""
    if figure.target is None:
        return str(figure.target_text)
    value = format_value(figure.target, language, places(figure.target, figure.decimals), figure.unit)
    sentence = {
        Indicator.Better.UP: _("target at least %(value)s"),
        Indicator.Better.DOWN: _("target at most %(value)s"),
    }.get(Indicator.Better(figure.better), _("target %(value)s"))
    words = sentence % {"value": value}
    return f"{words} ({figure.target_year})" if figure.target_year else words


def grids(
    figures: Sequence[AskedFigure], saved: Saved, year: int, language: str, reading: Reading | None = None
) -> list[Grid]:
    """Return the grids of several figures, in their order."""
    return [grid(figure, saved, year, language, reading) for figure in figures]
