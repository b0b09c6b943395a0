"""The editor of one measure."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import Indicator
from plans.editor.answering import address_of, is_script
from plans.forms.measure import IndicatorForm, MeasureForm, PlanIndicatorForm
from plans.forms.merging import MergingForm
from plans.measure_editor import Form, clashes_shown, indicator_boxes, number_of, parity, text_rows
from plans.models import Measure, PlanIndicator
from plans.own_part import OwnPart
from welfareplans.organisations import autosave
from welfareplans.organisations.versions import Clash

# What stands before the round's key where the writer comes from the committees' proposals.
PROPOSALS = "proposals-"


def measure_edit(request: HttpRequest, slug: str, measure_id: int) -> HttpResponse:
    """Edit a measure, or one of its indicators: see `posted_form`; of a common measure a partner its own part."""
    found = Measure.objects.select_related("goal__principle__plan__municipality__area")
    rows = found.filter(pk=measure_id, goal__principle__plan__slug=slug)
    measure = rows.editable_by(request.user).first()
    if measure is None:
        return own_part(request, get_object_or_404(rows.open_to(request.user)))
    if request.method != "POST":
        return page(request, measure)
    form = posted_form(request, measure)
    return saved_as_typed(form) if autosave.is_autosave(request) else explicit_save(request, measure, form)


def saved_as_typed(form: MergingForm) -> HttpResponse:
    """Save what is valid and tell the script what became of each field."""
    clashes = form.save_what_is_valid()
    return autosave.answer(
        form.row.version, errors={name: str(errors[0]) for name, errors in form.errors.items()},
        clash=bool(clashes), changed=form.changed_by_others,
    )  # fmt: skip


def own_part(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Let a partner's coordinator choose the own committees of a common measure, and who enters the own figures."""
    part = OwnPart.of(request, measure)
    form = part.posted(request) if request.method == "POST" else None
    if form and autosave.is_autosave(request):
        return saved_as_typed(form)
    if form and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(back(request, measure))
    context = {
        "measure": measure, "plan": measure.goal.principle.plan, "part": part, "number": number_of(measure),
        "back": back(request, measure), "section": "plans", "municipality": part.municipality, "refused": form,
        "form": part.committees_form(form), "indicators": part.indicators(form),
    }  # fmt: skip
    return render(request, "plans/own_part.html", context, status=400 if form else 200)


def posted_form(request: HttpRequest, measure: Measure) -> Form:
    """Return the form that was posted.

    With `indicator` in the address: one of the measure's indicators as the plan uses it; with `counting`: what is true
    of that indicator in every plan, which only its own municipality may change.
    """
    sent = autosave.sent_fields(request)
    if "indicator" in request.GET:
        uses = PlanIndicator.objects.editable_by(request.user).filter(measures=measure)
        uses = uses.select_related("plan", "indicator")
        use = get_object_or_404(uses, pk=key_in(request.GET, "indicator"))
        return PlanIndicatorForm(use, request.POST, sent, auto_id=f"i{use.pk}_%s")
    if "counting" in request.GET:
        own = Indicator.objects.editable_by(request.user).filter(uses__in=measure.plan_indicators.all())
        indicator = get_object_or_404(own, pk=key_in(request.GET, "counting"))
        return IndicatorForm(indicator, request.POST, sent, auto_id=f"c{indicator.pk}_%s")
    return MeasureForm(measure, request.POST, sent, auto_id=ids(request, measure))


def ids(request: HttpRequest, measure: Measure) -> str:
    """Return how the fields are called in the page; in the table several measures can be open at once."""
    return f"m{measure.pk}_%s" if is_script(request) else "id_%s"


def key_in(sent: QueryDict, name: str) -> int:
    """Return a key that was sent; 0, which no row has, for anything that is not one."""
    text = sent.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def explicit_save(request: HttpRequest, measure: Measure, form: Form) -> HttpResponse:
    """Save and go back to the plan; else show what is wrong, or both texts to choose from."""
    if form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, measure, form, clashes)
            messages.success(request, _("Saved."))
            return redirect(back(request, measure))
    return page(request, measure, form, status=400)


def way(request: HttpRequest) -> str:
    """Return where the writer comes from: the plan's editor, a round's proposals, or nothing for the plan's table."""
    to = request.GET.get("to", "")
    return to if to == "edit" or re.fullmatch(rf"{PROPOSALS}[0-9]{{1,17}}", to, re.ASCII) else ""


def back(request: HttpRequest, measure: Measure) -> str:
    """Return the address of the measure in its plan's table, or in the page that the writer comes from."""
    to = way(request)
    if to == "edit":
        return address_of(measure.goal.principle.plan, f"m{measure.pk}")
    if to:
        return reverse("reports:proposals", args=[int(to.removeprefix(PROPOSALS))])
    return f"{reverse('reports:plan', args=[measure.goal.principle.plan.slug])}#m{measure.pk}"


def page(request: HttpRequest, measure: Measure, posted: Form | None = None, status: int = 200) -> HttpResponse:
    """Return the editor. posted: a form that was refused, with what was typed."""
    template = "plans/_measure_details.html" if is_script(request) else "plans/measure_edit.html"
    return render(request, template, editor_context(request, measure, posted), status=status)


def editor_context(request: HttpRequest, measure: Measure, posted: Form | None = None) -> dict[str, Any]:
    """Return what the editor's template shows."""
    whole = isinstance(posted, MeasureForm) and "_fields" not in request.POST
    form = posted if isinstance(posted, MeasureForm) and whole else MeasureForm(measure, auto_id=ids(request, measure))
    rows = text_rows(form)
    return {
        "measure": measure, "plan": measure.goal.principle.plan, "form": form, "refused": posted, "rows": rows,
        "parity": parity(rows), "number": number_of(measure), "back": back(request, measure), "section": "plans",
        "boxes": indicator_boxes(measure, request.user, posted),
        "municipality": measure.goal.principle.plan.municipality, "to": way(request),
    }  # fmt: skip


def merge_page(request: HttpRequest, measure: Measure, form: Form, clashes: list[Clash]) -> HttpResponse:
    """Return both texts of every field that somebody else has changed too; everything else has been saved."""
    context = {
        "measure": measure, "plan": measure.goal.principle.plan, "number": number_of(measure),
        "back": back(request, measure), "clashes": clashes_shown(form, clashes), "version": form.row.version,
        "section": "plans",
        "fields": ",".join(clash.field for clash in clashes), "municipality": measure.goal.principle.plan.municipality,
    }  # fmt: skip
    return render(request, "plans/measure_merge.html", context, status=409)
