"""The page for two people who changed the same: both versions, and the form that saves what is chosen."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Value
from reports.desk.cells import written
from reports.desk.posting import CHOICES, Posting
from reports.filling_in import Clashes, Entry
from reports.models import CommitteePart, Progress


@dataclass(frozen=True)
class Both:
    """One field or cell that two people changed. is_choice: one of two values, else a text to edit."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_word: str
    theirs_word: str
    is_choice: bool
    language: str = ""


@dataclass(frozen=True)
class MergePage:
    """The page: what clashes, and what is saved with it (name and value of hidden fields)."""

    both: list[Both]
    hidden: list[tuple[str, str]]


def merge_page(part: CommitteePart, posting: Posting, clashes: Clashes) -> MergePage:
    """Return the page of a save that clashed."""
    clashing = {clash.field for clash in clashes.fields}
    both = [_field(clash.field, str(clash.mine), str(clash.theirs or "")) for clash in clashes.fields]
    hidden = [("version", str(clashes.version))] if posting.told else []
    hidden += [(name, value) for name, value in clashes.merged.items() if name not in clashing]
    for entry, stored in clashes.cells:
        both.append(_cell(posting, entry, Entry(entry.key, entry.place, stored.number, stored.missing, stored.version)))
        hidden.append((f"version-{entry.key}", str(stored.version)))
    for entry in clashes.written:
        hidden += _carried(posting, entry)
    return MergePage(both, hidden)


def _field(name: str, mine: str, theirs: str) -> Both:
    labels = {"state": _("State"), "proposal": _("Proposal"), "reason": _("Why")}
    words = dict(Progress.State.choices) | dict(Progress.Proposal.choices)
    language = name.removeprefix("text_") if name.startswith("text_") else ""
    label = labels.get(name) or _("What was done")
    is_choice = name in CHOICES
    shown = [str(words.get(text, text)) if is_choice else text for text in (mine, theirs)]
    return Both(name, label, mine, theirs, shown[0] or "–", shown[1] or "–", is_choice, language)


def _cell(posting: Posting, mine: Entry, theirs: Entry) -> Both:
    figure = next(one for one in posting.figures if mine.key in dict(one.rows))
    language = str(get_language())
    words = [_words(entry) or written(figure, entry.number, language) for entry in (mine, theirs)]
    label = f"{figure.plain_name} {posting.part.round.year}"
    if mine.missing:
        return Both(f"missing-{mine.key}", label, mine.missing, theirs.missing, words[0], words[1] or "–", True)
    own = written(figure, mine.number, language)
    return Both(f"figure-{mine.key}", label, own, "", words[0] or "–", words[1] or "–", False)


def _words(entry: Entry) -> str:
    return str(Value.Missing(entry.missing).label) if entry.missing else ""


def _carried(posting: Posting, entry: Entry) -> list[tuple[str, str]]:
    figure = next(one for one in posting.figures if entry.key in dict(one.rows))
    number = written(figure, entry.number, str(get_language()))
    return [
        (f"figure-{entry.key}", number), (f"missing-{entry.key}", entry.missing),
        (f"version-{entry.key}", str(entry.version)),
    ]  # fmt: skip
