"""What coordinators do with a joint plan's partners; each form is one act."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.numbers import format_date
from plans.forms.fields import date_field
from plans.models import Partner, PartnerInvitation, Plan
from welfareplans.organisations.models import Municipality, User


class PlanForm(forms.Form):
    """An act on a plan. partners: those that the form is about; none for an act on the whole plan."""

    def __init__(self, plan: Plan, partners: list[Partner], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.plan, self.partners = plan, {one.pk: one for one in partners}
        if "partner" in self.fields:
            choices = [(one.pk, str(one.municipality)) for one in partners]
            self.fields["partner"].choices = choices if len(choices) == 1 else [("", "–"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Partner:
        """Return the partner that was chosen."""
        return self.partners[self.cleaned_data["partner"]]


def partner_field() -> forms.TypedChoiceField:
    """Return the choice of a partner."""
    message = gettext_lazy("Choose a municipality.")
    return forms.TypedChoiceField(
        label=gettext_lazy("Municipality"), coerce=int, error_messages={"required": message, "invalid_choice": message}
    )


class InviteForm(PlanForm):
    """Ask a municipality to take part."""

    municipality = forms.CharField(
        label=gettext_lazy("Municipality to invite"), max_length=200,
        help_text=gettext_lazy("Its name or official code. Its coordinator sees the invitation and answers it."),
        error_messages={"required": gettext_lazy("Write the name or the official code of the municipality.")},
    )  # fmt: skip

    def clean_municipality(self) -> Municipality:
        """Return the one municipality of that name or code."""
        text = self.cleaned_data["municipality"]
        named = Q(area__code=text)
        for code in ("sv", "fi", "da"):
            named |= Q(**{f"area__name_{code}__iexact": text})
        found = list(Municipality.objects.filter(named).select_related("area")[:2])
        if not found:
            raise ValidationError(_("No municipality of this name uses the service. Check how it is written."))
        if len(found) > 1:
            raise ValidationError(_("Several municipalities have this name or code. Write the other of the two."))
        if self.plan.partners.taking_part().filter(municipality=found[0]).exists():
            raise ValidationError(_("This municipality is already in the plan."))
        return found[0]

    def act(self, by: User) -> str:
        """Keep the invitation; asking twice asks once."""
        asked: Municipality = self.cleaned_data["municipality"]
        self.plan.partner_invitations.get_or_create(
            municipality=asked, status=PartnerInvitation.Status.WAITING, defaults={"invited_by": by}
        )
        return _("%(municipality)s has been invited.") % {"municipality": asked}


class HandOverForm(PlanForm):
    """Ask another partner to lead the plan."""

    partner = partner_field()

    def act(self, by: User) -> str:
        """Keep the question; the partner leads when its coordinator has accepted."""
        asked = self.chosen.municipality
        self.plan.partner_invitations.get_or_create(
            municipality=asked, status=PartnerInvitation.Status.WAITING,
            defaults={"invited_by": by, "purpose": PartnerInvitation.Purpose.LEAD},
        )  # fmt: skip
        return _("%(municipality)s has been asked to lead the plan.") % {"municipality": asked}


class WithdrawForm(PlanForm):
    """Take an invitation back."""

    invitation = forms.IntegerField(widget=forms.HiddenInput)

    def act(self, by: User) -> str:
        """Withdraw it, unless it has been answered meanwhile."""
        for one in self.plan.partner_invitations.waiting().filter(pk=self.cleaned_data["invitation"]):
            one.withdraw(by=by)
        return _("The invitation has been withdrawn.")


class LeaveForm(PlanForm):
    """Register that a partner leaves the plan."""

    partner = partner_field()
    left_on = date_field(gettext_lazy("First day without the municipality"), required=True)
    because = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500,
        help_text=gettext_lazy("For example the council's decision with date and section."),
        error_messages={"required": gettext_lazy("Write why the municipality leaves.")},
    )  # fmt: skip

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["left_on"].error_messages["required"] = _("Write the first day without the municipality.")

    def clean_left_on(self) -> Any:
        """Refuse a day that cannot be meant."""
        day = self.cleaned_data["left_on"]
        if not 1990 <= day.year <= timezone.localdate().year + 10:
            raise ValidationError(_("Check the year."))
        return day

    def act(self, by: User) -> str:
        """Keep day and reason; the municipality is no longer asked to lead."""
        partner, told = self.chosen, self.cleaned_data
        partner.leave(on=told["left_on"], because=told["because"])
        for one in self.plan.partner_invitations.waiting().filter(municipality=partner.municipality):
            one.withdraw(by=by)
        words = {"municipality": partner.municipality, "day": format_date(told["left_on"], "sv")}
        return _("%(municipality)s takes no part in the plan from %(day)s on.") % words


class StayForm(PlanForm):
    """Take back that a partner leaves, before the day has come."""

    partner = partner_field()

    def act(self, by: User) -> str:
        """Let it stay."""
        self.chosen.stay()
        return _("%(municipality)s stays in the plan.") % {"municipality": self.chosen.municipality}


# Each has `act`, which does what was asked for and returns a sentence that says so.
PartnerAct = InviteForm | HandOverForm | WithdrawForm | LeaveForm | StayForm
