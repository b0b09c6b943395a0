"""Files of a measure: attached, read, removed and put back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.desk.attaching import attach, set_removed
from reports.desk.file_kinds import TYPES, NotTaken
from reports.desk.page import open_address
from reports.desk.papers import papers
from reports.models import Attachment, CommitteePart, NotAllowed
from reports.views.desk import own_part


@require_http_methods(["GET", "POST"])
def attachment_add(request: HttpRequest, part_id: int, measure_id: int) -> HttpResponse:
    """Attach a file; htmx is answered with the measure's files, a browser with the desk."""
    if request.method == "GET":
        return redirect(open_address(own_part(request, part_id), measure_id))
    refusal = ""
    try:
        attach(part_id, measure_id, request.FILES.get("file"), by=request.user)  # type: ignore[arg-type]
    except (NotTaken, NotAllowed) as reason:
        refusal = str(reason)
    return files_of(request, own_part(request, part_id), measure_id, refusal)


@require_POST
def attachment_remove(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Remove a file, or put it back (`undo`)."""
    refusal, removed = "", "undo" not in request.POST
    mine = Attachment.objects.editable_by(request.user).select_related("progress")
    found = get_object_or_404(mine, pk=attachment_id)
    try:
        set_removed(found.pk, removed=removed, by=request.user)  # type: ignore[arg-type]
    except (NotTaken, NotAllowed) as reason:
        refusal = str(reason)
    part = own_part(request, found.progress.part_id)
    return files_of(request, part, found.progress.measure_id, refusal, found if removed and not refusal else None)


def files_of(
    request: HttpRequest, part: CommitteePart, measure: int, refusal: str = "", removed: Attachment | None = None
) -> HttpResponse:
    """Return the measure's files with what was refused, or the way back to the desk that says it."""
    if not request.headers.get("HX-Request"):
        if refusal:
            messages.error(request, refusal)
        return redirect(open_address(part, measure))
    shown: dict[str, Any] = {"part": part, "measure": measure, "refusal": refusal, "removed": removed}
    return render(request, "reports/desk_files.html", shown | {"papers": papers(part, measure, request.user)})


@require_safe
def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """Send a file to be kept by the reader: never shown by the browser, and no program in it may run."""
    found = get_object_or_404(Attachment.objects.readable_by(request.user).kept(), pk=attachment_id)
    try:
        response = FileResponse(found.file.open("rb"), content_type=TYPES[found.kind])
    except OSError as error:
        raise Http404 from error
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
