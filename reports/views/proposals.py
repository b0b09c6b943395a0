"""Pages on which a coordinator deals with what the committees propose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from plans.measure_editor import number_of
from plans.models import Measure, Plan
from plans.views.measure import editor_context
from reports.addresses import crumbs
from reports.dealing import deal, note_all, take_back
from reports.models import NotAllowed, Progress, Round
from reports.models.dealing import proposals as all_proposals
from reports.proposals_page import LOOKS, proposals_page
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import EditConflict


def proposals(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what the committees propose; a posted decision changes the working text and leads back here."""
    rounds = Round.objects.editable_by(request.user).select_related("plan__municipality__area")
    asked = get_object_or_404(rounds, pk=round_id)
    if request.method == "POST":
        return dealt(request, asked)
    return page(request, asked)


def page(request: HttpRequest, asked: Round, status: int = 200) -> HttpResponse:
    """Return the page as everything stands now."""
    context = {
        "round": asked, "plan": asked.plan, "municipality": asked.plan.municipality, "section": "follow_up",
        "crumbs": crumbs(asked.plan, asked), "page": proposals_page(asked, request.user),
    }  # fmt: skip
    return render(request, "reports/proposals.html", context, status=status)


def dealt(request: HttpRequest, asked: Round) -> HttpResponse:
    """Do what was posted: note everything that goes on, deal with one proposal, or take that back."""
    mine = all_proposals().dealt_with_by(request.user).filter(part__round=asked)
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets only coordinators here
    if request.POST.get("act") == "note_all":
        count = note_all(mine, by=request.user)
        if count:
            said = ngettext("%(count)s proposal is noted.", "%(count)s proposals are noted.", count)
            messages.success(request, said % {"count": count})
        return redirect("reports:proposals", asked.pk)
    chosen = get_object_or_404(mine.select_related("part__round", "measure"), pk=number(request, "proposal"))
    if request.POST.get("act") == "undo":
        take_back(chosen)
        messages.success(request, _("The proposal waits again."))
        return redirect(address(asked, chosen))
    try:
        deal(chosen, by=request.user, seen=number(request, "version"), decline=request.POST.get("act") == "decline")
    except EditConflict:
        messages.warning(request, _("The committee has changed its proposal since you read it. Read it again."))
        return page(request, asked, status=409)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
        return page(request, asked, status=409)
    if chosen.proposal == Progress.Proposal.CHANGE and request.POST.get("act") != "decline":
        return redirect("reports:proposal_change", asked.pk, chosen.pk)
    return redirect(address(asked, chosen))


def number(request: HttpRequest, name: str) -> int:
    """Return a number that was posted; 0, which no row has, for anything that is not one."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def address(asked: Round, chosen: Progress) -> str:
    """Return where a proposal stands on the page."""
    return f"{reverse('reports:proposals', args=[asked.pk])}#proposal-{chosen.pk}"


@require_safe
def proposal_change(request: HttpRequest, round_id: int, progress_id: int) -> HttpResponse:
    """Show the measure's editor with the proposal beside it; what is written is saved as in any editor of it."""
    mine = all_proposals().dealt_with_by(request.user).filter(part__round=round_id)
    chosen = get_object_or_404(mine.select_related("part__committee", "part__round"), pk=progress_id)
    measure = Measure.objects.select_related("goal__principle__plan__municipality__area").get(pk=chosen.measure_id)
    plan: Plan = measure.goal.principle.plan
    context = editor_context(request, measure) | {
        "proposal": chosen, "look": LOOKS[chosen.proposal], "round": chosen.part.round, "number": number_of(measure),
        "to": f"proposals-{round_id}", "back": address(chosen.part.round, chosen),
        "crumbs": [*crumbs(plan, chosen.part.round), (_("Proposals"), reverse("reports:proposals", args=[round_id]))],
    }  # fmt: skip
    return render(request, "reports/proposal_change.html", context)
