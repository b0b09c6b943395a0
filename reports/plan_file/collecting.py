"""Collects what a plan's PDF says, from the plan's content."""

import base64
import datetime
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.numbers import format_date
from plans.content import Goal, Node, PlanContent, Principle, Text
from plans.export.reading import content_of
from plans.export.words import Words
from plans.in_force import plan_standings
from plans.models import Decision, Plan
from plans.rich_text import as_print
from plans.timetable import Step
from plans.timetable_drawing import PAPER, portions, timeline
from reports.document.colour import readable
from reports.document.cover import logo_file
from reports.document.prose import LOOK
from reports.plan_file.content import GoalPart, LogoPart, MeasureRow, PlanFileContent, PrinciplePart, Said
from welfareplans.organisations.models import Logo

WIDE_MM = 166


def plan_file_content(plan: Plan, language: str, *, number: int | None) -> PlanFileContent:
    """Return what the file says. number: of a revision; None = of the working text."""
    told = content_of(plan, number)
    with override(language):
        return Collector(plan, Words(told, language)).content(told)


class Collector:
    """Collects in the active language, which is the words'."""

    def __init__(self, plan: Plan, words: Words) -> None:
        self.plan, self.words = plan, words

    def content(self, told: PlanContent) -> PlanFileContent:
        """Return everything."""
        head = told["plan"]
        title, years = self.words.plain(head["title"]), f"{head['first_year']}–{head['last_year']}"
        return {
            "kind": "plan",
            "language": self.words.language,
            "title": title,
            "years": "" if years in title else years,
            "municipalities": " · ".join(self.words.plain(one["name"]) for one in told["partners"]),
            "colour": readable(self.plan.municipality.colour),
            "logos": self.logos(told),
            "day": f"{head['first_year']}-01-01",
            "status": self.plan.get_status_display() if self.plan.status != Plan.Status.ADOPTED else "",
            "decisions": self.decisions(),
            "measure_word": self.words.level("measure", _("Measure")),
            "chapters": [(self.said(one["title"]), self.printed(one["body"])) for one in told["chapters"]],
            "principles": [self.principle(one, str(at)) for at, one in enumerate(told["principles"], 1)],
            "drawings": self.drawings(told),
            "lists": list(self.words.lists()),
        }  # fmt: skip

    def logos(self, told: PlanContent) -> list[LogoPart]:
        """Return the logos of the plan's municipalities."""
        names = {one["municipality"]: self.words.plain(one["name"]) for one in told["partners"]}
        drawn = Logo.objects.filter(municipalities__slug__in=names)
        found = dict(drawn.values_list("municipalities__slug", "png"))
        return [
            {
                "file": logo_file(slug),
                "words": _("The logo of %(municipality)s") % {"municipality": name},
                "png": base64.b64encode(found[slug]).decode(),
            }
            for slug, name in names.items()
            if slug in found
        ]

    def decisions(self) -> list[str]:
        """Return what each council decided last."""
        decided = [(one.partner.municipality, one.decision) for one in plan_standings(self.plan) if one.decision]
        return [
            _("%(municipality)s: adopted %(decision)s")
            % {"municipality": home, "decision": " ".join(filter(None, [told_day(one), one.meeting, one.section]))}
            for home, one in decided
        ]

    def said(self, texts: Text) -> Said:
        """Return a text."""
        code, text = self.words.best(texts)
        return {"text": text, "language": "" if code == self.words.language else code}

    def printed(self, texts: Text) -> str:
        """Return a chapter's text as XML; blocks in another language say so."""
        said = self.said(texts)
        mark = escape(said["language"])
        return str(
            as_print(said["text"], 3, LOOK, lambda words: f'<span lang="{mark}">{words}</span>' if mark else words)
        )

    def principle(self, told: Principle, number: str) -> PrinciplePart:
        """Return a principle's chapter."""
        return {
            "label": f"{self.words.level('principle', _('Principle'))} {number}",
            "title": self.said(told["title"]),
            "local": self.words.local(told),
            "goals": [self.goal(one, f"{number}.{at}", told) for at, one in enumerate(told["goals"], 1)],
        }

    def goal(self, told: Goal, number: str, above: Node) -> GoalPart:
        """Return a goal with its measures."""
        measures: list[MeasureRow] = [
            {
                "number": f"{number}.{at}",
                "title": self.said(one["title"]),
                "about": self.words.about(one, told),
                "committees": self.words.committees_of(one),
                "years": self.words.years(one),
                "indicators": self.words.indicators_of(one["id"], "measures"),
            }
            for at, one in enumerate(told["measures"], 1)
        ]
        return {
            "number": number, "title": self.said(told["title"]), "local": self.words.local(told, above),
            "indicators": self.words.indicators_of(told["id"], "goals"), "measures": measures,
        }  # fmt: skip

    def drawings(self, told: PlanContent) -> list[str]:
        """Return the timetable drawn, a page's worth in each drawing."""
        steps = [
            Step(
                day(one["starts_on"]), day(one["ends_on"]) if one["ends_on"] else None, self.words.plain(one["title"]),
                "–".join(filter(None, map(self.words.day, (one["starts_on"], one["ends_on"])))),
            )
            for one in told["milestones"]
        ]  # fmt: skip
        if not steps:
            return []
        colour = readable(self.plan.municipality.colour)
        return [str(timeline(some, size=PAPER, wide_mm=WIDE_MM, colour=colour)) for some in portions(steps, PAPER)]


def told_day(decision: Decision) -> str:
    """Return the day of a decision, which the three languages write alike."""
    return format_date(decision.decided_on, "sv")


def day(text: str) -> datetime.date:
    """Return a day of the content."""
    return datetime.date.fromisoformat(text)
