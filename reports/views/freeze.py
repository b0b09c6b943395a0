"""Freezing an edition of a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from reports.addresses import crumbs
from reports.forms.edition import FreezeForm
from reports.freeze_page import freeze_page
from reports.freezing import freeze
from reports.models import Edition, NotAllowed, Round
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import EditConflict


def round_freeze(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what the edition will hold and what is missing; freeze it, or open a published round for correction."""
    rounds = Round.objects.editable_by(request.user).select_related("plan__municipality__area")
    round = get_object_or_404(rounds, pk=round_id)
    if request.method == "POST" and "open_for_correction" in request.POST:
        return open_for_correction(request, round)
    if done := frozen_already(request, round):
        return redirect("reports:edition", done.pk)
    page = freeze_page(round)
    form = FreezeForm(request.POST or None, round=round, number=page.number, missing=bool(page.missing))
    if form.is_valid() and (edition := freeze_or_explain(request, round, form)):
        return redirect("reports:edition", edition.pk)
    context = {
        "form": form, "page": page, "round": round, "municipality": round.plan.municipality, "section": "follow_up",
        "crumbs": crumbs(round.plan, round),
    }  # fmt: skip
    return render(request, "reports/round_freeze.html", context)


def frozen_already(request: HttpRequest, round: Round) -> Edition | None:
    """Return the edition that the form asks for when an earlier click has made it."""
    number = request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    return round.editions.filter(number=int(number)).first()


def freeze_or_explain(request: HttpRequest, round: Round, form: FreezeForm) -> Edition | None:
    """Return the frozen edition; None when it was refused, and then the form says why."""
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    fresh, round.version = round.version, form.cleaned_data["version"]
    try:
        return freeze(round, by=request.user, **form.confirmation)
    except EditConflict:
        if done := frozen_already(request, round):
            return done
        form.show_version(fresh)
        form.add_error(None, _("The follow-up has changed since you opened this page. Look through it once more."))
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
    return None


def open_for_correction(request: HttpRequest, round: Round) -> HttpResponse:
    """Let what was published be corrected."""
    try:
        round.open_for_correction()
        messages.success(request, _("The follow-up is open for corrections. The published report stays as it is."))
    except (NotAllowed, EditConflict) as refusal:
        messages.error(request, str(refusal) or _("The follow-up has changed meanwhile."))
    return redirect("reports:round_freeze", round.pk)
