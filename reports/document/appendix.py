"""All figures: a table per goal, every year and every group."""

from django.utils.translation import gettext as _

from reports.document.book import Book
from reports.document.tables import FigureTable, all_years_tables

YEARS_A_TABLE = 8


def appendix(book: Book) -> list[FigureTable]:
    """Return the tables in the plan's order; what belongs to no goal comes last."""
    left = {key: figures for key, figures in book.figures.items() if figures.years}
    tables = []
    for goal in book.goals:
        chosen = [left.pop(key) for key in goal["indicators"] if key in left]
        caption = f"{goal['number']} {book.reader(goal['title'])}"
        tables += all_years_tables(caption, chosen, book.year, YEARS_A_TABLE)
    return tables + all_years_tables(_("Other indicators"), list(left.values()), book.year, YEARS_A_TABLE)
