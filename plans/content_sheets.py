"""A plan exported as JSON as the sheets of the workbook that it could have been exported as, to be looked at alike."""

from django.utils.translation import gettext as _

from plans.content_import import read_content
from plans.export.rows import export_table, languages_in
from plans.export.workbook import xlsx_file
from plans.tables.files.sheets import MOST_ROWS, Sheet
from plans.tables.reading import read_file
from plans.tables.table import TableError
from welfareplans.organisations.texts import LANGUAGES


def sheets_of_content(data: bytes) -> list[Sheet]:
    """Return the sheets. Raises TableError with the reason in the active language."""
    told = read_content(data)
    languages = languages_in(told)
    measures = sum(len(goal["measures"]) for one in told["principles"] for goal in one["goals"])
    if measures + len(told["indicators"]) > MOST_ROWS:
        raise TableError(_("the file has more rows than a plan table can hold."))
    if not languages or not set(languages) <= set(LANGUAGES) or not told["plan"]["title"]:
        raise TableError(_("the file is no exported plan (%(where)s).") % {"where": "plan"})
    try:
        book = xlsx_file(told, export_table(told, languages))
    except (KeyError, ValueError, ArithmeticError) as error:
        raise TableError(_("the file names something that is not in it (%(what)s).") % {"what": error}) from None
    return read_file(book, "plan.xlsx")
