"""The day of a meeting that has been held."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _


def held(day: datetime.date, not_yet: str) -> datetime.date:
    """Return the day. Raises ValidationError: with `not_yet` for a day to come, and for a slip of the hand."""
    if day > timezone.localdate():
        raise forms.ValidationError(not_yet)
    if day.year < 2000:
        raise forms.ValidationError(_("Check the year of the meeting."))
    return day
