"""Rows that nobody changes once they are written: what councils adopted, what reports said."""

import pgtrigger


def never_changes() -> list[pgtrigger.Trigger]:
    """Return the triggers that make the database refuse to change or delete a row."""
    return [pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update | pgtrigger.Delete)]
