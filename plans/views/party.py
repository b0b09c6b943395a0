"""An invited party reads the plan, writes and hands in its statement: by a personal link, or signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plans.answers_read import answered_rows
from plans.forms.statement import SignForm, Written, read_posted
from plans.models import Invitation
from plans.models.consulting import NotAllowed
from plans.party_page import has_unsubmitted, own_statements, party_rows, plan_passages
from plans.stating import Saved, save_drafts, submit, take_back
from welfareplans.organisations import autosave
from welfareplans.organisations.pace import too_fast

MOST_POSTS = 120  # a minute; somebody who types without a pause saves 60 times


@dataclass(frozen=True)
class Way:
    """How a party came here. page, sign: addresses of reading and of handing in; is_link: without an account."""

    invitation: Invitation
    page: str
    sign: str
    is_link: bool

    @property
    def context(self) -> dict[str, object]:
        """Return what every page of a party names."""
        consultation = self.invitation.consultation
        plan = consultation.plan
        return {
            "invitation": self.invitation, "consultation": consultation, "plan": plan,
            "municipality": plan.municipality, "way": self, "section": "work",
        }  # fmt: skip


Page = Callable[[HttpRequest, Way], HttpResponse]


def loaded() -> list[str]:
    """Return what a party's pages name."""
    return ["consultation__plan__municipality__area", "committee__municipality__area", "municipality__area"]


def by_link(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """Return the view of a page for who has a personal link."""

    @wraps(page)
    def view(request: HttpRequest, secret: str) -> HttpResponse:
        found = Invitation.objects.with_secret(secret).select_related(*loaded()).first()
        if found is None or found.has_expired:
            return render(request, "plans/link_expired.html", status=404)
        way = Way(
            found, reverse("plans:consultation_link", args=[secret]),
            reverse("plans:consultation_link_sign", args=[secret]), is_link=True,
        )  # fmt: skip
        return kept_private(page(request, way))

    return never_cache(require_http_methods(["GET", "POST"])(view))


def signed_in(page: Page) -> Callable[[HttpRequest, int], HttpResponse]:
    """Return the view of a page for a committee's members and a municipality's coordinators."""

    @wraps(page)
    def view(request: HttpRequest, invitation_id: int) -> HttpResponse:
        rows = Invitation.objects.answered_by(request.user).select_related(*loaded())
        found = get_object_or_404(rows, pk=invitation_id)
        way = Way(
            found, reverse("plans:consultation_own", args=[found.pk]),
            reverse("plans:consultation_sign", args=[found.pk]), is_link=False,
        )  # fmt: skip
        return page(request, way)

    return never_cache(require_http_methods(["GET", "POST"])(view))


def kept_private(response: HttpResponse) -> HttpResponse:
    """Keep search engines and other sites from learning a personal link."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def party(request: HttpRequest, way: Way) -> HttpResponse:
    """Show the plan with the party's words, or save them; after the consultation show the answers."""
    if request.method == "POST":
        if too_fast(f"statement-{way.invitation.pk}", most=MOST_POSTS):
            return render(request, "429.html", status=429)
        return save(request, way)
    return reading_page(request, way)


def reading_page(request: HttpRequest, way: Way, typed: Written | None = None) -> HttpResponse:
    """Return the page. typed: what was posted and cannot be saved as it is."""
    consultation = way.invitation.consultation
    statements, found = own_statements(way.invitation), plan_passages(consultation)
    rows = party_rows(way.invitation, found, statements, typed)
    shown = way.context | {"rows": rows, "is_dirty": has_unsubmitted(statements.values())}
    if not consultation.is_open:
        shown["answers"] = answered_rows(consultation, found, rows)
        return render(request, "plans/party_closed.html", shown)
    shown["refused"] = [row for row in rows if row.error]
    return render(request, "plans/party.html", shown, status=400 if shown["refused"] else 200)


def save(request: HttpRequest, way: Way) -> HttpResponse:
    """Save what was posted and answer the script or the browser."""
    keys = [one.key for one in plan_passages(way.invitation.consultation)]
    written = read_posted(request.POST, keys, autosave.sent_fields(request))
    try:
        if request.POST.get("act") == "take_back":
            take_back(way.invitation)
            messages.success(request, _("The statement is taken back; what you wrote is kept as a draft."))
            return redirect(way.page)
        saved = save_drafts(way.invitation, written.texts, written.versions)
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return autosave.answer(0, redirect=way.page) if autosave.is_autosave(request) else redirect(way.page)
    return answer(request, way, written, saved)


def answer(request: HttpRequest, way: Way, written: Written, saved: Saved) -> HttpResponse:
    """Answer a save: to the script, or with the next page."""
    if autosave.is_autosave(request):
        return autosave.answer(
            1, errors={key: reason for key, (_typed, reason) in written.refused.items()}, clash=bool(saved.clashes),
            changed=saved.changed, versions={f"version-{key}": number for key, number in saved.versions.items()},
        )  # fmt: skip
    if saved.clashes:
        return merge_page(request, way, saved)
    if written.refused:
        return reading_page(request, way, written)
    messages.success(request, _("Saved."))
    return redirect(way.sign if request.POST.get("act") == "sign" else way.page)


def merge_page(request: HttpRequest, way: Way, saved: Saved) -> HttpResponse:
    """Show both texts of what two people of the party wrote at once."""
    rows = {row.key: row for row in party_rows(way.invitation, plan_passages(way.invitation.consultation), {})}
    both = [(rows[key], mine, theirs, saved.versions[key]) for key, (mine, theirs) in saved.clashes.items()]
    return render(request, "plans/party_merge.html", way.context | {"both": both}, status=409)


def party_sign(request: HttpRequest, way: Way) -> HttpResponse:
    """Show what has been written and hand it in as the party's statement."""
    if not way.invitation.consultation.is_open:
        return redirect(way.page)
    form = SignForm(way.invitation, request.POST or None)
    if form.is_valid():
        try:
            submit(way.invitation, **form.cleaned_data)
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Thank you: your statement has been handed in."))
            return redirect(way.page)
    rows = party_rows(way.invitation, plan_passages(way.invitation.consultation), own_statements(way.invitation))
    shown = way.context | {"form": form, "rows": [row for row in rows if row.text]}
    return render(request, "plans/party_sign.html", shown, status=400 if form.errors else 200)


consultation_link, consultation_own = by_link(party), signed_in(party)
consultation_link_sign, consultation_sign = by_link(party_sign), signed_in(party_sign)
