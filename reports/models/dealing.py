"""What became of a committee's proposal in the plan's working text."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from plans.models import Measure
from reports.models.part import CommitteePart
from reports.models.progress import Progress
from reports.models.round import Round
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Versioned

HANDED_IN = (CommitteePart.Status.SUBMITTED, CommitteePart.Status.ACCEPTED)


class Dealing(Versioned):
    """That a coordinator has dealt with a proposal; taking it back deletes the row, and the history keeps it.

    proposal: what the committee proposed then; if it proposes something else later, the proposal waits again.
    """

    class Outcome(models.TextChoices):
        CARRIED_OUT = "carried_out", _("In the working text")
        NOTED = "noted", _("Noted")
        DECLINED = "declined", _("Left as it is")

    progress = models.OneToOneField(
        Progress, on_delete=models.CASCADE, related_name="dealing", verbose_name=_("Proposal")
    )
    proposal = models.CharField(_("Proposal"), max_length=20, choices=Progress.Proposal)
    outcome = models.CharField(_("What became of it"), max_length=20, choices=Outcome)
    # The measure's last year before a proposal to end it was carried out, so that it can be taken back.
    last_year_before = models.PositiveSmallIntegerField(_("Last year before"), null=True, blank=True)
    dealt_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Dealt with by")
    )
    dealt_at = models.DateTimeField(_("Dealt with at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Dealing with a proposal")

    def __str__(self) -> str:
        return f"{self.progress_id} · {self.outcome}"


class ProposalQuerySet(models.QuerySet[Progress]):
    """Which proposals of the committees somebody reads and deals with."""

    def read_by(self, user: User | AnonymousUser, asked: Round) -> Self:
        """Return the proposals of a round: the lead's coordinator reads all, a partner's those of own committees."""
        return self.filter(part__round=asked, part__in=CommitteePart.objects.judged_by(user)).exclude(proposal="")

    def dealt_with_by(self, user: User | AnonymousUser) -> Self:
        """Return the proposals that are handed in and about measures which the user edits."""
        return self.filter(
            part__in=CommitteePart.objects.judged_by(user), part__status__in=HANDED_IN,
            measure__in=Measure.objects.editable_by(user),
        ).exclude(proposal="")  # fmt: skip

    def waiting(self) -> Self:
        """Return the proposals to change or end a measure that nobody has dealt with as they are now."""
        dealt = Dealing.objects.filter(progress=OuterRef("pk"), proposal=OuterRef("proposal"))
        wanted = (Progress.Proposal.CHANGE, Progress.Proposal.END)
        return self.filter(~Exists(dealt), proposal__in=wanted)


def proposals() -> ProposalQuerySet:
    """Return every answer as a proposal to be narrowed."""
    return ProposalQuerySet(Progress)
