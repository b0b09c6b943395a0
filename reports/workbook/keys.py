"""What a workbook carries unseen: which rows it was made from, as they were, signed by this installation.

So a workbook that comes back tells which cells somebody changed, and nobody can point it at other rows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.core import signing

from reports.workbook.cells import plain

SALT = "reports.workbook"
FORM = 1


class NotOurs(Exception):
    """The keys are missing, altered, or another installation's."""


@dataclass(frozen=True)
class RowKeys:
    """One row as it was written. version: of the saved row, 0 = none; label, cells: digests of the texts."""

    version: int
    label: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class BookKeys:
    """A whole workbook. measures: by the measure's id; figures: by the cell's key on the desk."""

    part: int
    language: str
    measures: Mapping[str, RowKeys]
    figures: Mapping[str, RowKeys]


def digest(text: str) -> str:
    """Return what tells one text of a cell from another: 48 bits."""
    return sha256(plain(text).encode("utf-8", "replace")).hexdigest()[:12]


def row_keys(version: int, label: tuple[str, str], cells: Mapping[str, str]) -> RowKeys:
    """Return the keys of a row with these texts. label: the two that say what it is about."""
    return RowKeys(version, digest("\n".join(map(plain, label))), {name: digest(text) for name, text in cells.items()})


def sealed(keys: BookKeys) -> str:
    """Return the keys as a text that cannot be altered unseen."""
    return signing.dumps({"form": FORM, **asdict(keys)}, salt=SALT, compress=True)


def unsealed(text: str) -> BookKeys:
    """Return the keys of a text that `sealed()` made; raises NotOurs."""
    try:
        told: dict[str, Any] = signing.loads(text, salt=SALT)
        if told["form"] != FORM:
            raise NotOurs
        rows = [{key: RowKeys(**row) for key, row in told[name].items()} for name in ("measures", "figures")]
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise NotOurs from error
    return BookKeys(told["part"], told["language"], *rows)
