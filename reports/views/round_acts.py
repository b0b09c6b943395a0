"""What a coordinator does with a round, each with a page that shows first what will happen: extend, close, remind."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from reports.addresses import crumbs
from reports.forms.round_acts import CloseForm, ExtendForm, RemindForm
from reports.models import CommitteePart, NotAllowed, Round
from reports.reminding import remind, remindable
from reports.round_acts import close, extend
from reports.round_mails import EXTENDED, REMINDER, previews, unreachable, with_names
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import EditConflict


def round_extend(request: HttpRequest, round_id: int) -> HttpResponse:
    """Give the committees until a later day."""
    asked = led_round(request, round_id)
    form = ExtendForm(request.POST or None, round=asked)
    if form.is_valid() and done(request, asked, form, extend):
        messages.success(request, _("The due date is %(day)s now.") % {"day": written(form.cleaned_data["due_on"])})
        return redirect("reports:round", asked.pk)
    unfinished = with_names(asked.parts.filter(status__in=CommitteePart.OPEN))
    reason = str(form.data.get("reason", "")) or _("(your reason)")
    page = around(asked) | {"form": form, "letters": previews(EXTENDED, unfinished, reason), "parts": unfinished}
    return render(request, "reports/round_extend.html", page, status=status_of(form))


def round_close(request: HttpRequest, round_id: int) -> HttpResponse:
    """End the collecting, having said what becomes of late parts."""
    asked = led_round(request, round_id)
    form = CloseForm(request.POST or None, round=asked)
    if form.is_valid() and done(request, asked, form, close):
        messages.success(request, _("The follow-up is closed. You can open single parts again."))
        return redirect("reports:round", asked.pk)
    parts = with_names(asked.parts.all())
    late = [part for part in parts if part.status in CommitteePart.UNFINISHED]
    returned = [part for part in parts if part.status == CommitteePart.Status.RETURNED]
    page = around(asked) | {"form": form, "late": late, "returned": returned}
    return render(request, "reports/round_close.html", page, status=status_of(form))


def round_remind(request: HttpRequest, round_id: int) -> HttpResponse:
    """Remind the chosen committees, having shown the mail in the languages of those who get it."""
    rounds = Round.objects.editable_by(request.user).select_related("plan__municipality__area")
    asked = get_object_or_404(rounds, pk=round_id)
    offered = remindable(asked, request.user)
    one = request.GET.get("part", "")
    ticked = [part.pk for part in offered if not one or str(part.pk) == one]
    form = RemindForm(request.POST or None, offered=offered, initial={"parts": ticked})
    if form.is_valid() and isinstance(request.user, User):
        chosen = [part for part in offered if part.pk in form.cleaned_data["parts"]]
        count = remind(chosen, by=request.user)
        told = ngettext("%(n)s person is being reminded.", "%(n)s people are being reminded.", count) % {"n": count}
        messages.success(request, told)
        return redirect("reports:round", asked.pk)
    shown = [part for part in offered if part.pk in ticked]
    page = around(asked) | {"form": form, "parts": offered, "letters": previews(REMINDER, shown)}
    page["unreachable"] = unreachable(offered)
    return render(request, "reports/round_remind.html", page, status=400 if form.errors else 200)


def led_round(request: HttpRequest, round_id: int) -> Round:
    """Return a round whose due date the reader decides."""
    rounds = Round.objects.led_by(request.user).select_related("plan__municipality__area")
    asked: Round = get_object_or_404(rounds, pk=round_id)
    return asked


def done(request: HttpRequest, asked: Round, form: Any, act: Any) -> bool:
    """Carry an act out on the round as it was read; when it was refused the form says why."""
    told = dict(form.cleaned_data)
    fresh, asked.version = asked.version, told.pop("version")
    try:
        act(asked, by=request.user, **told)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
    except EditConflict:
        form.add_error(None, _("The follow-up has changed since you opened this page. Look through it once more."))
        form.data = form.data.copy() | {"version": str(fresh)}
    else:
        return True
    asked.version = fresh
    return False


def status_of(form: Any) -> int:
    """Return 400 for input that cannot be, 409 for an act that was refused."""
    return 200 if not form.errors else 409 if form.non_field_errors() else 400


def written(day: datetime.date) -> str:
    """Return a day as the reader's language writes it."""
    return format_date(day, get_language() or "sv")


def around(asked: Round) -> dict[str, Any]:
    """Return what stands around a round's pages."""
    return {
        "round": asked, "plan": asked.plan, "municipality": asked.plan.municipality, "section": "follow_up",
        "crumbs": crumbs(asked.plan, asked),
    }  # fmt: skip
