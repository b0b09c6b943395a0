"""What is still missing in a round, and what the committees propose."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from reports.models import Progress
from reports.plan_tree import worded
from reports.round_data import Answer, RoundData
from welfareplans.organisations.templatetags.page import text


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and who can mend it."""

    name: SafeString | str
    committee: SafeString | str
    number: str = ""
    due: datetime.date | None = None
    reason: SafeString | str = ""


@dataclass(frozen=True)
class Gap:
    """Things of one kind. anchor: names the list on the page; words: how many there are."""

    anchor: str
    words: str
    lacks: list[Lack]


def gaps_of(data: RoundData) -> list[Gap]:
    """Return what is missing: figures, texts in each language of the plan, indicators to be specified."""
    found = [
        missing_figures(data),
        *(missing_texts(data, code) for code in data.round.plan.languages),
        unspecified(data),
    ]
    return [gap for gap in found if gap.lacks]


def missing_figures(data: RoundData) -> Gap:
    """Return the figures of the year that nobody has given, nor said why there is none."""
    lacks = [
        Lack(one.use.name, data.committee(one.committee))
        for one in data.asked
        if not one.use.is_to_be_specified and data.round.year not in data.figures.series(one.use.indicator, one.area)
    ]
    words = ngettext("%(number)s figure", "%(number)s figures", len(lacks)) % {"number": len(lacks)}
    return Gap("figures", words, lacks)


def missing_texts(data: RoundData, code: str) -> Gap:
    """Return the measures whose text is there in another language, but not in this one."""
    lacks = [lack_of(data, answer) for answer in data.answers if answer.texts and code not in answer.texts]
    number = len(lacks)
    words = {
        "sv": ngettext("%(number)s text in Swedish", "%(number)s texts in Swedish", number),
        "fi": ngettext("%(number)s text in Finnish", "%(number)s texts in Finnish", number),
        "da": ngettext("%(number)s text in Danish", "%(number)s texts in Danish", number),
    }
    return Gap(f"texts-{code}", words[code] % {"number": number}, in_order(lacks))


def unspecified(data: RoundData) -> Gap:
    """Return the plan's indicators that are still to be specified."""
    lacks = [
        Lack(use.name, data.committee(use.specified_by), due=use.specified_due)
        for use in data.uses.values()
        if use.is_to_be_specified
    ]
    words = ngettext("%(number)s indicator to specify", "%(number)s indicators to specify", len(lacks))
    return Gap("unspecified", words % {"number": len(lacks)}, lacks)


def proposals_of(data: RoundData) -> list[Gap]:
    """Return the committees' proposals to change or end measures."""
    change, end = (proposed(data, kind) for kind in (Progress.Proposal.CHANGE, Progress.Proposal.END))
    words = ngettext("Change %(number)s measure", "Change %(number)s measures", len(change)) % {"number": len(change)}
    ending = ngettext("End %(number)s measure", "End %(number)s measures", len(end)) % {"number": len(end)}
    return [gap for gap in (Gap("change", words, change), Gap("end", ending, end)) if gap.lacks]


def not_asked(data: RoundData) -> list[Gap]:
    """Return what the coordinator took out of the year's questions, with the reasons."""
    lacks = [left_out(data, row) for row in data.not_asked]
    words = ngettext("%(number)s not asked this year", "%(number)s not asked this year", len(lacks))
    return [Gap("not-asked", words % {"number": len(lacks)}, lacks)] if lacks else []


def left_out(data: RoundData, row: Mapping[str, Any]) -> Lack:
    """Return what one committee is not asked."""
    languages = data.round.plan.languages
    reason, committee = worded(row, "reason", languages), worded(row, "committee__name", languages)
    if row["measure_id"]:
        measure = data.tree.measures[row["measure_id"]]
        return Lack(measure.title, committee, measure.number, reason=reason)
    return Lack(data.uses[row["plan_indicator_id"]].name, committee, reason=reason)


def proposed(data: RoundData, kind: str) -> list[Lack]:
    """Return the measures that a committee proposes this for, with its reason."""
    return in_order([lack_of(data, answer) for answer in data.answers if answer.proposal == kind])


def lack_of(data: RoundData, answer: Answer) -> Lack:
    """Return an answer's measure and committee."""
    measure = data.tree.measures[answer.measure]
    reason = text(
        SimpleNamespace(**{f"reason_{code}": words for code, words in answer.reasons.items()}),
        "reason",
        data.round.plan.languages,
    )
    return Lack(measure.title, data.committee(answer.committee), measure.number, reason=reason)


def in_order(lacks: list[Lack]) -> list[Lack]:
    """Return them by the measures' numbers."""
    return sorted(lacks, key=lambda lack: [int(part) for part in lack.number.split(".")])
