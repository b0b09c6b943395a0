"""The whole page: what stands over the table, the lists to choose from, and the table or one of the other parts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.in_force import Standing
from plans.models import Partner, Plan
from reports.models import Progress
from reports.plan_page.choice import Choice, Option, by_name, options
from reports.plan_page.figures import Figure, plan_figures
from reports.plan_page.lineage import Lineage
from reports.plan_page.reader import Reader
from reports.plan_page.rows import Table
from reports.plan_page.source import PlanText
from reports.plan_page.states import Rounds
from reports.plan_page.table import plan_table

PARTS = ("table", "text", "timetable", "theory", "programmes", "indicators", "years", "background")


@dataclass(frozen=True)
class Tab:
    """One part of the plan that can be turned to."""

    key: str
    word: str
    is_current: bool


@dataclass(frozen=True)
class Decision:
    """One council's decision, or that there is none yet."""

    municipality: str
    words: str
    revision: int | None


@dataclass(frozen=True)
class Words:
    """What the plan calls its levels."""

    principle: str
    goal: str
    measure: str


@dataclass(frozen=True)
class Lists:
    """What can be chosen."""

    committees: tuple[Option, ...]
    programmes: tuple[Option, ...]
    states: tuple[Option, ...]
    partners: tuple[Option, ...]


def tabs(current: str) -> list[Tab]:
    """Return the parts of the page."""
    words = {
        "table": _("Table"), "text": _("Text"), "timetable": _("Timetable"), "theory": _("Theory of change"),
        "programmes": _("Programmes"),
        "indicators": _("Indicators"), "years": _("Over the years"), "background": _("Background"),
    }  # fmt: skip
    return [Tab(key, words[key], key == current) for key in PARTS]


def decisions(standings: list[Standing], language: str) -> list[Decision]:
    """Return what each council decided last, and which revision is in force there."""
    return [
        Decision(
            with_leaving(one.partner, language),
            " ".join(
                filter(
                    None, [format_date(one.decision.decided_on, language), one.decision.meeting, one.decision.section]
                )
            )
            if one.decision
            else "",
            one.revision,
        )
        for one in standings
    ]


def with_leaving(partner: Partner, language: str) -> str:
    """Return a partner's name, with the day when it has left."""
    if partner.takes_part or partner.left_on is None:
        return str(partner.municipality)
    day = format_date(partner.left_on, language)
    return _("%(municipality)s (left %(day)s)") % {"municipality": partner.municipality, "day": day}


def level_words(plan: Plan, language: str) -> Words:
    """Return the plan's own words for its levels in the reader's language; empty means the usual word."""
    own = (getattr(plan, f"{level}_label_{language}") or "" for level in ("principle", "goal", "measure"))
    return Words(*own)


def lists(table: Table, partners: list[Partner], choice: Choice, language: str) -> Lists:
    """Return what the reader can choose from: what the plan's measures have."""
    committees, programmes = (
        by_name([(str(key), name) for key, name in named.items()], language)
        for named in (table.committees, table.programmes)
    )
    states = [*((key, str(word)) for key, word in Progress.State.choices), ("none", _("Not reported yet"))]
    names = [(str(one.pk), with_leaving(one, language)) for one in partners] if len(partners) > 1 else []
    return Lists(
        options(committees, choice.committee),
        options(programmes, choice.programme),
        options(states, choice.state),
        options(names, choice.partner),
    )


def table_part(
    text: PlanText, partners: list[Partner], rounds: Rounds, choice: Choice, reader: Reader, lineage: Lineage
) -> dict[str, Table | Lists]:
    """Return the table and what can be chosen in it."""
    table = plan_table(text, reader, rounds, choice, partners, lineage)
    return {"table": table, "lists": lists(table, partners, choice, reader.language)}


def indicator_part(text: PlanText, rounds: Rounds, reader: Reader) -> dict[str, list[Figure]]:
    """Return every indicator, those to be specified by themselves."""
    figures = plan_figures(text, reader, set(rounds.hidden_years))
    return {
        "figures": [one for one in figures if not one.is_to_be_specified],
        "unspecified": [one for one in figures if one.is_to_be_specified],
    }
