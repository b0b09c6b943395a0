"""What the page of the languages was asked to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.models import Plan

SHOWN = ("all", "missing", "changed", "different")


@dataclass(frozen=True)
class Choice:
    """source: the language that is translated from; into: the one that is written; page: from 1."""

    source: str
    into: str
    show: str
    page: int

    @classmethod
    def of(cls, asked: Mapping[str, str], plan: Plan) -> "Choice":
        """Return what the address asks for, anything that is not there left out."""
        into = asked.get("into", "")
        if into not in plan.languages:
            into = next(iter(plan.languages[1:]), plan.languages[0])
        source = asked.get("from", "")
        if source not in plan.languages or source == into:
            source = next((code for code in plan.languages if code != into), into)
        show, page = asked.get("show", ""), asked.get("page", "")
        return cls(
            source, into, show if show in SHOWN else "all",
            int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1,
        )  # fmt: skip

    @property
    def is_pair(self) -> bool:
        """Tell whether there are two languages to put side by side."""
        return self.source != self.into
