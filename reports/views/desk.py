"""The committee's desk: the page, and saving what is filled in on it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indicators.models import Value
from plans.models import Measure
from reports.desk.discussing import can_discuss
from reports.desk.figures import Stored
from reports.desk.measure_form import Attempt
from reports.desk.measures import asked_measures, next_open
from reports.desk.merge_page import merge_page
from reports.desk.page import desk as compose
from reports.desk.page import open_address, state_tag
from reports.desk.papers import mark_seen
from reports.desk.posting import Posting, read_post
from reports.desk.standing import saved_states, standing_markup
from reports.filling_in import Clashes, save_answers, take
from reports.models import CommitteePart, NotAllowed, Progress
from welfareplans.organisations.autosave import answer, is_autosave
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User

SEEN_EVERY = datetime.timedelta(minutes=1)


def own_part(request: HttpRequest, part_id: int) -> CommitteePart:
    """Return a part that the user fills in, with everything its pages name."""
    part = _OWN.first(user=request.user.pk or 0, part=part_id)
    if part is None:
        raise Http404
    return part


def _own(user: int, part: int) -> QuerySet[CommitteePart]:
    own: QuerySet[CommitteePart] = CommitteePart.objects.filled_in_by(User(pk=user)).filter(pk=part)
    return own.select_related("round__plan__municipality__area", "committee__municipality__area")


_OWN = Compiled(CommitteePart, _own)


@require_GET
def desk(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show what the committee is asked, one measure open; `row` asks for that row alone."""
    part = own_part(request, part_id)
    now = timezone.now()
    if part.opened_at is None or part.opened_at < now - SEEN_EVERY:
        CommitteePart.objects.filter(pk=part.pk).update(opened_at=now)
    if (done := request.GET.get("after", "")).isascii() and done.isdigit() and len(done) < 16:
        return next_in_place(request, part, int(done))
    page = compose(part, request.GET.get("open"), request.user)
    mark_seen(part, request.user, {row.pk: row.beside for one in page.sections for row in one.rows if row.opened})
    if "row" in request.GET:
        rows = [row for section in page.sections for row in section.rows if str(row.pk) == request.GET["row"]]
        return render(
            request, "reports/desk_fragment.html", page_of(part) | {"page": page, "rows": rows, "is_alone": True}
        )
    return render(request, "reports/desk.html", page_of(part) | {"page": page})


def next_in_place(request: HttpRequest, part: CommitteePart, done: int) -> HttpResponse:
    """Return the row of the measure that is done, closed, and the next one open; or the way to checking the answers."""
    page = compose(part, None, request.user, after=done)
    if page.next_pk is None:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse("reports:part_submit", args=[part.pk])
        return response
    rows = [row for section in page.sections for row in section.rows if row.pk in (done, page.next_pk)]
    return render(request, "reports/desk_fragment.html", page_of(part) | {"page": page, "rows": rows, "is_apart": True})


def page_of(part: CommitteePart) -> dict[str, Any]:
    """Return what every page of a part names."""
    way = [(_("My work"), reverse("reports:my_work"))]
    return {
        "part": part, "round": part.round, "plan": part.round.plan, "municipality": part.committee.municipality,
        "section": "work", "crumbs": way, "reasons": Value.Missing.choices,
        "can_discuss": can_discuss(part), "is_alone": False, "is_apart": False,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def progress_save(request: HttpRequest, part_id: int, measure_id: int) -> HttpResponse:
    """Save a measure with the figures asked at it; without the script, go on to the next measure."""
    if request.method == "GET":
        return redirect(open_address(own_part(request, part_id), measure_id))
    return save(request, part_id, measure=measure_id)


@require_http_methods(["GET", "POST"])
def value_save(request: HttpRequest, part_id: int, plan_indicator_id: int) -> HttpResponse:
    """Save the figures of an indicator that belongs to none of the committee's measures."""
    if request.method == "GET":
        return redirect(f"{open_address(own_part(request, part_id), None)}#figures")
    return save(request, part_id, use=plan_indicator_id)


def save(request: HttpRequest, part_id: int, *, measure: int | None = None, use: int | None = None) -> HttpResponse:
    """Save what was posted about a measure, or about an indicator, and answer the script or the browser."""
    user: User = request.user  # type: ignore[assignment]
    with transaction.atomic():
        part = take(user, part_id)
        posting = read_post(request, part, measure=measure, use=use)
        outcome = saved_or_why_not(part, posting, user)
    if isinstance(outcome, NotAllowed):
        return refused(request, part, posting, str(outcome))
    if isinstance(outcome, Clashes):
        return compare(request, part, posting, outcome)
    row, stored = outcome
    after = posting.after(stored, str(get_language()))
    if is_autosave(request):
        changed = posting.changed_by_others(row) if row else {}
        more = {
            "questions": after.questions,
            "tag": tag_of(row),
            "meter": standing_markup(part, saved_states(part)) if row and posting.has_state else "",
        }
        version = row.version if row else 0
        return answer(version, errors=posting.errors, changed=changed, versions=after.versions, more=more)
    part, opened = own_part(request, part.pk), posting.opened
    if posting.errors:
        attempt = Attempt(posting.typed_fields, posting.field_errors, posting.reading)
        shown = page_of(part) | {"page": compose(part, opened, user, attempt=attempt)}
        return render(request, "reports/desk.html", shown, status=400)
    return go_on(part, posting, opened, is_doubtful=after.is_new_doubt)


def saved_or_why_not(
    part: CommitteePart, posting: Posting, user: User
) -> tuple[Progress | None, Mapping[str, Stored]] | NotAllowed | Clashes:
    """Return what was saved, or why nothing was written.

    Nothing is raised, because after a rollback psycopg has the server forget every plan that it keeps.
    """
    try:
        return save_answers(part, by=user, told=posting.told, entries=posting.reading.entries)
    except (NotAllowed, Clashes) as reason:
        return reason


def tag_of(row: Progress | None) -> str:
    """Return the state as the list shows it, or nothing when there is none to show."""
    return state_tag(row.state, row.get_state_display()) if row and row.state else ""


def go_on(part: CommitteePart, posting: Posting, opened: str, *, is_doubtful: bool) -> HttpResponseRedirect:
    """Return the way on: back to a question, to the next measure, or to checking the answers."""
    if is_doubtful or posting.told is None:
        anchor = opened if opened.startswith("f") else f"m{opened}"
        return redirect(f"{open_address(part, None).replace('none', opened)}#{anchor}")
    following = next_open(part, asked_measures(part), posting.told.measure)
    return redirect(
        open_address(part, following.pk) if following else "reports:part_submit", *([] if following else [part.pk])
    )


def refused(request: HttpRequest, part: CommitteePart, posting: Posting, reason: str) -> HttpResponse:
    """Say why nothing was saved and show what was typed, so that it is not lost."""
    if is_autosave(request):
        messages.error(request, reason)
        response = answer(0, redirect=open_address(part, None))
        response.status_code = 409
        return response
    shown = page_of(own_part(request, part.pk)) | {"reason": reason, "typed": posting.typed_texts}
    return render(request, "reports/desk_refused.html", shown, status=409)


def compare(request: HttpRequest, part: CommitteePart, posting: Posting, clashes: Clashes) -> HttpResponse:
    """Show both versions of what two people changed, to choose or merge; the script is told to ask for this page."""
    if is_autosave(request):
        return answer(posting.told.version if posting.told else 0, clash=True)
    part = own_part(request, part.pk)
    about = Measure.objects.filter(pk=posting.told.measure).first() if posting.told else None
    shown = page_of(part) | {"page": merge_page(part, posting, clashes), "action": request.path, "about": about}
    return render(request, "reports/desk_merge.html", shown, status=409)
