"""How children and young people are doing: figures over time beside the country and comparable municipalities."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts import Line, Point, comparison_chart
from reports.document.book import Book
from reports.document.content import Area
from reports.document.figures import Figures
from reports.document.goals import LETTERS_A_LINE, Chart, ChartRow
from reports.document.tables import FigureTable, Row

YEARS = 7
MOST_LINES = 5
# A chart of this chapter is wider than the goals'.
LETTERS_IN_WIDE = LETTERS_A_LINE * 80 // 52


@dataclass(frozen=True)
class KeyFigures:
    """The chapter."""

    intro: str
    charts: list[ChartRow]
    table: FigureTable


def key_figures(book: Book) -> KeyFigures | None:
    """Return the chapter; None when nothing can be compared."""
    compared = [one for one in book.figures.values() if one.other_areas and one.indicator["kind"] != "narrative"]
    if not compared:
        return None
    areas = [area for area in book.content["areas"] if any(area["key"] in one.other_areas for one in compared)]
    names = [book.reader(area["name"]).text for area in areas]
    own = " · ".join(dict.fromkeys(book.own_line_for(one.indicator) for one in compared))
    years = years_shown(book, compared)
    charts = [Chart(one.title, chart(book, one, areas, years)) for one in compared if one.indicator["kind"] != "yes_no"]
    pairs = [charts[i : i + 2] for i in range(0, len(charts), 2)]
    return KeyFigures(
        intro=_("%(own)s is compared with: %(areas)s.") % {"own": own, "areas": ", ".join(names)},
        charts=[ChartRow(pair, max(min(-(-len(c.title.text) // LETTERS_IN_WIDE), 4) for c in pair)) for pair in pairs],
        table=FigureTable(
            _("%(own)s, and below it the areas it is compared with") % {"own": own},
            years,
            [row for one in compared for row in area_rows(book, one, areas, years)],
        ),
    )


def years_shown(book: Book, compared: list[Figures]) -> list[int]:
    """Return the years of the chapter: from the first that has a figure, at most seven."""
    held = [year for one in compared for (_area, _category, year) in one.by_place]
    return list(range(max(min(held, default=book.year), book.year - YEARS + 1), book.year + 1))


def chart(book: Book, figures: Figures, areas: list[Area], years: list[int]) -> SafeString:
    """Return the chart of one indicator: the own line and those of the first areas."""
    span = (years[0], book.year)
    own = Line(book.own_line_for(figures.indicator), "own", within(figures.points(last=book.year), span))
    others = [
        Line(book.reader(area["name"]).text, area["kind"], within(figures.points(area["key"]), span))
        for area in areas
        if area["key"] in figures.other_areas
    ]
    return comparison_chart(
        [own, *others[: MOST_LINES - 1]],
        name=figures.name.text,
        language=book.language,
        decimals=figures.indicator["decimals"],
        unit=figures.unit,
        years=span,
        colour=book.colour,
    )


def within(points: tuple[Point, ...], span: tuple[int, int]) -> tuple[Point, ...]:
    """Return the points of these years."""
    return tuple(point for point in points if span[0] <= point.year <= span[1])


def area_rows(book: Book, figures: Figures, areas: list[Area], years: list[int]) -> list[Row]:
    """Return the own row and one per area that the indicator is compared with."""
    own = Row(figures.title, [figures.cell(year, newest=book.year) for year in years])
    others = [
        Row(book.reader(area["name"]), [figures.cell(year, None, area["key"]) for year in years], detail=True)
        for area in areas
        if area["key"] in figures.other_areas
    ]
    return [own, *others]
