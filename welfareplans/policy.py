"""Who may use which route: one row for each, read by the middleware and by the tests that walk the URLconf.

A route without a row answers nobody and fails the tests, so that a new page is closed until somebody has decided who
it is for. What a page shows is narrowed further by queryset scopes.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import Membership
from welfareplans.organisations.texts import LANGUAGES


class Audience(Enum):
    """The widest group that a route answers."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    WORKING = "committee members and coordinators"
    COMMITTEE = "committee members"
    COORDINATOR = "coordinators"


ROLES: dict[Audience, set[str]] = {
    Audience.WORKING: {Membership.Role.COMMITTEE, Membership.Role.COORDINATOR},
    Audience.COMMITTEE: {Membership.Role.COMMITTEE},
    Audience.COORDINATOR: {Membership.Role.COORDINATOR},
}

POLICY: dict[str, Audience] = {
    "home": Audience.EVERYONE,
    "brand": Audience.EVERYONE,
    "logo": Audience.EVERYONE,
    "plans:municipality": Audience.COORDINATOR,
    "plans:municipality_logo": Audience.COORDINATOR,
    "favicon": Audience.EVERYONE,
    "account_login": Audience.EVERYONE,
    "account_logout": Audience.EVERYONE,
    "account_signup": Audience.EVERYONE,
    "account_inactive": Audience.EVERYONE,
    "account_reset_password": Audience.EVERYONE,
    "account_reset_password_done": Audience.EVERYONE,
    "account_reset_password_from_key": Audience.EVERYONE,
    "account_reset_password_from_key_done": Audience.EVERYONE,
    "account_change_password": Audience.SIGNED_IN,
    "account": Audience.SIGNED_IN,
    # Signed in the address, because mail programs ask for it.
    "unsubscribe": Audience.EVERYONE,
    "reports:plan": Audience.EVERYONE,
    "reports:indicator": Audience.EVERYONE,
    "plans:measure_edit": Audience.COORDINATOR,
    "plans:plan_edit": Audience.COORDINATOR,
    "plans:plan_presence": Audience.COORDINATOR,
    "plans:node_add": Audience.COORDINATOR,
    "plans:node_edit": Audience.COORDINATOR,
    "plans:node_move": Audience.COORDINATOR,
    "plans:node_remove": Audience.COORDINATOR,
    "plans:removal_undo": Audience.COORDINATOR,
    "plans:indicator_add": Audience.COORDINATOR,
    "plans:indicator_edit": Audience.COORDINATOR,
    "plans:indicator_remove": Audience.COORDINATOR,
    "plans:plan_adopt": Audience.COORDINATOR,
    "plans:plan_export": Audience.EVERYONE,
    "plans:plan_partners": Audience.COORDINATOR,
    "plans:plan_invitation": Audience.COORDINATOR,
    "plans:consultation": Audience.COORDINATOR,
    "plans:consultation_new": Audience.COORDINATOR,
    "plans:consultation_page": Audience.COORDINATOR,
    "plans:consultation_edit": Audience.COORDINATOR,
    "plans:invitation_add": Audience.COORDINATOR,
    "plans:invitation": Audience.COORDINATOR,
    "plans:consultation_send": Audience.COORDINATOR,
    "plans:consultation_remind": Audience.COORDINATOR,
    "plans:consultation_end": Audience.COORDINATOR,
    "plans:answers_show": Audience.COORDINATOR,
    "plans:statements": Audience.COORDINATOR,
    "plans:statement_answer": Audience.COORDINATOR,
    "plans:consultation_own": Audience.WORKING,
    "plans:consultation_sign": Audience.WORKING,
    "plans:consultation_link": Audience.EVERYONE,
    "plans:consultation_link_sign": Audience.EVERYONE,
    "plans:plan_correct": Audience.COORDINATOR,
    "plans:plan_end": Audience.COORDINATOR,
    "plans:plan_history": Audience.EVERYONE,
    "plans:plan_compare": Audience.EVERYONE,
    "plans:revision_file": Audience.EVERYONE,
    "plans:import_new": Audience.COORDINATOR,
    "plans:plan_import": Audience.COORDINATOR,
    "plans:plan_languages": Audience.COORDINATOR,
    "plans:plan_committees": Audience.COORDINATOR,
    "plans:plan_new": Audience.COORDINATOR,
    "plans:plan_settings": Audience.COORDINATOR,
    "plans:plan_timetable": Audience.COORDINATOR,
    "plans:plan_chapters": Audience.COORDINATOR,
    "plans:plan_programmes": Audience.COORDINATOR,
    "plans:plan_background": Audience.COORDINATOR,
    "reports:plan_pdf": Audience.EVERYONE,
    "reports:statements_pdf": Audience.COORDINATOR,
    "reports:statements_xlsx": Audience.COORDINATOR,
    "reports:desk": Audience.COMMITTEE,
    "reports:desk_presence": Audience.COMMITTEE,
    "reports:progress_save": Audience.COMMITTEE,
    "reports:value_save": Audience.COMMITTEE,
    "reports:part_submit": Audience.COMMITTEE,
    "reports:attachment_add": Audience.COMMITTEE,
    "reports:attachment_remove": Audience.COMMITTEE,
    "reports:attachment": Audience.WORKING,
    "reports:discussion": Audience.WORKING,
    "reports:workbook": Audience.COMMITTEE,
    "reports:workbook_upload": Audience.COMMITTEE,
    "reports:workbook_preview": Audience.COMMITTEE,
    "reports:my_work": Audience.SIGNED_IN,
    "reports:calendar": Audience.SIGNED_IN,
    # The secret in the address is what opens it.
    "reports:calendar_file": Audience.EVERYONE,
    "reports:plans": Audience.EVERYONE,
    "reports:reports": Audience.EVERYONE,
    "reports:next_period": Audience.COORDINATOR,
    "reports:round_open": Audience.COORDINATOR,
    "reports:rounds": Audience.WORKING,
    "reports:round": Audience.WORKING,
    "reports:round_extend": Audience.COORDINATOR,
    "reports:round_close": Audience.COORDINATOR,
    "reports:round_remind": Audience.COORDINATOR,
    "reports:proposals": Audience.COORDINATOR,
    "reports:proposal_change": Audience.COORDINATOR,
    "reports:part_judge": Audience.COORDINATOR,
    "reports:goal_assess": Audience.COORDINATOR,
    "reports:round_freeze": Audience.COORDINATOR,
    "reports:round_handled": Audience.COORDINATOR,
    "reports:edition": Audience.EVERYONE,
    "reports:edition_publish": Audience.COORDINATOR,
    "reports:edition_file": Audience.EVERYONE,
    "reports:edition_web": Audience.EVERYONE,
    "reports:edition_data": Audience.EVERYONE,
    "reports:fingerprint": Audience.EVERYONE,
    "reports:feed": Audience.EVERYONE,
    "reports:municipality_feed": Audience.EVERYONE,
    "reports:catalogue": Audience.EVERYONE,
    "api:api-root": Audience.EVERYONE,
    "api:openapi-json": Audience.EVERYONE,
    "api:plans": Audience.EVERYONE,
    "api:plan": Audience.EVERYONE,
    "api:editions": Audience.EVERYONE,
    "api:indicators": Audience.EVERYONE,
    "api:values": Audience.EVERYONE,
    "reports:report": Audience.EVERYONE,
}


# Every request of somebody signed in reads these, so nothing else is read with them.
OF_MEMBERSHIP = [
    "user_id", "role", "municipality__slug", "municipality__colour", "municipality__languages",
    "municipality__is_public", "municipality__small_count_threshold", "municipality__logo",
    *(f"{name}_{code}" for name in ("municipality__area__name", "committee__name") for code in LANGUAGES),
]  # fmt: skip


class PolicyMiddleware(LoginRequiredMiddleware):
    """Answers a route only for its audience: others are asked to sign in, or it does not exist for them."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Return None to go on, a redirect to the sign-in page, or raise Http404."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        audience = POLICY.get(route)
        if audience is None:
            raise Http404
        if audience is Audience.EVERYONE:
            return None
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        if audience is not Audience.SIGNED_IN and ROLES[audience].isdisjoint(request.user.roles):
            raise Http404
        return None


def memberships(request: HttpRequest) -> list[Membership]:
    """Return the user's memberships, read once per request."""
    if not hasattr(request, "_memberships"):
        request._memberships = _MEMBERSHIPS.objects(user=request.user.pk or 0)  # type: ignore[attr-defined]
    kept: list[Membership] = request._memberships  # type: ignore[attr-defined]
    return kept


def _memberships(user: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user=user).order_by("pk")
    return rows.select_related("municipality__area", "committee").only(*OF_MEMBERSHIP)


_MEMBERSHIPS = Compiled(Membership, _memberships)
