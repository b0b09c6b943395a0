"""The follow-ups of all plans on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from reports.rounds_page import rounds_page
from welfareplans.organisations.models import Municipality
from welfareplans.organisations.versions import EditConflict


def rounds(request: HttpRequest) -> HttpResponse:
    """Show committees by plans; a coordinator turns automatic reminders on and off."""
    if request.method == "POST":
        turn_reminders(request)
        return redirect("reports:rounds")
    return render(request, "reports/rounds.html", {"section": "follow_up", "page": rounds_page(request.user)})


def turn_reminders(request: HttpRequest) -> None:
    """Turn a municipality's automatic reminders on or off; a second click changes nothing."""
    asked = request.POST.get("municipality", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    home = get_object_or_404(Municipality.objects.coordinated_by(request.user), pk=number)
    wanted = request.POST.get("reminds") == "on"
    if home.reminds == wanted:
        return
    home.reminds = wanted
    try:
        home.save()
    except EditConflict:
        messages.error(request, _("Somebody changed this at the same moment. Try again."))
    else:
        messages.success(request, _("Automatic reminders are on.") if wanted else _("Automatic reminders are off."))
