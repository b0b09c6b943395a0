"""Pages of a round: opening one, and how it is going."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.models import Plan
from reports.addresses import crumbs
from reports.asking import keep_left_out, questions
from reports.forms.not_asked import NotAskedForm
from reports.forms.round_open import RoundOpenForm
from reports.models import Round
from reports.opening import name_first_committee, open_round, proposed_year, unclaimed
from reports.round_data import read_round
from reports.round_history import round_history
from reports.round_mails import OPENED, tell_open
from reports.round_page import round_page
from welfareplans.organisations.models import User


@transaction.atomic
def round_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for year, dates and instructions, and open the round; a second click leads to the same one."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    if request.method == "POST":
        Plan.objects.select_for_update().get(pk=plan.pk)
    page = {"plan": plan, "municipality": plan.municipality, "crumbs": crumbs(plan), "section": "work"}
    if plan.status != Plan.Status.ADOPTED:
        return render(request, "reports/round_open.html", page, status=409 if request.method == "POST" else 200)
    left = unclaimed(plan)
    form = RoundOpenForm(request.POST if request.method == "POST" else None, plan=plan, unclaimed=left)
    leaving = leaving_form(request, form)
    if form.is_valid() and (form.opened or leaving.is_valid()):
        opened = form.opened or opened_by(request, form, leaving)
        return redirect("reports:round", opened.pk)
    page |= {"leaving": leaving}
    page |= {"form": form, "unclaimed": left, "is_full": proposed_year(plan) is None, "repeats": form.repeats}
    wrong = form.errors or leaving.errors
    return render(request, "reports/round_open.html", page, status=400 if wrong else 200)


def leaving_form(request: HttpRequest, form: RoundOpenForm) -> NotAskedForm:
    """Return what the committees will be asked in the year of the form, to take something out of it."""
    posted = request.POST if request.method == "POST" else None
    year = form.cleaned_data.get("year") if form.is_bound and not form.errors.get("year") else form.initial["year"]
    asked = questions(form.plan, year) if year else []
    return NotAskedForm(posted, questions=asked, languages=form.plan.languages)


def opened_by(request: HttpRequest, form: RoundOpenForm, leaving: NotAskedForm) -> Round:
    """Open the round that a valid form describes; the first committee is made with it."""
    data = form.cleaned_data
    committee = data.get("default_committee")
    names = form.texts("committee")
    if names and isinstance(request.user, User):
        committee = name_first_committee(form.plan, request.user, names)
    days = {day: data[day] for day in ("opens_on", "due_on", "council_on")}
    opened = open_round(
        form.plan,
        year=data["year"],
        instructions=form.texts("instructions"),
        default_committee=committee,
        by=request.user if isinstance(request.user, User) else None,
        **days,
    )
    keep_left_out(opened, leaving.left_out())
    tell_open(OPENED, opened, by=request.user if isinstance(request.user, User) else None)
    messages.success(request, _("The follow-up is open. The committees can begin."))
    return opened


def round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show how a round is going; a coordinator gets links to judge and assess, a committee one to its desk."""
    rounds = Round.objects.visible_to(request.user).select_related("plan__municipality__area", "plan__area")
    asked = get_object_or_404(rounds, pk=round_id)
    language = get_language() or "sv"
    days = {"opens": asked.opens_on, "due": asked.due_on, "council": asked.council_on, "handled": asked.handled_on}
    data = read_round(asked)
    shown = round_page(data, request.user)
    page = {
        "round": asked,
        "plan": asked.plan,
        "municipality": asked.plan.municipality,
        "crumbs": crumbs(asked.plan),
        "section": "follow_up",
        "page": shown,
        "history": round_history(asked, data.parts) if shown.may_edit else [],
        "days_left": asked.days_left,
        "days_late": -asked.days_left,
        "instructions": asked.instructions,
        **{name: format_date(day, language) if day else "" for name, day in days.items()},
    }
    return render(request, "reports/round.html", page)
