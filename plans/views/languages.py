"""The plan in two languages side by side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.languages.checking import find_right
from plans.languages.choice import Choice
from plans.languages.page import Refused, at, make_page
from plans.languages.saving import Saved, save_posted
from plans.models import Plan
from welfareplans.organisations import autosave
from welfareplans.organisations.models import User


def plan_languages(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan's texts in two languages; save what was written, or note that a translation is right."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    choice = Choice.of(request.GET, plan)
    if request.method != "POST":
        return page(request, plan, choice)
    saved = save_posted(request.POST, plan, request.user)
    if autosave.is_autosave(request):
        return autosave.answer(
            0, errors=saved.errors, clash=bool(saved.clashes), changed=saved.changed, versions=saved.versions
        )
    if saved.clashes:
        return merge_page(request, plan, choice, saved)
    if saved.errors:
        return page(request, plan, choice, saved)
    return after_saving(request, plan, choice)


def after_saving(request: HttpRequest, plan: Plan, choice: Choice) -> HttpResponse:
    """Note the translation that was found right, if one was, and go back to where the writer was."""
    name = request.POST.get("right", "")
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    if name and not find_right(plan, request.user, request.POST, choice):
        raise Http404
    messages.success(request, _("The translation is marked as right.") if name else _("Saved."))
    return redirect(at(plan, choice, name))


def page(request: HttpRequest, plan: Plan, choice: Choice, saved: Saved | None = None) -> HttpResponse:
    """Return the page. saved: texts that were refused, which stand there as they were typed."""
    errors = saved.errors if saved else {}
    typed = {name: request.POST.get(name, "") for name in errors}
    shown = make_page(plan, request.user, choice, Refused(typed, errors))
    context = {"plan": plan, "page": shown, "errors": errors, "here": "languages", "section": "plans"}
    context["municipality"] = plan.municipality
    return render(request, "plans/plan_languages.html", context, status=400 if errors else 200)


def merge_page(request: HttpRequest, plan: Plan, choice: Choice, saved: Saved) -> HttpResponse:
    """Return both texts of everything that somebody else has changed too; the rest has been saved."""
    context = {
        "plan": plan, "clashes": saved.clashes, "versions": {"version": 0, **saved.versions}, "back": at(plan, choice),
        "fields": ",".join(clash.name for clash in saved.clashes), "here": "languages", "section": "plans",
        "municipality": plan.municipality,
    }  # fmt: skip
    return render(request, "plans/plan_merge.html", context, status=409)
