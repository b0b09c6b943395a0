"""The rows of a plan table as a tree: principles, their goals, their measures, each once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.models import Node
from plans.tables.rows import alike
from plans.tables.table import IndicatorLine, Remark, Row, Table, Texts

LEVELS = ("principle", "goal", "measure")


@dataclass
class Branch:
    """A principle, goal or measure as the table has it. row: the one that tells about it, not only below it."""

    level: str
    texts: Texts
    number: int  # of the first row that has it
    key: int | None
    parent: "Branch | None" = None
    row: Row | None = None
    branches: list["Branch"] = field(default_factory=list)
    indicators: list[IndicatorLine] = field(default_factory=list)
    # What it is in the plan that is changed (plans/importing/matching.py); none: it is new.
    node: Node | None = None
    is_guess: bool = False  # the texts are only similar
    is_added: bool = False  # the node has just been made

    def walk(self) -> Iterator["Branch"]:
        """Yield it and everything below it, in order."""
        yield self
        for branch in self.branches:
            yield from branch.walk()

    @property
    def title(self) -> str:
        """Return the text in the first language that has it."""
        return next(iter(self.texts.values()), "")

    @property
    def name(self) -> str:
        """Return what a person says about it in a form."""
        return f"{self.level}-{self.number}-{self.parent.branches.index(self) if self.parent else 0}"


@dataclass
class Tree:
    """unlinked: indicators of the plan that belong to no measure or goal."""

    principles: list[Branch] = field(default_factory=list)
    unlinked: list[IndicatorLine] = field(default_factory=list)

    def walk(self) -> Iterator[Branch]:
        """Yield every branch in order."""
        for principle in self.principles:
            yield from principle.walk()

    def lines(self) -> Iterator[IndicatorLine]:
        """Yield every line of indicators."""
        for branch in self.walk():
            yield from branch.indicators
        yield from self.unlinked


def tree_of(table: Table) -> Tree:
    """Return the table as a tree, and add to its remarks what the rows do not agree about."""
    tree = Tree()
    known: dict[tuple[object, ...], Branch] = {}
    for row in table.rows:
        if not row.principle:
            tree.unlinked += row.indicators
            continue
        principle = placed(table, known, tree.principles, None, "principle", row)
        branch = placed(table, known, principle.branches, principle, "goal", row) if row.goal else principle
        if row.measure:
            measure = Branch("measure", row.measure, row.number, row.keys.get("measure"), branch)
            branch.branches.append(measure)
            branch = measure
        branch.indicators += row.indicators
        if row.measure or branch.level == "goal" or not row.goal:
            branch.row = branch.row or (row if is_about(row, branch.level) else None)
    return tree


def is_about(row: Row, level: str) -> bool:
    """Tell whether the row tells about a node of the level itself."""
    own = "measure" if row.measure else "goal" if row.goal else "principle"
    return own == level


def placed(
    table: Table, known: dict[tuple[object, ...], Branch], siblings: list[Branch], parent: Branch | None, level: str,
    row: Row,
) -> Branch:  # fmt: skip
    """Return the row's principle or goal, made when no row above has it: the same key, or the same text."""
    texts: Texts = getattr(row, level)
    key = row.keys.get(level)
    names: list[tuple[object, ...]] = [(level, id(parent), *pair) for pair in texts.items()]
    found = known.get((level, key)) if key is not None else None
    if found is None:
        # Two rows with keys of their own are two things, however alike they are.
        named = (known[name] for name in names if name in known and (key is None or known[name].key is None))
        found = next((branch for branch in named if alike(branch.texts, texts)), None)
    elif not alike(found.texts, texts):
        text = _("the text differs from row %(number)s, whose text is taken")
        table.remarks.append(Remark(row.number, text % {"number": found.number}))
    if found is None:
        found = Branch(level, dict(texts), row.number, key, parent)
        siblings.append(found)
    found.texts = {**texts, **found.texts}
    for name in names:
        known.setdefault(name, found)
    if key is not None:
        known.setdefault((level, key), found)
    return found
