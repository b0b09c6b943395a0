"""A plain model of a committee's part: what two people, each with the page they read, may write, and what is kept.

It knows nothing of the database: lists of what every field was at each version, and the part's status.
"""

from dataclasses import dataclass, field

OPEN = ("not_started", "in_progress", "returned")
JUDGED = {"accept": "accepted", "return": "returned", "reopen": "returned"}
FIELDS = ("state", "text_sv")


@dataclass
class ModelRow:
    """A measure's progress or a figure's cell. history[version]: every field as it was then."""

    history: dict[int, dict[str, str]]
    version: int

    @property
    def now(self) -> dict[str, str]:
        """Return the fields as they are."""
        return self.history[self.version]

    def fate(self, name: str, text: str, read: int) -> str:
        """Return what a text that was written over version `read` does to a field: "keep", "write" or "clash"."""
        base, theirs = self.history[read][name], self.now[name]
        if text in (theirs, base):
            return "keep"
        return "write" if theirs == base else "clash"

    def step(self, changes: dict[str, str]) -> None:
        """Make the next version."""
        self.version += 1
        self.history[self.version] = {**self.history[self.version - 1], **changes}


class ModelCell(ModelRow):
    """A figure's cell; an empty one has no row, whatever it has been, and its version is 0."""

    def step(self, changes: dict[str, str]) -> None:
        """Make the next version, or none."""
        self.version = max(self.history) + 1 if changes["number"] else 0
        self.history[self.version] = changes


def empty_row() -> ModelRow:
    """Return a progress as a round begins with it."""
    return ModelRow({1: dict.fromkeys(FIELDS, "")}, 1)


def empty_cell() -> ModelCell:
    """Return a cell that has no row yet."""
    return ModelCell({0: {"number": ""}}, 0)


# Place, field, the workbook's text, the saved one, whether both were changed.
Difference = tuple[int, str, str, str, bool]


@dataclass
class ModelBook:
    """A workbook that was made when row and cell of each measure had the versions `read`, and filled in as told."""

    told: list[dict[str, str]]
    read: list[tuple[int, int]]
    seen: list[Difference] = field(default_factory=list)
    is_saved: bool = False


@dataclass
class ModelPart:
    """The part: its status and the version that a judge must have read, progress and cell of each measure."""

    status: str
    rows: list[ModelRow]
    cells: list[ModelCell]
    version: int = 1
    accepted: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Tell whether the committee can write."""
        return self.status in OPEN

    def write(self, place: int, told: dict[str, str], read: int, cell_read: int) -> str:
        """Save fields and figure of one measure; return "saved", "closed" or "clash"."""
        if not self.is_open:
            return "closed"
        row, cell = self.rows[place], self.cells[place]
        fates = {name: row.fate(name, text, read) for name, text in told.items() if name != "number"}
        cell_fate = cell.fate("number", told["number"], cell_read) if "number" in told else "keep"
        if "clash" in (*fates.values(), cell_fate):
            return "clash"
        changes = {name: told[name] for name, fate in fates.items() if fate == "write"}
        if cell_fate == "write":
            cell.step({"number": told["number"]})
        if changes or cell_fate == "write":
            row.step(changes)
            if self.status == "not_started":
                self.move("in_progress")
        return "saved"

    def differences(self, book: "ModelBook") -> list[Difference]:
        """Return what a workbook would change now: place, field, its text, what is saved, and whether they clash."""
        found = []
        for place, told in enumerate(book.told):
            for name, text in told.items():
                row, read = self.at(place, name), book.read[place][name == "number"]
                fate = row.fate(name, text, read)
                if fate != "keep":
                    found.append((place, name, text, row.now[name], fate == "clash"))
        return found

    def at(self, place: int, name: str) -> ModelRow:
        """Return the row or cell that has a field."""
        return self.cells[place] if name == "number" else self.rows[place]

    def bring(self, book: "ModelBook", choice: str) -> str:
        """Save a workbook as it was looked at; return "saved", "closed" or "outdated". choice: mine or theirs."""
        if book.is_saved:
            return "saved"
        if not self.is_open:
            return "closed"
        now = self.differences(book)
        if now != book.seen:
            return "outdated"
        kept = [one for one in now if not one[4] or choice == "mine"]
        for place in sorted({one[0] for one in kept}):
            changes = {name: text for at, name, text, _theirs, _clash in kept if at == place}
            if "number" in changes:
                self.cells[place].step({"number": changes.pop("number")})
            self.rows[place].step(changes)
        if kept and self.status == "not_started":
            self.move("in_progress")
        book.is_saved = True
        return "saved"

    def move(self, status: str) -> None:
        """Go on to another status."""
        self.status = status
        self.version += 1

    def judged(self, act: str, read: int) -> str:
        """Return, accept or open the part again; return "done", "outdated" or "refused"."""
        if read != self.version:
            # A second click on what has been done is no news.
            return "done" if self.status == JUDGED[act] else "outdated"
        if self.status != ("accepted" if act == "reopen" else "submitted"):
            return "refused"
        self.move(JUDGED[act])
        return "done"
