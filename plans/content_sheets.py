"""A plan exported as JSON as the sheets of the workbook that it could have been exported as, to be looked at alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.content import PlanContent
from plans.content_import import read_content
from plans.export.delimited import cell, headings
from plans.export.rows import export_table, languages_in
from plans.export.texts import listings
from plans.tables.files.sheets import MOST_ROWS, Sheet, tidy, within_limits
from plans.tables.refusals import sentence
from plans.tables.table import TableError
from welfareplans.confined import Refused
from welfareplans.organisations.texts import LANGUAGES


def sheets_of_content(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets. name: as people call the file. Raises TableError with the reason in the active language."""
    told = read_content(data)
    languages = languages_in(told)
    if not languages or not set(languages) <= set(LANGUAGES) or not told["plan"]["title"]:
        raise TableError(_("the file is no exported plan (%(where)s).") % {"where": "plan"})
    measures = sum(len(goal["measures"]) for one in told["principles"] for goal in one["goals"])
    if measures + len(told["indicators"]) > MOST_ROWS:
        raise TableError(sentence(name, "rows"))
    try:
        return within_limits(sheets_of(told, languages))
    except Refused as error:
        raise TableError(sentence(name, str(error))) from None
    except (KeyError, ValueError, ArithmeticError) as error:
        raise TableError(_("the file names something that is not in it (%(what)s).") % {"what": error}) from None


def sheets_of(told: PlanContent, languages: list[str]) -> list[Sheet]:
    """Return the table and the lists beside it; words that are not the plan's own are in its main language."""
    table = export_table(told, languages)
    with override(languages[0]):
        rows = ([cell(row, column) for column in table.columns] for row in table.rows)
        found = [sheet(_("Table"), headings(table), rows)]
        found += [sheet(one.title, one.headings, one.rows) for one in listings(told, languages, table.committees)]
    return found


def sheet(name: str, head: list[str], rows: Iterable[list[str]]) -> Sheet:
    """Return one sheet."""
    texts = [head, *([tidy(text) for text in row] for row in rows)]
    return Sheet(name, texts, list(range(1, len(texts) + 1)))
