"""Choosing what of a plan goes on in the next period, and making the next plan."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.choosing import Choice, Key, begun, chosen_in, period_of, read_in, save_choices, save_years
from plans.forms.next_period import YearsForm
from plans.models import NextPeriod, Plan
from plans.models.plan import led_by
from plans.rollover import choices_of, make_next_plan
from reports.next_period import next_period_page, proposed
from reports.plan_page.reader import Reader, make_reader
from welfareplans.organisations import autosave
from welfareplans.policy import memberships


def next_period(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the choices; save them as they are made; make the next plan when asked to."""
    settled = Plan.objects.filter(led_by(request.user), status__in=[Plan.Status.ADOPTED, Plan.Status.ENDED])
    plan: Plan = get_object_or_404(settled.select_related("municipality__area", "area"), slug=slug)
    if request.method != "POST":
        period = period_of(plan)
        return page(request, plan, period, YearsForm(plan, initial=years_of(period)))
    period = begun(plan)
    if period.made:
        return redirect("reports:plan", period.made.slug)
    form = YearsForm(plan, request.POST, sent=autosave.sent_fields(request), initial=years_of(period))
    if form.is_valid():
        period = save_years(period, form.cleaned_data)
    posted = request.POST.dict()
    taken = save_choices(period, chosen_in(posted), read_in(posted))
    if autosave.is_autosave(request):
        return saved(period, form, taken)
    if taken:
        messages.error(request, " ".join(clashes(taken).values()))
        return page(request, plan, period, form, status=409)
    return page(request, plan, period, form, status=400) if form.errors else done(request, plan, period)


def clashes(taken: Mapping[Key, str]) -> dict[str, str]:
    """Return, by field, that somebody else has chosen something else meanwhile."""
    told = _("Somebody else has chosen “%(choice)s” meanwhile. Choose again if it shall be something else.")
    return {f"{level}-{key}": told % {"choice": Choice(now).label} for (level, key), now in taken.items()}


def saved(period: NextPeriod, form: YearsForm, taken: Mapping[Key, str]) -> HttpResponse:
    """Tell the script what was saved, and which choices somebody else has made meanwhile."""
    errors = {name: str(all[0]) for name, all in form.errors.items()} | clashes(taken)
    now = {f"{level}-{key}": choice for (level, key), choice in taken.items()}
    return autosave.answer(period.version, errors=errors, changed=now)


def done(request: HttpRequest, plan: Plan, period: NextPeriod) -> HttpResponse:
    """Do what the pressed button says: make the plan, take over what the committees propose, or just come back."""
    if "create" in request.POST:
        made = make_next_plan(period)
        messages.success(request, _("The next plan has been made. Its targets are to be set anew."))
        return redirect("reports:plan", made.slug)
    if "take" in request.POST:
        save_choices(period, proposed(plan, reader_of(request, plan)))
        messages.success(request, _("The committees' proposals have been taken over."))
    else:
        messages.success(request, _("Saved."))
    return redirect("reports:next_period", plan.slug)


def years_of(period: NextPeriod) -> dict[str, int]:
    """Return the years as they are saved."""
    return {"first_year": period.first_year, "last_year": period.last_year}


def reader_of(request: HttpRequest, plan: Plan) -> Reader:
    """Return the coordinator as a reader of the plan."""
    partners = list(plan.partners.select_related("municipality__area"))
    return make_reader(plan, get_language() or "sv", memberships(request), partners)


def page(request: HttpRequest, plan: Plan, period: NextPeriod, form: YearsForm, status: int = 200) -> HttpResponse:
    """Return the page of choices."""
    partners = list(plan.partners.select_related("municipality__area").order_by("pk"))
    choices = choices_of(period) if period.pk else {}
    shown = next_period_page(plan, reader_of(request, plan), partners, choices)
    context = {
        "plan": plan, "period": period, "form": form, "page": shown, "here": "next", "section": "plans",
        "municipality": plan.municipality,
    }  # fmt: skip
    return render(request, "reports/next_period.html", context, status=status)
