"""Until when a plan is open for statements, what is asked, and who is asked."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.forms.fields import date_field, text_field
from plans.forms.measure import choices, committees_of, many
from plans.forms.merging import MergingForm
from plans.models import Consultation, Invitation
from welfareplans.organisations.models import Municipality, User

LANGUAGE_NAMES = dict(settings.LANGUAGES)
FARTHEST = datetime.timedelta(days=730)


class ConsultationForm(MergingForm):
    """The last day for statements, and the instructions in each language of the plan."""

    row: Consultation

    def build(self) -> None:
        """Add the fields."""
        self.fields["due_on"] = date_field(_("Last day for statements"), required=True)
        self.fields["due_on"].error_messages["required"] = _("Write the last day for statements.")
        self.fields["due_on"].help_text = _("The parties can change their statements until the end of this day.")
        for code in self.row.plan.languages:
            field = text_field(_("Instructions"), longest=10_000, rows=6, language=code)
            self.fields[f"instructions_{code}"] = field

    def clean_due_on(self) -> datetime.date:
        """Refuse a day that has passed, unless it was the last day already, and one that is years away."""
        day: datetime.date = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if day < today and day != self.row.due_on:
            raise ValidationError(_("The last day for statements cannot be in the past."))
        if day > today + FARTHEST:
            raise ValidationError(_("Check the year of the last day."))
        return day

    def instructions(self) -> dict[str, str]:
        """Return the instructions by field."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name.startswith("instructions_")}


class InviteForm(forms.Form):
    """Committees and municipalities to tick, and an organisation to write."""

    def __init__(self, consultation: Consultation, by: User, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.consultation = consultation
        plan = consultation.plan
        invited = list(consultation.invitations.all())
        committees = {one.committee_id for one in invited}
        offered = [one for one in committees_of(plan) if one.pk not in committees]
        self.fields["committees"] = many(_("Committees of the plan's municipalities"), choices(offered))
        theirs = {one.municipality_id for one in invited if one.municipality_id} | set(
            plan.partners.values_list("municipality", flat=True)
        )
        others = Municipality.objects.visible_to(by).exclude(pk__in=theirs).select_related("area").order_by("slug")
        self.fields["municipalities"] = many(_("Other municipalities"), choices(others))
        self.fields["name"] = forms.CharField(label=_("Name of the organisation"), max_length=200, required=False)
        self.fields["email"] = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
        self.fields["language"] = language_field(consultation)

    def clean(self) -> dict[str, Any]:
        """Ask for somebody, and for both name and address of an organisation."""
        told = self.cleaned_data
        name, email = told.get("name"), told.get("email")
        if not self.errors and not (told.get("committees") or told.get("municipalities") or name or email):
            raise ValidationError(_("Choose or write whom to invite."))
        if name and not email and "email" not in self.errors:
            self.add_error("email", _("Write the address that the invitation is sent to."))
        if email and not name and "name" not in self.errors:
            self.add_error("name", _("Write the name of the organisation."))
        same = self.consultation.invitations.filter(kind=Invitation.Kind.ORGANISATION, email__iexact=email or "")
        if email and name and same.exclude(name=name).exists():
            self.add_error("email", _("This address has been invited already."))
        return told


class PartyForm(MergingForm):
    """An organisation's name, address and language."""

    row: Invitation

    def build(self) -> None:
        """Add the fields."""
        self.fields["name"] = forms.CharField(label=_("Name of the organisation"), max_length=200)
        self.fields["email"] = forms.EmailField(label=_("E-mail address"), max_length=254)
        self.fields["email"].help_text = _(
            "When you change the address, the party gets a new link there and the old one stops working."
        )
        self.fields["language"] = language_field(self.row.consultation)

    def clean_email(self) -> str:
        """Refuse an address that another party has."""
        email: str = self.cleaned_data["email"].lower()
        others = self.row.consultation.invitations.filter(kind=Invitation.Kind.ORGANISATION).exclude(pk=self.row.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError(_("This address has been invited already."))
        return email


def language_field(consultation: Consultation) -> forms.ChoiceField:
    """Return the field for the language that a party is written to in."""
    offered = [(code, LANGUAGE_NAMES[code]) for code in consultation.plan.languages]
    return forms.ChoiceField(label=_("Language of the mails"), choices=offered, initial=offered[0][0])
