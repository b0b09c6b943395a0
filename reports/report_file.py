"""The report of a plan and year as one file: as it was frozen, else a draft of what the round says now."""

import json
import time
from dataclasses import dataclass

from reports.content import edition_content
from reports.document.content import Content
from reports.models import Edition, EditionFile, Round
from reports.partner_cut import cut_to_partner
from reports.pdf_process import render_in_child


class NoReport(Exception):
    """There is no such report; the message says what is missing, for the person at the keyboard."""


@dataclass(frozen=True)
class ReportFile:
    """A finished file. seconds: how long it took to get; edition: None for a draft."""

    data: bytes
    pages: int
    seconds: float
    sha256: str
    edition: int | None


def report_file(
    plan: str, year: int, language: str, *, partner: str | None = None, number: int | None = None
) -> ReportFile:
    """Return the newest edition's stored file, or the one with a number; without editions a draft, marked as such.

    A file that the worker has not made yet is rendered, and not stored. Raises NoReport and RenderingFailed.
    """
    started = time.perf_counter()
    round = find_round(plan, year, language, partner)
    edition = round.editions.filter(**({"number": number} if number else {})).order_by("-number").first()
    if number and edition is None:
        raise NoReport(f"the report {year} has no edition {number}.")
    stored = stored_file(edition, language, partner) if edition else None
    if stored:
        seconds = time.perf_counter() - started
        return ReportFile(bytes(stored.pdf), stored.pages, seconds, stored.sha256, stored.edition.number)
    made = render_in_child(what_it_says(round, edition, partner), language)
    return ReportFile(made.data, made.pages, made.seconds, made.sha256, edition.number if edition else None)


def find_round(plan: str, year: int, language: str, partner: str | None) -> Round:
    """Return the round with its plan; raises NoReport."""
    rounds = Round.objects.select_related("plan__municipality__area", "plan__area")
    found = rounds.filter(plan__slug=plan, year=year).first()
    if found is None:
        raise NoReport(f"there is no follow-up {year} of a plan {plan}.")
    if language not in found.plan.languages:
        raise NoReport(f"the plan {plan} is written in {', '.join(found.plan.languages)}, not in {language}.")
    partners = found.plan.partners.taking_part(on=found.opens_on)
    if partner and not partners.filter(municipality__slug=partner).exists():
        raise NoReport(f"{partner} is no partner of the plan {plan}.")
    return found


def stored_file(edition: Edition, language: str, partner: str | None) -> EditionFile | None:
    """Return the file that the worker has made."""
    return edition.files.filter(language=language, partner__slug=partner, part="").select_related("edition").first()


def what_it_says(round: Round, edition: Edition | None, partner: str | None) -> Content:
    """Return the content of an edition, or of a draft, cut to a partner when one is named."""
    if edition is None:
        content = edition_content(round, number=1, frozen_at=None, draft=True)
    else:
        content = json.loads(edition.content)
    return cut_to_partner(content, partner) if partner else content
