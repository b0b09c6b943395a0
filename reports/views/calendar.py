"""The calendar feed, and the page on which its secret address is got and renewed."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.calendar_feed import feed
from reports.models import CalendarAddress
from welfareplans.organisations.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the address of the reader's calendar; get, renew or end it."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the policy lets nobody else in
    if request.method == "POST":
        return change(request, user)
    found = CalendarAddress.objects.filter(user=user).first()
    address = ""
    if found:
        path = reverse("reports:calendar_file", args=[found.pk, found.secret])
        address = request.build_absolute_uri(path)
    context = {"address": address, "subscribe": address.replace(f"{request.scheme}:", "webcal:", 1), "section": "work"}
    return render(request, "reports/calendar.html", context)


def change(request: HttpRequest, user: User) -> HttpResponse:
    """Make, renew or end the address."""
    act = request.POST.get("act")
    if act == "end":
        CalendarAddress.objects.filter(user=user).delete()
        messages.success(request, _("The address has been ended: calendars that use it get nothing any more."))
        return redirect("reports:calendar")
    found, is_new = CalendarAddress.objects.get_or_create(user=user)
    if act == "renew" and not is_new:
        found.renew()
        messages.success(request, _("You have a new address. The old one has stopped working."))
    return redirect("reports:calendar")


@require_safe
def calendar_file(request: HttpRequest, address_id: int, secret: str) -> HttpResponseBase:
    """Return the calendar that the secret address stands for, as its owner may see it now."""
    rows = CalendarAddress.objects.select_related("user").filter(user__is_active=True)
    found = rows.filter(pk=address_id).first() if address_id < 2**31 else None
    if found is None or not found.is_opened_by(secret):
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    data = feed(found.user, get_language() or "sv", site)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = quote_etag(hashlib.sha256(data).hexdigest())
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
