"""How a measure went by one committee's account, and how the coordinator judges a goal."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models import Goal, Measure
from reports.models.part import CommitteePart
from reports.models.round import Round
from welfareplans.organisations.versions import Versioned


class Progress(Versioned):
    """One measure in one committee's part; made when the round opens, empty until it is filled in."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not begun")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DELAYED = "delayed", _("Delayed")
        DROPPED = "dropped", _("Dropped")

    class Proposal(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        CHANGE = "change", _("Change")
        END = "end", _("End")

    part = models.ForeignKey(
        CommitteePart, on_delete=models.CASCADE, related_name="progress", verbose_name=_("Committee's part")
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="progress", verbose_name=_("Measure"))
    state = models.CharField(_("State"), max_length=20, choices=State, blank=True)
    text = models.TextField(_("What was done"), blank=True)
    proposal = models.CharField(_("Proposal"), max_length=20, choices=Proposal, blank=True)
    reason = models.TextField(_("Why"), blank=True)
    return_reason = models.TextField(_("Reason for the return"), blank=True)
    saved_at = models.DateTimeField(_("Saved at"), auto_now=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        text_sv: str | None
        text_fi: str | None
        text_da: str | None
        reason_sv: str | None
        reason_fi: str | None
        reason_da: str | None

    class Meta:
        verbose_name = _("Progress")
        constraints = [
            models.UniqueConstraint(
                "part", "measure", name="progress_unique",
                violation_error_message=_("This measure is in the part already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.part_id} · {self.measure_id}"

    @property
    def is_filled_in(self) -> bool:
        """Tell whether the measure counts as answered: a state is enough."""
        return bool(self.state)


class Assessment(Versioned):
    """The coordinator's judgement of one goal in one round."""

    class Grade(models.TextChoices):
        ON_TRACK = "on_track", _("On track")
        PARTLY = "partly", _("Partly on track")
        OFF_TRACK = "off_track", _("Off track")

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="assessments", verbose_name=_("Follow-up round")
    )
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("Goal"))
    grade = models.CharField(_("Assessment"), max_length=20, choices=Grade, blank=True)
    text = models.TextField(_("Text"), blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        text_sv: str | None
        text_fi: str | None
        text_da: str | None

    class Meta:
        verbose_name = _("Assessment")
        constraints = [
            models.UniqueConstraint(
                "round", "goal", name="assessment_unique",
                violation_error_message=_("This goal is assessed already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id} · {self.goal_id}"
