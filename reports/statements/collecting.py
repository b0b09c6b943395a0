"""From a consultation and a language to what its files say. Names and addresses of persons stay out."""

from collections import Counter

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.numbers import format_date
from plans.consultation_mails import best
from plans.models import Consultation, Invitation
from plans.models import Statement as StatementRow
from plans.party_page import Words, plan_passages
from plans.passages import by_key
from plans.statements_page import About, Told, plain_label, statements_page
from reports.document.colour import readable
from reports.statements.content import Part, Party, Statement, StatementsContent
from welfareplans.organisations.texts import FORBIDDEN, LANGUAGES, localised


def statements_content(consultation: Consultation, language: str) -> StatementsContent:
    """Return what the files say. The consultation's plan with its municipality and area must be loaded."""
    with override(language):
        return Collector(consultation, language).content()


class Collector:
    """Words everything in the language that is on."""

    def __init__(self, consultation: Consultation, language: str) -> None:
        self.consultation, self.language, self.plan = consultation, language, consultation.plan
        self.words = Words(tuple(self.plan.languages))
        self.passages = by_key(plan_passages(consultation))
        self.page = statements_page(consultation)

    def content(self) -> StatementsContent:
        """Return everything."""
        row, plan = self.consultation, self.plan
        years = f"{plan.first_year}–{plan.last_year}"
        title = best(localised(plan, "title"), plan).removesuffix(years).strip(" ,")
        parties = self.parties()
        return {
            "kind": "statements", "language": self.language, "plan": title, "years": years,
            "municipality": str(plan.municipality), "colour": readable(plan.municipality.colour),
            "heading": _("Statements and answers"), "lines": self.lines(parties),
            "day": (localdate(row.answered_at) if row.answered_at else row.due_on).isoformat(),
            "counts": self.counts(), "parties": parties, "parts": [self.part(one) for one in self.page.parts],
        }  # fmt: skip

    def lines(self, parties: list[Party]) -> list[str]:
        """Return what the cover tells."""
        row = self.consultation
        opened = format_date(row.opened_at, self.language) if row.opened_at else ""
        due = format_date(row.due_on, self.language)
        handed_in = sum(bool(one["function"]) for one in parties)
        return [
            _("Consultation %(number)s") % {"number": row.number},
            f"{opened}–{due}",
            _("%(there)s of %(all)s parties answered") % {"there": handed_in, "all": len(parties)},
            _("%(answered)s of %(all)s statements are answered")
            % {"answered": self.page.answered, "all": self.page.all},
        ]

    def counts(self) -> list[tuple[str, int]]:
        """Return how many statements led to what."""
        told = Counter(one.statement.outcome for part in self.page.parts for one in part.statements)
        named = [(str(word), told[value]) for value, word in StatementRow.Outcome.choices]
        return [*named, *([(_("Not answered yet"), told[""])] if told[""] else [])]

    def parties(self) -> list[Party]:
        """Return who was asked, without those whose invitation was taken back."""
        rows = self.consultation.invitations.filter(withdrawn_at__isnull=True)
        rows = rows.select_related("committee__municipality__area", "municipality__area")
        spoken = Counter(one.statement.invitation_id for part in self.page.parts for one in part.statements)
        return [
            {
                "name": plain(str(one)), "function": plain(one.signed_as), "statements": spoken[one.pk],
                "answered": format_date(one.submitted_at, self.language) if one.submitted_at else "–",
            }
            for one in rows
        ]  # fmt: skip

    def part(self, about: About) -> Part:
        """Return a part of the plan with what was said about it."""
        note = _("No longer in the plan") if about.is_gone else ""
        if about.is_changed:
            note = _("Changed since the consultation opened")
        statements = [self.statement(one) for one in about.statements]
        label = plain_label(self.passages[about.key], self.words)
        return {"label": plain(label), "note": note, "statements": statements}

    def statement(self, told: Told) -> Statement:
        """Return a statement with its answer."""
        row = told.statement
        invitation: Invitation = row.invitation
        answer = localised(row, "answer", [self.language, *self.plan.languages, *LANGUAGES])
        code = next(iter(answer), "")
        outcome = StatementRow.Outcome(row.outcome).label if row.outcome else _("Not answered yet")
        return {
            "party": plain(str(invitation)), "function": plain(invitation.signed_as),
            "language": invitation.written_in, "text": plain(row.submitted_text), "outcome": row.outcome,
            "outcome_word": str(outcome), "answer": plain(answer.get(code, "")), "answer_language": code,
            "changed": plain(told.plain),
        }  # fmt: skip


def plain(text: str) -> str:
    """Return a text without the signs that neither a PDF nor a spreadsheet can hold."""
    return FORBIDDEN.sub("", text)
