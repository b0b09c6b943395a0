"""What a party says about the plan or one part of it, and the coordinator's answer."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.invitation import Invitation
from welfareplans.organisations.versions import Versioned

LONGEST = 10_000
WHOLE = "plan"


class StatementQuerySet(models.QuerySet["Statement"]):
    """Which statements the coordinator reads."""

    def submitted(self) -> Self:
        """Return what parties have handed in, by who was invited first."""
        rows = self.exclude(submitted_text="").filter(
            invitation__submitted_at__isnull=False, invitation__withdrawn_at__isnull=True
        )
        return rows.order_by("invitation_id", "pk")


class Statement(Versioned):
    """One party's words about one thing. `text` is the party's draft; what it has submitted stands beside."""

    class Outcome(models.TextChoices):
        NOTED = "noted", _("Noted")
        CHANGED = "changed", _("Changed the plan")
        NOT_CHANGED = "not_changed", _("Did not lead to a change")

    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, related_name="statements", verbose_name=_("Invitation")
    )
    # What it is about: "plan", or level and key of a part of the text in the consultation, such as "measure-12".
    about = models.CharField(_("About"), max_length=40, default=WHOLE)
    text = models.TextField(_("Statement"), max_length=LONGEST, blank=True)
    submitted_text = models.TextField(_("Statement as submitted"), blank=True)
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    outcome = models.CharField(_("What came of it"), max_length=20, choices=Outcome, blank=True)
    answer = models.TextField(_("Answer"), max_length=LONGEST, blank=True)
    # Which part of the plan was changed, named as in `about`.
    changed = models.CharField(_("What was changed"), max_length=40, blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)

    objects = StatementQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        answer_sv: str | None
        answer_fi: str | None
        answer_da: str | None

    class Meta:
        verbose_name = _("Statement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("invitation", "about", name="statement_one_about_each"),
            models.CheckConstraint(
                condition=~Q(outcome="changed") | ~Q(changed=""), name="statement_tells_what_changed",
                violation_error_message=_("Say which part of the plan was changed."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.invitation_id} · {self.about}"

    @property
    def is_answered(self) -> bool:
        """Tell whether the coordinator has said what came of it, with the reason where one is needed."""
        return self.answered_at is not None

    @property
    def lacks_reason(self) -> bool:
        """Tell whether it led to no change and nobody has said why."""
        says = any((self.answer_sv, self.answer_fi, self.answer_da))
        return self.outcome == Statement.Outcome.NOT_CHANGED and not says

    @property
    def is_newer_than_its_answer(self) -> bool:
        """Tell whether the party changed its words after they were answered."""
        return bool(self.answered_at and self.submitted_at and self.submitted_at > self.answered_at)
