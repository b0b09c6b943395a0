"""The order of a plan's table: which node stands where, and the number it has there."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from plans.models import Plan, Principle

LEVEL_BELOW = {"p": "g", "g": "m"}


@dataclass(frozen=True)
class Tree:
    """codes: every node from top to bottom, such as p1, g3, m12."""

    codes: tuple[str, ...]

    @cached_property
    def parents(self) -> dict[str, str]:
        """Return by code what stands above; nothing above a principle."""
        above = {"p": "", "g": "", "m": ""}
        found = {}
        for code in self.codes:
            found[code] = above[code[0]]
            above |= {LEVEL_BELOW[code[0]]: code} if code[0] in LEVEL_BELOW else {}
        return found

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Return by code what stands below, in order; the principles stand below nothing."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, above in self.parents.items():
            found[above].append(code)
        return found

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Return every node's number: 1, 1.1, 1.1.1."""
        found: dict[str, str] = {}
        count = {"p": 0, "g": 0, "m": 0}
        for code in self.codes:
            count[code[0]] += 1
            count |= {LEVEL_BELOW[code[0]]: 0} if code[0] in LEVEL_BELOW else {}
            above = self.parents[code]
            found[code] = f"{found[above]}.{count[code[0]]}" if above else str(count[code[0]])
        return found

    @cached_property
    def first(self) -> dict[str, str]:
        """Return by level the first node of it that there is."""
        return {code[0]: code for code in reversed(self.codes)}

    @cached_property
    def last(self) -> dict[str, str]:
        """Return by level the last node of it that there is."""
        return {code[0]: code for code in self.codes}

    def neighbours(self, code: str) -> tuple[str, str]:
        """Return the nodes of the same level before and after, whatever stands above them; empty at the ends."""
        same = [one for one in self.codes if one[0] == code[0]]
        place = same.index(code)
        return same[place - 1] if place else "", same[place + 1] if place + 1 < len(same) else ""


def read_tree(plan: Plan) -> Tree:
    """Return the plan's tree, read at once."""
    rows = Principle.objects.filter(plan=plan).order_by(
        "order", "pk", "goals__order", "goals__pk", "goals__measures__order", "goals__measures__pk"
    )
    codes: dict[str, None] = {}
    for keys in rows.values_list("pk", "goals__pk", "goals__measures__pk"):
        for letter, key in zip("pgm", keys, strict=True):
            if key is not None:
                codes[f"{letter}{key}"] = None
    return Tree(tuple(codes))
