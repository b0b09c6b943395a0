"""Per principle and goal: the assessment, the measures, the indicators as charts and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.charts import small_chart
from reports.document.book import Book
from reports.document.content import Goal, Measure, Owned, Principle
from reports.document.figures import Figures
from reports.document.one_page import specified_by
from reports.document.tables import FigureTable, figure_table
from reports.document.words import Mark, Words, grade, state

YEARS_IN_TABLE = 5
YEARS_IN_CHART = 8
# A longer text gets a row of its own over the width of the table.
LONG_TEXT = 420
LETTERS_A_LINE = 34


@dataclass(frozen=True)
class MeasureRow:
    """What one committee did about a measure; the title stands in the measure's first row. key: the measure's id."""

    key: int
    number: str
    title: Words
    programme: Words
    local: str
    committee: Words
    state: Mark
    text: list[Words]
    is_long: bool


@dataclass(frozen=True)
class Chart:
    """A small chart with its heading."""

    title: Words
    svg: SafeString


@dataclass(frozen=True)
class ChartRow:
    """Up to three charts beside each other; lines: how many lines the longest heading takes."""

    charts: list[Chart]
    lines: int


@dataclass(frozen=True)
class GoalPart:
    """A goal's part of the report."""

    anchor: str
    number: str
    title: Words
    local: str
    grade: Mark
    assessment: list[Words]
    measures: list[MeasureRow]
    charts: list[ChartRow]
    table: FigureTable | None
    remarks: list[str]


@dataclass(frozen=True)
class PrinciplePart:
    """A principle's chapter."""

    anchor: str
    label: str
    title: Words
    local: str
    goals: list[GoalPart]


def principle_parts(book: Book) -> list[PrinciplePart]:
    """Return the chapters; an indicator of several goals is drawn at the first and referred to at the others."""
    drawn_at: dict[int, str] = {}
    return [principle_part(book, principle, drawn_at) for principle in book.content["principles"]]


def principle_part(book: Book, principle: Principle, drawn_at: dict[int, str]) -> PrinciplePart:
    """Return one principle's chapter."""
    return PrinciplePart(
        anchor=f"p{principle['id']}",
        label=f"{book.principle_word(_('Principle'))} {principle['number']}",
        title=book.reader(principle["title"]),
        local=local_mark(book, principle),
        goals=[goal_part(book, principle, goal, drawn_at) for goal in principle["goals"]],
    )


def local_mark(book: Book, node: Owned) -> str:
    """Return whose local addition a node is, in words."""
    owners = [one for one in book.content["municipalities"] if one["slug"] == node.get("owner")]
    names = {"partner": book.reader(owners[0]["name"])} if owners else None
    return _("Local addition: %(partner)s") % names if names else ""


def goal_part(book: Book, principle: Principle, goal: Goal, drawn_at: dict[int, str]) -> GoalPart:
    """Return one goal's part and note which indicators it draws."""
    new = [book.figures[key] for key in goal["indicators"] if key in book.figures and key not in drawn_at]
    remarks = [
        _("%(indicator)s: see goal %(number)s.") % {"indicator": book.figures[key].name, "number": drawn_at[key]}
        for key in goal["indicators"]
        if key in drawn_at
    ]
    drawn_at.update({one.indicator["id"]: goal["number"] for one in new})
    remarks += [f"{one.name}: {specified_by(book, one.indicator)}." for one in new if one.indicator["to_be_specified"]]
    remarks += [remark for one in new if (remark := standing_target(one))]
    remarks += figures_not_asked(book, new)
    counted = [one for one in new if one.years]
    return GoalPart(
        anchor=f"g{goal['id']}",
        number=goal["number"],
        title=book.reader(goal["title"]),
        local=local_mark(book, goal) if goal.get("owner") != principle.get("owner") else "",
        grade=grade(goal["assessment"]["grade"]),
        assessment=book.reader(goal["assessment"]["text"]).paragraphs,
        measures=[row for measure in goal["measures"] for row in measure_rows(book, goal, measure)],
        charts=chart_rows(book, counted),
        table=figure_table(_("Indicators"), counted, book.year, YEARS_IN_TABLE),
        remarks=remarks,
    )


def measure_rows(book: Book, goal: Goal, measure: Measure) -> list[MeasureRow]:
    """Return a row per committee that reported, or one that says nobody did."""
    programme = book.reader(measure["programme"])
    local = local_mark(book, measure) if measure.get("owner") != goal.get("owner") else ""
    left_out = [one for one in book.content.get("not_asked", []) if one["measure"] == measure["id"]]
    if not measure["progress"] and not left_out:
        lead = measure["committees"][0] if measure["committees"] else None
        title = book.reader(measure["title"])
        committee = book.committee_name(lead)
        return [
            MeasureRow(measure["id"], measure["number"], title, programme, local, committee, state(None), [], False)
        ]
    told = [(one["committee"], state(one["state"]), one["text"]) for one in measure["progress"]]
    told += [(one["committee"], state("not_asked"), one["reason"]) for one in left_out]
    return [
        MeasureRow(
            key=measure["id"],
            number=measure["number"],
            title=book.reader(measure["title"]) if first else Words(),
            programme=programme if first else Words(),
            local=local if first else "",
            committee=book.committee_name(committee),
            state=mark,
            text=book.reader(text).paragraphs,
            is_long=len(book.reader(text).text) > LONG_TEXT,
        )
        for first, (committee, mark, text) in zip([True, *[False] * len(told)], told, strict=False)
    ]


def figures_not_asked(book: Book, shown: Sequence[Figures]) -> list[str]:
    """Return a sentence for each of the indicators' figures that a committee was not asked for."""
    names = {one.indicator["id"]: one.name for one in shown}
    return [
        _("%(indicator)s: not asked this year (%(committee)s). %(reason)s") % {
            "indicator": names[one["indicator"]], "committee": book.committee_name(one["committee"]),
            "reason": book.reader(one["reason"]).text,
        }
        for one in book.content.get("not_asked", [])
        if one["indicator"] in names
    ]  # fmt: skip


def chart_rows(book: Book, figures: Sequence[Figures]) -> list[ChartRow]:
    """Return the charts, three a row, all on the same years."""
    drawn = [one for one in figures if one.is_drawn]
    years = (max(min((one.years[0] for one in drawn), default=book.year), book.year - YEARS_IN_CHART + 1), book.year)
    charts = [
        Chart(
            one.title,
            small_chart(
                [point for point in one.points(last=book.year) if years[0] <= point.year <= years[1]],
                name=one.name.text,
                language=book.language,
                decimals=one.indicator["decimals"],
                unit=one.unit,
                target=one.target,
                years=years,
                colour=book.colour,
            ),
        )
        for one in drawn
    ]
    rows = [charts[i : i + 3] for i in range(0, len(charts), 3)]
    return [ChartRow(row, max(min(-(-len(c.title.text) // LETTERS_A_LINE), 4) for c in row)) for row in rows]


def standing_target(figures: Figures) -> str:
    """Return the sentence of a target that has words, or a year of its own."""
    target = figures.indicator["target"]
    if not target:
        return ""
    words = figures.reader(target["text"]).text
    if words:
        return pgettext("target", "%(indicator)s: %(target)s.") % {
            "indicator": figures.name,
            "target": words.rstrip("."),
        }
    return ""
