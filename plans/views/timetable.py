"""The editor of the timetable."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.forms.measure import committees_of
from plans.forms.milestone import MilestoneForm
from plans.measure_editor import clashes_shown
from plans.models import Milestone, Plan
from plans.removed_milestones import bring_back, removed
from plans.views.measure import key_in
from welfareplans.organisations import autosave
from welfareplans.organisations.versions import Clash


def plan_timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the milestones. The address tells what is posted: `milestone`, `remove` or `restore` and a key; else new."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    if request.method != "POST":
        return page(request, plan)
    if "restore" in request.GET:
        return restore(request, plan)
    if "remove" in request.GET:
        return remove(request, plan)
    if "milestone" in request.GET:
        return change(request, plan, get_object_or_404(plan.milestones, pk=key_in(request, "milestone")))
    form = MilestoneForm(Milestone(plan=plan), request.POST, auto_id="new_%s")
    if not form.is_valid():
        return page(request, plan, form, status=400)
    messages.success(request, _("The milestone has been added."))
    return redirect(f"{here(plan)}#m{form.create().pk}")


def here(plan: Plan) -> str:
    """Return the address of the page."""
    return reverse("plans:plan_timetable", args=[plan.slug])


def change(request: HttpRequest, plan: Plan, milestone: Milestone) -> HttpResponse:
    """Save a milestone: as it is typed, or the whole form."""
    form = MilestoneForm(milestone, request.POST, autosave.sent_fields(request), auto_id=f"m{milestone.pk}_%s")
    if autosave.is_autosave(request):
        clashes = form.save_what_is_valid()
        return autosave.answer(
            form.row.version, errors={name: str(errors[0]) for name, errors in form.errors.items()},
            clash=bool(clashes), changed=form.changed_by_others,
        )  # fmt: skip
    if form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, plan, form, clashes)
            messages.success(request, _("Saved."))
            return redirect(f"{here(plan)}#m{milestone.pk}")
    return page(request, plan, form, status=400)


def remove(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Remove a milestone; the page then offers to bring it back."""
    key = key_in(request, "remove")
    plan.milestones.filter(pk=key).delete()
    return redirect(f"{here(plan)}?removed={key}")


def restore(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Bring a removed milestone back."""
    milestone = bring_back(plan, key_in(request, "restore"))
    if milestone is None:
        raise Http404
    messages.success(request, _("The milestone is back."))
    return redirect(f"{here(plan)}#m{milestone.pk}")


def page(request: HttpRequest, plan: Plan, posted: MilestoneForm | None = None, status: int = 200) -> HttpResponse:
    """Return the page. posted: the form that was refused, with what was typed."""
    committees, refused = committees_of(plan), posted.row.pk if posted else 0
    forms = [
        posted
        if posted and refused == row.pk
        else MilestoneForm(row, committees=committees, auto_id=f"m{row.pk}_%s")
        for row in plan.milestones.select_related("plan").order_by("starts_on", "pk")
    ]  # fmt: skip
    new = posted if posted and refused is None else MilestoneForm(
        Milestone(plan=plan), committees=committees, auto_id="new_%s"
    )  # fmt: skip
    gone = removed(plan)
    context = {
        "plan": plan, "forms": forms, "new": new, "refused": posted, "removed": gone, "here": "timetable",
        "just_removed": next((one for one in gone if one.pgh_obj_id == key_in(request, "removed")), None),
        "municipality": plan.municipality, "section": "plans",
    }  # fmt: skip
    return render(request, "plans/plan_timetable.html", context, status=status)


def merge_page(request: HttpRequest, plan: Plan, form: MilestoneForm, clashes: list[Clash]) -> HttpResponse:
    """Return both texts of every field that somebody else has changed too; everything else has been saved."""
    context = {
        "plan": plan, "back": here(plan), "clashes": clashes_shown(form, clashes), "version": form.row.version,
        "fields": ",".join(clash.field for clash in clashes), "municipality": plan.municipality, "section": "plans",
        "here": "timetable", "milestone": form.row,
    }  # fmt: skip
    return render(request, "plans/milestone_merge.html", context, status=409)
