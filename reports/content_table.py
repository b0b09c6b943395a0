"""The plan's table as an edition has it: principles, goals and measures with what the committees reported."""

from collections import defaultdict
from collections.abc import Iterable

from plans.models import Goal, Measure, PlanIndicator, Principle, Responsibility
from reports.content_texts import Row, text_of
from reports.document import content
from reports.models import Assessment, CommitteePart, Progress, Round
from welfareplans.organisations.texts import columns

HANDED_IN = (CommitteePart.Status.SUBMITTED, CommitteePart.Status.ACCEPTED)
Groups = dict[int, list[Row]]


def grouped(rows: Iterable[Row], key: str) -> Groups:
    """Return the rows by one of their keys, in their order."""
    groups: Groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


class Table:
    """Everything the table is made of, read with one query for each kind of row."""

    def __init__(self, round: Round, *, draft: bool) -> None:
        """draft: show also what committees have written and not handed in."""
        plan = round.plan
        self.languages, self.year = plan.languages, round.year
        self.principles = list(Principle.objects.filter(plan=plan).values("pk", *columns("title")))
        goals = Goal.objects.filter(principle__plan=plan)
        self.goals = grouped(goals.values("pk", "principle_id", *columns("title")), "principle_id")
        measures = Measure.objects.of_plan(plan).values(
            "pk", "goal_id", "first_year", "last_year", "programme_id", *columns("title", "programme__title")
        )
        self.measures = grouped(measures, "goal_id")
        of_plan = {"measure__goal__principle__plan": plan}
        carried = Responsibility.objects.filter(**of_plan).values("measure_id", "committee_id")
        self.committees = grouped(carried, "measure_id")
        concerned = Measure.objects.of_plan(plan).filter(partners__isnull=False)
        partners = concerned.order_by("partners").values("pk", "partners__municipality__slug")
        self.partners = grouped(partners, "pk")
        progress = Progress.objects.filter(part__round=round).exclude(state="")
        if not draft:
            progress = progress.filter(part__status__in=HANDED_IN)
        self.progress = grouped(
            progress.order_by("pk").values(
                "measure_id", "part__committee_id", "state", "proposal", *columns("text", "reason")
            ),
            "measure_id",
        )
        assessed = Assessment.objects.filter(round=round).values("goal_id", "grade", *columns("text"))
        self.assessments = {row["goal_id"]: row for row in assessed}
        self.of_measure, self.of_goal = indicator_links(round)

    def contents(self) -> list[content.Principle]:
        """Return the principles in order, numbered as in the plan."""
        return [
            {
                "id": row["pk"],
                "number": str(number),
                "title": text_of(row, "title", self.languages),
                "goals": [
                    self.goal(goal, f"{number}.{place}") for place, goal in enumerate(self.goals[row["pk"]], start=1)
                ],
            }
            for number, row in enumerate(self.principles, start=1)
        ]

    def goal(self, row: Row, number: str) -> content.Goal:
        """Return a goal with the measures of the year and the indicators that tell about it."""
        numbered = [(f"{number}.{place}", m) for place, m in enumerate(self.measures[row["pk"]], start=1)]
        linked = set(self.of_goal[row["pk"]])
        for _number, measure in numbered:
            linked |= set(self.of_measure[measure["pk"]])
        assessment = self.assessments.get(row["pk"])
        return {
            "id": row["pk"],
            "number": number,
            "title": text_of(row, "title", self.languages),
            "assessment": {
                "grade": (assessment["grade"] or None) if assessment else None,
                "text": text_of(assessment, "text", self.languages) if assessment else {},
            },
            "measures": [self.measure(measure, place) for place, measure in numbered if self.is_told(measure)],
            "indicators": [indicator for _order, indicator in sorted(linked)],
        }

    def is_told(self, row: Row) -> bool:
        """Tell whether a measure belongs to the year: it runs, or a committee reported it all the same."""
        runs = (row["first_year"] or self.year) <= self.year <= (row["last_year"] or self.year)
        return runs or bool(self.progress[row["pk"]])

    def measure(self, row: Row, number: str) -> content.Measure:
        """Return a measure with one report per committee, the leading one first."""
        committees = [one["committee_id"] for one in self.committees[row["pk"]]]
        place = {committee: order for order, committee in enumerate(committees)}
        reports = sorted(self.progress[row["pk"]], key=lambda one: place.get(one["part__committee_id"], len(place)))
        return {
            "id": row["pk"],
            "number": number,
            "title": text_of(row, "title", self.languages),
            "committees": committees,
            "partners": [one["partners__municipality__slug"] for one in self.partners[row["pk"]]],
            "programme": text_of(row, "programme__title", self.languages) if row["programme_id"] else None,
            "progress": [self.report(one) for one in reports],
        }

    def report(self, row: Row) -> content.Progress:
        """Return what one committee reported about a measure."""
        return {
            "committee": row["part__committee_id"],
            "state": row["state"],
            "text": text_of(row, "text", self.languages),
            "proposal": row["proposal"] or None,
            "reason": text_of(row, "reason", self.languages),
        }


Links = dict[int, list[tuple[tuple[int, int], int]]]


def indicator_links(round: Round) -> tuple[Links, Links]:
    """Return by measure, and by goal, the indicators linked to it as (place in the plan, indicator)."""
    of_measure: Links = defaultdict(list)
    of_goal: Links = defaultdict(list)
    uses = PlanIndicator.objects.filter(plan=round.plan)
    for links, linked in ((of_measure, "measures"), (of_goal, "goals")):
        rows = uses.filter(**{f"{linked}__isnull": False}).values_list(linked, "order", "pk", "indicator_id")
        for node, order, use, indicator in rows:
            links[node].append(((order, use), indicator))
    return of_measure, of_goal
