"""Takes off the numbers that people write before principles, goals and measures: the plan numbers them itself."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plans.tables.table import Row, Texts

NUMBER = re.compile(r"(?:[0-9]{1,2}\.){0,2}([0-9]{1,2})[.):]?\s+(?=\S)")
LEVELS = ("principle", "goal", "measure")


def without_numbers(rows: Sequence[Row]) -> None:
    """Take the numbers off a level where every text has one and they count from 1; an exported table has none."""
    if any(row.keys for row in rows):
        return
    for level in LEVELS:
        cells: list[Texts] = [getattr(row, level) for row in rows]
        if counts(cells):
            for row, texts in zip(rows, cells, strict=True):
                setattr(row, level, {code: NUMBER.sub("", text, count=1) for code, text in texts.items()})


def counts(cells: Sequence[Texts]) -> bool:
    """Tell whether each text begins with a number, and each number is the next one, the same, or 1 again."""
    filled = [texts for texts in cells if texts]
    numbers = [{number_of(text) for text in texts.values()} for texts in filled]
    if any(len(found) != 1 for found in numbers) or len({tuple(texts.items()) for texts in filled}) < 2:
        return False
    order = [number for found in numbers for number in found]
    return order[0] == 1 and all(after in (before, before + 1, 1) for before, after in pairwise(order))


def number_of(text: str) -> int:
    """Return the number that a text begins with; -1 when there is none."""
    found = NUMBER.match(text)
    return int(found[1]) if found else -1
