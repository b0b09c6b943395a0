"""What a node of a plan's content says, fact by fact: what is compared, and the words in which it is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.numbers import format_date, format_number
from plans.content import PlanContent, Text
from plans.models import Source
from plans.rich_text import as_plain
from welfareplans.organisations.texts import LANGUAGES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """One thing that a node says. value: what is compared; words: what is shown."""

    label: str
    value: object
    words: str


# By name and language; the language is empty for what is not a text.
Facts = dict[tuple[str, str], Fact]


@dataclass(frozen=True)
class Book:
    """A content to look things up in. numbers: of the nodes in its table."""

    content: PlanContent
    numbers: Mapping[tuple[str, int], str]

    @cached_property
    def names(self) -> dict[tuple[str, int], Text]:
        """Return what committees, programmes and partners are called."""
        return {
            **{("committee", one["id"]): one["name"] for one in self.content["committees"]},
            **{("programme", one["id"]): one["title"] for one in self.content["programmes"]},
            **{("partner", one["id"]): one["name"] for one in self.content["partners"]},
        }

    def said(self, texts: Text) -> str:
        """Return a text in the reader's language, else in the plan's."""
        order = (get_language() or "sv", *self.content["plan"]["languages"], *LANGUAGES)
        return next((texts[code] for code in order if texts.get(code)), "")

    def named(self, kind: str, keys: Iterable[int | None]) -> str:
        """Return the names of committees, programmes or partners."""
        return ", ".join(self.said(self.names.get((kind, key), {})) or "?" for key in keys if key)

    def placed(self, level: str, keys: Iterable[int]) -> str:
        """Return the numbers of measures or goals in the table."""
        return ", ".join(self.numbers.get((level, key), "?") for key in keys)

    def title(self, level: str, row: Row) -> Text:
        """Return what a node is called."""
        if level == "indicator":
            return dict(row["indicator"]["name"])
        return dict(row["function"] if level == "contact" else row["title"])


def facts_of(level: str, row: Row, book: Book) -> Facts:
    """Return the facts of a node."""
    return DESCRIBED[level](row, book)


def texts(row: Row, shown: Callable[[str], str] = str, **labels: str) -> Facts:
    """Return texts in each language. shown: makes words of a text; one that is only laid out otherwise has the same."""
    return {
        (name, code): Fact(label, text, shown(text))
        for name, label in labels.items()
        for code in LANGUAGES
        if (text := row[name].get(code))
    }


def fact(name: str, label: str, value: object, words: str | None = None) -> Facts:
    """Return one fact that is not a text."""
    return {(name, ""): Fact(label, value, ("" if value is None else str(value)) if words is None else words)}


def years(row: Row, label: str) -> Facts:
    """Return the first and the last year as one fact."""
    first, last = row["first_year"], row["last_year"]
    return fact("years", label, (first, last), f"{first or ''}–{last or ''}" if first or last else "")


def owner(row: Row, book: Book) -> Facts:
    """Return whose addition a node is."""
    return fact("owner", _("Local addition of"), row["owner"], book.named("partner", [row["owner"]]))


def plan_facts(row: Row, book: Book) -> Facts:
    """Return what the cover says."""
    words = {"principle": _("Word for principle"), "goal": _("Word for goal"), "measure": _("Word for measure")}
    names = [book.said(one["name"]) for one in book.content["partners"]]
    return {
        **texts(row, title=_("Title")),
        **texts(row["labels"], str, **words),
        **years(row, _("Years")),
        **fact("languages", _("Languages"), row["languages"], ", ".join(row["languages"])),
        **fact("partners", _("Municipalities"), row["partners"], ", ".join(names)),
        **fact("area", _("Area"), row["area"]["code"] or row["area"]["name"], book.said(row["area"]["name"])),
    }


def chapter_facts(row: Row, _book: Book) -> Facts:
    """Return what a chapter says."""
    return {**texts(row, title=_("Title")), **texts(row, as_plain, body=_("Text"))}


def node_facts(row: Row, book: Book) -> Facts:
    """Return what a principle or goal says."""
    return {**texts(row, title=_("Text")), **owner(row, book)}


def measure_facts(row: Row, book: Book) -> Facts:
    """Return what a measure says."""
    return {
        **texts(row, title=_("Text"), expected_result=_("Expected result"), resources=_("Resources")),
        **fact(
            "committees", _("Responsible committees"), sorted(row["committees"]),
            book.named("committee", row["committees"]),
        ),
        **fact("leader", _("Leading committee"), row["leader"], book.named("committee", [row["leader"]])),
        **years(row, _("Years")),
        **fact("programme", _("Programme"), row["programme"], book.named("programme", [row["programme"]])),
        **fact("partners", _("Partners it concerns"), row["partners"], book.named("partner", row["partners"])),
        **owner(row, book),
    }  # fmt: skip


def figure(number: str | None, year: int | None, row: Row) -> str:
    """Return a baseline or target with its year, as the reader's language writes it."""
    if number is None:
        return ""
    kind, decimals = row["indicator"]["kind"], Decimal(number).as_tuple().exponent
    if kind == Indicator.Kind.YES_NO:
        words = gettext("yes") if Decimal(number) else gettext("no")
    else:
        words = format_number(Decimal(number), get_language() or "sv", -min(int(decimals), 0))
    words += " %" if kind == Indicator.Kind.SHARE else ""
    return f"{words} ({year})" if year else words


def indicator_facts(row: Row, book: Book) -> Facts:
    """Return how the plan uses an indicator, and what is measured."""
    shared = row["indicator"]
    better, periods, kinds = (dict(one.choices) for one in (Indicator.Better, Indicator.Period, Indicator.Kind))
    baseline, target = ((row[name], row[f"{name}_year"]) for name in ("baseline", "target"))
    return {
        **texts(shared, name=_("Name"), definition=_("Definition"), unit=_("Unit")),
        **fact("kind", _("Kind"), shared["kind"], str(kinds[shared["kind"]])),
        **fact("better", _("Direction"), shared["better"], str(better[shared["better"]])),
        **fact("period", _("Period"), shared["period"], str(periods[shared["period"]])),
        **fact("dimensions", _("Breakdowns"), shared["dimensions"], ", ".join(shared["dimensions"])),
        **fact("baseline", _("Baseline"), baseline, figure(*baseline, row)),
        **fact("target", _("Target"), target, figure(*target, row)),
        **texts(row, target_text=_("Target in words")),
        **fact("measures", _("Measures"), row["measures"], book.placed("measure", row["measures"])),
        **fact("goals", _("Goals"), row["goals"], book.placed("goal", row["goals"])),
        **specified_facts(row, book),
    }


def specified_facts(row: Row, book: Book) -> Facts:
    """Return whether an indicator is still to be specified, by whom and when."""
    words = gettext("yes") if row["is_to_be_specified"] else gettext("no")
    due = format_date(row["specified_due"], get_language() or "sv") if row["specified_due"] else ""
    by = row["specified_by"]
    return {
        **fact("is_to_be_specified", _("To be specified"), row["is_to_be_specified"], words),
        **fact("specified_by", _("To be specified by"), by, book.named("committee", [by])),
        **fact("specified_due", _("To be specified before"), row["specified_due"], due),
    }


def programme_facts(row: Row, _book: Book) -> Facts:
    """Return what a programme says."""
    return {
        **texts(row, title=_("Name"), owner=_("Owner"), funding=_("Funding")),
        **texts(row, partner_organisations=_("Partner organisations")),
        **years(row, _("Years")),
        **fact("link", _("Link"), row["link"]),
    }


def milestone_facts(row: Row, book: Book) -> Facts:
    """Return a step of the timetable."""
    days = [format_date(one, get_language() or "sv") for one in (row["starts_on"], row["ends_on"]) if one]
    return {
        **texts(row, title=_("Title")),
        **fact("days", _("Days"), (row["starts_on"], row["ends_on"]), "–".join(days)),
        **fact("committee", _("Committee"), row.get("committee"), book.named("committee", [row.get("committee")])),
    }


def source_facts(row: Row, _book: Book) -> Facts:
    """Return a source."""
    return {
        **texts(row, title=_("Title")),
        **fact("kind", _("Kind"), row["kind"], str(dict(Source.Kind.choices)[row["kind"]])),
        **fact("year", _("Year"), row["year"]),
        **fact("link", _("Link"), row["link"]),
    }


def contact_facts(row: Row, _book: Book) -> Facts:
    """Return whom to turn to."""
    return texts(row, function=_("Function"), sector=_("Sector"))


DESCRIBED: dict[str, Callable[[Row, Book], Facts]] = {
    "plan": plan_facts,
    "chapter": chapter_facts,
    "principle": node_facts,
    "goal": node_facts,
    "measure": measure_facts,
    "indicator": indicator_facts,
    "programme": programme_facts,
    "milestone": milestone_facts,
    "source": source_facts,
    "contact": contact_facts,
}
