"""The plan's table as an edition has it: principles, goals and measures with what the committees reported."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import BigIntegerField, F, Q, Subquery, Value

from plans.models import Goal, Measure, Partner, PlanIndicator, Principle, Responsibility
from reports.content_before import Earlier
from reports.content_texts import Row, text_of
from reports.document import content
from reports.models import Assessment, CommitteePart, Progress, Round
from welfareplans.organisations.texts import columns

HANDED_IN = (CommitteePart.Status.SUBMITTED, CommitteePart.Status.ACCEPTED)
Groups = dict[int, list[Row]]
# A place in the plan and the indicator there.
Link = tuple[tuple[int, int], int]
Links = dict[int, list[Link]]


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
        self.left = set(Partner.objects.filter(plan=plan, left_on__lte=round.opens_on).values_list("pk", flat=True))
        node = ("pk", "owner_id", "owner__municipality__slug", *columns("title"))
        self.principles = list(Principle.objects.filter(plan=plan).values(*node))
        goals = Goal.objects.filter(principle__plan=plan)
        self.goals = grouped(goals.values("principle_id", *node), "principle_id")
        measures = Measure.objects.of_plan(plan).values(
            *node, "goal_id", "first_year", "last_year", "programme_id",
            *columns("programme__title", "resources", "expected_result"),
        )  # fmt: skip
        self.measures = grouped(measures, "goal_id")
        of_plan = {"measure__goal__principle__plan": plan}
        carried = Responsibility.objects.filter(**of_plan).values("measure_id", "committee_id")
        self.committees = grouped(carried, "measure_id")
        concerned = Measure.objects.of_plan(plan).filter(partners__isnull=False)
        partners = concerned.order_by("partners").values("pk", "partners__municipality__slug")
        self.partners = grouped(partners, "pk")
        reported = list(progress_rows(round, draft=draft))
        self.progress = grouped((row for row in reported if row["part__round_id"] == round.pk), "measure_id")
        assessed = list(assessment_rows(round))
        self.assessments = {row["goal_id"]: row for row in assessed if row["round_id"] == round.pk}
        self.before = Earlier(
            [row for row in reported if row["part__round_id"] != round.pk],
            [row for row in assessed if row["round_id"] != round.pk],
        )
        self.of_measure, self.of_goal = indicator_links(round)

    def contents(self) -> list[content.Principle]:
        """Return the principles in order, numbered as in the plan; without additions of partners that had left."""
        return [
            {
                "id": row["pk"],
                "number": str(number),
                "title": text_of(row, "title", self.languages),
                **owner(row),
                "goals": [
                    self.goal(goal, f"{number}.{place}")
                    for place, goal in enumerate(self.goals[row["pk"]], start=1)
                    if goal["owner_id"] not in self.left
                ],
            }
            for number, row in enumerate(self.principles, start=1)
            if row["owner_id"] not in self.left
        ]

    def goal(self, row: Row, number: str) -> content.Goal:
        """Return a goal with the measures of the year and the indicators that tell about it."""
        places = enumerate(self.measures[row["pk"]], start=1)
        numbered = [(f"{number}.{place}", one) for place, one in places if one["owner_id"] not in self.left]
        common, local = self.linked(row, [measure for _number, measure in numbered])
        every = common.union(*local.values())
        assessment = self.assessments.get(row["pk"])
        return {
            "id": row["pk"],
            "number": number,
            "title": text_of(row, "title", self.languages),
            **owner(row),
            "assessment": {
                "grade": (assessment["grade"] or None) if assessment else None,
                "text": text_of(assessment, "text", self.languages) if assessment else {},
            },
            "measures": [self.measure(measure, place) for place, measure in numbered if self.is_told(measure)],
            "indicators": [indicator for _order, indicator in sorted(every)],
            "own_indicators": [indicator for _order, indicator in sorted(self.of_goal[row["pk"]])],
            **local_indicators({slug: sorted(links - common) for slug, links in local.items()}),
        }

    def linked(self, goal: Row, measures: list[Row]) -> tuple[set[Link], dict[str, set[Link]]]:
        """Return the indicators of a goal and its common measures, and by partner those of its local additions."""
        common, local = set(self.of_goal[goal["pk"]]), defaultdict[str, set[Link]](set)
        for measure in measures:
            links = local[measure["owner__municipality__slug"]] if measure["owner_id"] else common
            links |= set(self.of_measure[measure["pk"]])
        return common, local

    def concerned(self, measure: Row) -> list[str]:
        """Return the partners that a measure concerns, none = all; a local addition concerns its own."""
        if measure["owner_id"]:
            return [measure["owner__municipality__slug"]]
        return [one["partners__municipality__slug"] for one in self.partners[measure["pk"]]]

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
            "partners": self.concerned(row),
            **owner(row),
            "programme": text_of(row, "programme__title", self.languages) if row["programme_id"] else None,
            "progress": [self.report(one) for one in reports],
            "resources": text_of(row, "resources", self.languages),
            "expected_result": text_of(row, "expected_result", self.languages),
            "indicators": [indicator for _order, indicator in sorted(self.of_measure[row["pk"]])],
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


def progress_rows(round: Round, *, draft: bool) -> Iterable[Row]:
    """Return what was reported this time, and what had been accepted the time before."""
    now = Q(part__round=round) if draft else Q(part__round=round, part__status__in=HANDED_IN)
    before = Q(part__round=earlier(round), part__status=CommitteePart.Status.ACCEPTED)
    rows: Iterable[Row] = Progress.objects.filter(now | before).exclude(state="").order_by("pk").values(
        "measure_id", "part__committee_id", "part__round_id", "part__round__year", "state", "proposal",
        *columns("text", "reason"),
    )  # fmt: skip
    return rows


def assessment_rows(round: Round) -> Iterable[Row]:
    """Return how the goals were assessed this time and the time before."""
    found = Assessment.objects.filter(Q(round=round) | Q(round=earlier(round)))
    rows: Iterable[Row] = found.values("goal_id", "round_id", "round__year", "grade", *columns("text"))
    return rows


def earlier(round: Round) -> Subquery:
    """Return the follow-up before this one, as a part of other queries."""
    return Subquery(Round.objects.filter(plan=round.plan, year__lt=round.year).order_by("-year").values("pk")[:1])


def local_indicators(links: dict[str, list[Link]]) -> content.Local:
    """Return by partner the indicators of its additions, if there are any."""
    found = {slug: [indicator for _order, indicator in of_partner] for slug, of_partner in links.items() if of_partner}
    return {"local_indicators": found} if found else {}


def owner(row: Row) -> content.Owned:
    """Return whose local addition a node is, if it is one."""
    return {"owner": row["owner__municipality__slug"]} if row["owner_id"] else {}


def indicator_links(round: Round) -> tuple[Links, Links]:
    """Return by measure, and by goal, the indicators linked to it as (place in the plan, indicator)."""
    of_measure: Links = defaultdict(list)
    of_goal: Links = defaultdict(list)
    uses = PlanIndicator.objects.filter(plan=round.plan).values_list("order", "pk", "indicator_id")
    none = Value(None, BigIntegerField())
    measures = uses.annotate(measure=F("measures"), goal=none).filter(measure__isnull=False)
    goals = uses.annotate(measure=none, goal=F("goals")).filter(goal__isnull=False)
    for order, use, indicator, measure, goal in measures.union(goals, all=True):
        links, node = (of_measure, measure) if measure else (of_goal, goal)
        links[node].append(((order, use), indicator))
    return of_measure, of_goal
