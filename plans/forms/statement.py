"""What a party writes about a plan, and how it signs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from plans.models import Invitation
from plans.models.statement import LONGEST

VERSION = "version-"


@dataclass
class Written:
    """The texts that were posted for parts of the plan. refused: what was typed and why it cannot be saved."""

    texts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_posted(data: QueryDict, keys: Iterable[str], sent: set[str] | None) -> Written:
    """Return what was posted. keys: the parts of the plan; sent: those that were changed, None when all were posted."""
    reader = forms.CharField(required=False, max_length=LONGEST)
    found = Written()
    for key in keys:
        found.versions[key] = number_in(data, f"{VERSION}{key}")
        if key not in data or (sent is not None and key not in sent):
            continue
        typed = str(data[key]).replace("\r\n", "\n")
        try:
            found.texts[key] = reader.clean(typed)
        except ValidationError as error:
            found.refused[key] = (typed, error.messages[0])
    return found


def number_in(data: Mapping[str, str], name: str) -> int:
    """Return the version that was read; 0 for anything that is not one."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class SignForm(forms.Form):
    """Who signs for the party: a function; a name only if wanted, for the coordinator."""

    def __init__(self, invitation: Invitation, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        languages = invitation.consultation.plan.languages
        self.fields["signed_as"] = forms.CharField(
            label=_("Your function"), max_length=200, initial=invitation.signed_as,
            help_text=_("For example chairperson, secretary or head teacher. It is shown with the statement."),
            error_messages={"required": _("Write in which function you sign.")},
        )  # fmt: skip
        self.fields["signed_by"] = forms.CharField(
            label=_("Your name (need not be given)"), max_length=200, required=False, initial=invitation.signed_by,
            help_text=_("Name and e-mail address are seen by the plan's coordinators only and never published."),
        )  # fmt: skip
        names = dict(settings.LANGUAGES)
        self.fields["written_in"] = forms.ChoiceField(
            label=_("Language of the statement"), choices=[(code, names[code]) for code in languages],
            initial=invitation.written_in or invitation.language,
        )  # fmt: skip
