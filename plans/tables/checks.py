"""What of a table would not fit into the plan: found before anything is written, and told with its row."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plans.tables.details import short
from plans.tables.table import Remark
from plans.tables.tree import Branch, Tree

LONGEST_TEXT, LONGEST_INDICATOR, LONGEST_NAME, LONGEST_UNIT, LONGEST_TARGET = 5000, 500, 200, 50, 300


def check_lengths(tree: Tree) -> Iterator[Remark]:
    """Yield a remark that stops the import for each text that is too long."""
    for branch in tree.walk():
        for text, most in texts_of(branch):
            if len(text) > most:
                told = {"text": short(text), "count": len(text), "most": most}
                number = branch.row.number if branch.row else branch.number
                yield Remark(number, _("“%(text)s” has %(count)s characters; %(most)s are the most") % told, stops=True)


def texts_of(branch: Branch) -> Iterator[tuple[str, int]]:
    """Yield every text of a branch with the most characters that it may have."""
    yield from ((text, LONGEST_TEXT) for text in branch.texts.values())
    for line in branch.indicators:
        yield from ((text, LONGEST_INDICATOR) for text in line.name.values())
        yield from ((text, LONGEST_UNIT) for text in line.unit.values())
        yield from ((text, LONGEST_TEXT) for text in line.definition.values())
        yield from ((text, LONGEST_TARGET) for text in line.target_text.values())
    if branch.row and branch.level == "measure":
        row = branch.row
        yield from ((text, LONGEST_TEXT) for texts in (row.expected_result, row.resources) for text in texts.values())
        yield from ((text, LONGEST_NAME) for texts in (*row.committees, row.programme) for text in texts.values())
