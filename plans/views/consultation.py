"""The coordinator prepares a consultation, changes it and follows it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plans import consulting
from plans.consultation_page import consultation_page as compose
from plans.forms.consulting import ConsultationForm
from plans.measure_editor import clashes_shown
from plans.models import Consultation, Plan
from plans.models.consulting import NotAllowed
from plans.models.plan import led_by
from welfareplans.organisations import autosave
from welfareplans.organisations.versions import Clash


def own_plan(request: HttpRequest, slug: str) -> Plan:
    """Return a plan that the user leads."""
    rows = Plan.objects.led_by(request.user).select_related("municipality__area")
    found: Plan = get_object_or_404(rows, slug=slug)
    return found


def own_consultation(request: HttpRequest, slug: str, number: int) -> Consultation:
    """Return a consultation that the user leads, without the plan's text in it."""
    rows = Consultation.objects.editable_by(request.user).select_related("plan__municipality__area")
    found: Consultation = get_object_or_404(rows.defer("content"), plan__slug=slug, number=number)
    return found


def read_consultation(request: HttpRequest, slug: str, number: int) -> Consultation:
    """Return a consultation that the user follows as coordinator of a partner, without the plan's text in it.

    Its `leads` tells whether the user leads it.
    """
    rows = Consultation.objects.readable_by(request.user).annotate(leads=led_by(request.user, plan="plan"))
    rows = rows.select_related("plan__municipality__area").defer("content")
    found: Consultation = get_object_or_404(rows, plan__slug=slug, number=number)
    return found


def around(plan: Plan, consultation: Consultation | None = None, *, leads: bool = True) -> dict[str, Any]:
    """Return what stands around the pages of a consultation. leads: the reader leads it, and does not only follow."""
    shown = {"plan": plan, "municipality": plan.municipality, "section": "plans", "here": "consultation"}
    return shown | {"consultation": consultation, "leads": leads}


def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the plan's newest consultation; without one say what a consultation is for."""
    rows = Plan.objects.editable_by(request.user).annotate(leads=led_by(request.user))
    plan = get_object_or_404(rows.select_related("municipality__area"), slug=slug)
    newest = plan.consultations.values_list("number", flat=True).first()
    if newest is not None:
        return redirect("plans:consultation_page", slug, newest)
    return render(request, "plans/consultation.html", around(plan, leads=plan.leads))


def consultation_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a consultation."""
    plan = own_plan(request, slug)
    form = ConsultationForm(Consultation(plan=plan), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = consulting.prepare(plan, due_on=form.cleaned_data["due_on"], instructions=form.instructions())
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("plans:invitation_add", slug, made.number)
    status = 400 if form.errors else 200
    return render(request, "plans/consultation_edit.html", {**around(plan), "form": form}, status=status)


def consultation_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one consultation."""
    row = read_consultation(request, slug, number)
    others = row.plan.consultations.exclude(pk=row.pk).defer("content")
    shown = {**around(row.plan, row, leads=row.leads), "page": compose(row), "others": others}
    return render(request, "plans/consultation_page.html", shown)


def consultation_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change the last day and the instructions."""
    row = own_consultation(request, slug, number)
    row.plan = own_plan(request, slug)
    if request.method != "POST":
        return render(request, "plans/consultation_edit.html", around(row.plan, row) | {"form": ConsultationForm(row)})
    form = ConsultationForm(row, request.POST, autosave.sent_fields(request))
    if autosave.is_autosave(request):
        clashes = form.save_what_is_valid()
        errors = {name: str(found[0]) for name, found in form.errors.items()}
        return autosave.answer(form.row.version, errors=errors, clash=bool(clashes), changed=form.changed_by_others)
    return save(request, row, form)


def save(request: HttpRequest, row: Consultation, form: ConsultationForm) -> HttpResponse:
    """Save and go back; else show what is wrong, or both texts to choose from."""
    if form.is_valid():
        try:
            clashes = form.save()
            consulting.follow_last_day(row)
        except (ValidationError, NotAllowed) as reason:
            form.add_error(None, "; ".join(getattr(reason, "messages", None) or [str(reason)]))
        else:
            if clashes:
                return merge_page(request, row, form, clashes)
            messages.success(request, _("Saved."))
            return redirect("plans:consultation_page", row.plan.slug, row.number)
    shown = around(row.plan, row) | {"form": form, "is_refused": True}
    return render(request, "plans/consultation_edit.html", shown, status=400)


def merge_page(request: HttpRequest, row: Consultation, form: ConsultationForm, clashes: list[Clash]) -> HttpResponse:
    """Show both texts of every field that somebody else has changed too; everything else has been saved."""
    back = reverse("plans:consultation_page", args=[row.plan.slug, row.number])
    shown = {
        **around(row.plan, row), "clashes": clashes_shown(form, clashes), "version": form.row.version,
        "fields": ",".join(clash.field for clash in clashes), "back": back,
    }  # fmt: skip
    return render(request, "plans/consultation_merge.html", shown, status=409)
