"""My work, and the lists of plans and reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.as_adopted import as_adopted
from plans.consultations_waiting import waiting_consultations
from plans.models import Plan
from reports.my_work import coordination, newest_reports, parts_to_fill_in
from reports.next_milestones import next_milestones
from welfareplans.organisations.models import Membership, User
from welfareplans.policy import memberships

ALL_REPORTS = 100


def my_work(request: HttpRequest) -> HttpResponse:
    """Show what waits for the signed-in user, by role."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the policy lets nobody else in
    roles = {membership.role for membership in memberships(request)}
    page = {
        "section": "work",
        "parts": parts_to_fill_in(user) if Membership.Role.COMMITTEE in roles else [],
        "coordination": coordination(user) if Membership.Role.COORDINATOR in roles else None,
        "consultations": waiting_consultations(user) if roles - {Membership.Role.COUNCILLOR} else None,
        "reports": newest_reports(user, only_own=True),
        "milestones": next_milestones(user) if roles - {Membership.Role.COUNCILLOR} else [],
    }
    return render(request, "reports/my_work.html", page)


def plans(request: HttpRequest) -> HttpResponse:
    """List the plans that the reader may see."""
    rows = Plan.objects.visible_to(request.user).select_related("municipality__area")
    rows = rows.order_by("-last_year", "municipality__slug", "pk")
    shown = rows if request.user.is_authenticated else as_adopted(rows)
    return render(request, "reports/plans.html", {"section": "plans", "plans": shown})


def reports(request: HttpRequest) -> HttpResponse:
    """List the published reports that the reader may see."""
    return render(
        request, "reports/reports.html", {"section": "reports", "reports": newest_reports(request.user, ALL_REPORTS)}
    )
