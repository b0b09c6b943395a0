"""The table of the plan: principle, goal, measure, and the committees that carry a measure out."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from plans.models.context import Programme
from plans.models.plan import Partner, Plan, held_by, led_by
from welfareplans.organisations.models import Committee, Membership, User
from welfareplans.organisations.texts import has_text
from welfareplans.organisations.versions import Versioned


class NodeQuerySet(models.QuerySet[Any]):
    """Which principles, goals or measures somebody may change."""

    # Where a row has its plan.
    plan_path: ClassVar[str]

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the rows that the user edits: a partner's coordinator the own local additions, the lead's the core."""
        core = Q(led_by(user, plan=self.plan_path), owner__isnull=True)
        return self.of_living_plans().filter(core | Q(Exists(own_additions(user))))

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Return the rows to which the user may add what is theirs: local nodes below them, own committees."""
        core = Q(held_by(user, Membership.Role.COORDINATOR, plan=self.plan_path), owner__isnull=True)
        return self.of_living_plans().filter(core | Q(Exists(own_additions(user))))

    def of_living_plans(self) -> Self:
        """Return the rows without those of plans that have ended, which are only read."""
        return self.exclude(**{f"{self.plan_path}__status": Plan.Status.ENDED})

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Return the rows without the local additions of partners that have left by a day (None = today)."""
        return self.filter(Q(owner=None) | Q(Exists(Partner.objects.filter(pk=OuterRef("owner")).taking_part(on))))


def own_additions(user: User | AnonymousUser) -> models.QuerySet[Partner]:
    """Return the partner that owns a row, if the user coordinates it."""
    return Partner.objects.filter(pk=OuterRef("owner")).coordinated_by(user)


class Node(Versioned):
    """What principle, goal and measure share: a place in the order, a text, whose it is, and where it came from."""

    order = models.PositiveIntegerField(_("Order"))
    title = models.TextField(_("Text"), blank=True)
    # In a joint plan: the partner that added this to the common core for itself; none means it is the common core's.
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Local addition of"),
    )  # fmt: skip
    predecessor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successors",
        verbose_name=_("Continues"),
    )  # fmt: skip
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def parent(self) -> "Node | None":
        """Return what the node stands under."""
        return None

    def save(self, **options: Any) -> None:
        """Save; what stands under a local addition is that partner's too."""
        if self.parent is not None and self.parent.owner_id:
            self.owner_id = self.parent.owner_id
            if options.get("update_fields") is not None:
                options["update_fields"] = {*options["update_fields"], "owner"}
        super().save(**options)


class PrincipleQuerySet(NodeQuerySet):
    """Which principles somebody may change."""

    plan_path = "plan"


class Principle(Node):
    """A principle or focus area."""

    objects = PrincipleQuerySet.as_manager()
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="principles", verbose_name=_("Plan"))

    class Meta(Node.Meta):
        verbose_name = _("Principle")
        constraints = [has_text("title", "principle_has_title")]


class GoalQuerySet(NodeQuerySet):
    """Which goals somebody may change."""

    plan_path = "principle__plan"


class Goal(Node):
    """A goal under a principle."""

    objects = GoalQuerySet.as_manager()
    principle = models.ForeignKey(
        Principle, on_delete=models.CASCADE, related_name="goals", verbose_name=_("Principle")
    )

    class Meta(Node.Meta):
        verbose_name = _("Goal")
        constraints = [has_text("title", "goal_has_title")]

    @property
    def parent(self) -> Principle:
        """Return the goal's principle."""
        return self.principle


class MeasureQuerySet(NodeQuerySet):
    """Which measures somebody may change, and in what order a plan has them."""

    plan_path = "goal__principle__plan"

    def of_plan(self, plan: Plan) -> Self:
        """Return the plan's measures as its table has them."""
        return self.filter(goal__principle__plan=plan).order_by(
            "goal__principle__order", "goal__principle_id", "goal__order", "goal_id", "order", "pk"
        )


class Measure(Node):
    """What is done to reach a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures", verbose_name=_("Goal"))
    programme = models.ForeignKey(
        Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures",
        verbose_name=_("Programme"),
    )  # fmt: skip
    first_year = models.PositiveSmallIntegerField(_("First year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("Last year"), null=True, blank=True)
    expected_result = models.TextField(_("Expected result"), blank=True)
    resources = models.TextField(_("Resources"), blank=True)
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="measures", verbose_name=_("Partners it concerns (none = all)")
    )
    committees = models.ManyToManyField(
        Committee, through="Responsibility", related_name="measures", verbose_name=_("Committees")
    )

    objects = MeasureQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        expected_result_sv: str | None
        expected_result_fi: str | None
        expected_result_da: str | None
        resources_sv: str | None
        resources_fi: str | None
        resources_da: str | None

    class Meta(Node.Meta):
        verbose_name = _("Measure")
        constraints = [
            has_text("title", "measure_has_title"),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="measure_ends_after_it_starts",
                violation_error_message=_("The measure cannot end before it begins."),
            ),
        ]

    @property
    def parent(self) -> Goal:
        """Return the measure's goal."""
        return self.goal


class Responsibility(models.Model):
    """A committee that carries a measure out; one of them leads."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="responsibilities", verbose_name=_("Measure")
    )
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("Committee")
    )
    is_leading = models.BooleanField(_("Leads"), default=False)

    class Meta:
        verbose_name = _("Responsible committee")
        ordering = ["-is_leading", "pk"]
        constraints = [
            models.UniqueConstraint(
                "measure", "committee", name="responsibility_unique",
                violation_error_message=_("This committee is already responsible for the measure."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.committee)
