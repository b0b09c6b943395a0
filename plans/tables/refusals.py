"""Why a file is not taken, in the reader's language."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "time": _("takes too long to read; that is not a plan table."),
    "memory": _("needs too much memory; that is not a plan table."),
    "broken": _("cannot be read: it is damaged, or is something else than its name says."),
    "bomb": _("unpacks to more than a plan table can hold."),
    "encrypted": _("is protected with a password. Save it without one and try again."),
    "macros": _("contains macros. Save it as .xlsx or .docx and try again."),
    "entities": _("contains XML that office programs do not write; it is not opened."),
    "extension": _("is not what its name says. Open it and save it as .xlsx, .ods, .docx or .csv."),
    "kind": _("is of a kind that is not read. Choose an .xlsx, .xls, .ods, .csv or .docx file."),
    "empty": _("has no table in it."),
    "rows": _("has more than 10 000 rows."),
    "columns": _("has more than 200 columns."),
    "sheets": _("has more than 40 sheets or tables."),
    "cell": _("has a cell with more than 20 000 characters."),
    "text": _("has more than 4 million characters."),
    "large": _("is larger than 9 MB."),
}


def sentence(name: str, reason: str) -> str:
    """Return why the file of this name is not taken. reason: a key of REASONS."""
    return f"{name} {REASONS.get(reason, REASONS['broken'])}"
