"""The workbook: taken away, brought back, looked at, and saved as a whole or not at all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.filling_in import Clashes
from reports.forms.workbook import WorkbookForm
from reports.models import CommitteePart, NotAllowed, WorkbookDraft
from reports.statements.spreadsheet import TYPE
from reports.views.desk import own_part, page_of
from reports.workbook.comparing import compare
from reports.workbook.contents import contents
from reports.workbook.drawing import workbook_file
from reports.workbook.preview import preview, typed_texts
from reports.workbook.saving import NotAsSeen, Undecided, save_workbook
from welfareplans.organisations.models import User


@require_safe
def workbook(request: HttpRequest, part_id: int) -> HttpResponse:
    """Answer with the part as a workbook in the reader's language; one that is closed is not filled in."""
    part = own_part(request, part_id)
    if not part.is_open:
        return redirect("reports:workbook_upload", part.pk)
    name = slugify(f"{part.round.plan.slug} {part.round.year} {part.committee}")
    response = HttpResponse(workbook_file(contents(part, str(get_language()))), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def workbook_upload(request: HttpRequest, part_id: int) -> HttpResponse:
    """Explain the workbook, and read the one that comes back; it is kept for a week, to be looked at."""
    part = own_part(request, part_id)
    user: User = request.user  # type: ignore[assignment]
    form = WorkbookForm(part, request.POST, request.FILES) if request.method == "POST" else WorkbookForm(part)
    if request.method == "POST" and form.is_valid():
        WorkbookDraft.objects.tidy(user)
        draft = WorkbookDraft.objects.create(part=part, owner=user, name=form.name, content=dict(form.returned))
        return redirect("reports:workbook_preview", part.pk, draft.key)
    earlier = WorkbookDraft.objects.of(user, part).filter(saved_at=None).defer("content")
    shown = below_desk(part) | {"form": form, "earlier": earlier}
    return render(request, "reports/workbook_upload.html", shown, status=400 if form.errors else 200)


def below_desk(part: CommitteePart) -> dict[str, Any]:
    """Return what every page of a part names, with the way back to the desk."""
    shown = page_of(part)
    year = _("Follow-up %(year)s") % {"year": part.round.year}
    shown["crumbs"].append((year, reverse("reports:desk", args=[part.pk])))
    return shown


@require_http_methods(["GET", "POST"])
def workbook_preview(request: HttpRequest, part_id: int, draft_key: str) -> HttpResponse:
    """Show what the workbook would change; save it, or forget it."""
    part = own_part(request, part_id)
    draft = get_object_or_404(WorkbookDraft.objects.of(request.user, part), key=draft_key)
    act = request.POST.get("act")
    if draft.saved_at is not None:
        return redirect("reports:desk", part.pk)
    if act == "discard":
        draft.delete()
        return redirect("reports:workbook_upload", part.pk)
    if act == "save":
        return save(request, part, draft)
    return preview_page(request, part, draft)


def save(request: HttpRequest, part: CommitteePart, draft: WorkbookDraft) -> HttpResponse:
    """Save the workbook, or say why not and show it again."""
    try:
        save_workbook(draft, by=request.user, posted=request.POST.dict())  # type: ignore[arg-type]
    except NotAllowed as reason:
        return preview_page(request, part, draft, refused=str(reason), status=409)
    except (NotAsSeen, Clashes):
        changed = _("Something has changed since you looked. Look again: nothing has been saved yet.")
        return preview_page(request, part, draft, refused=changed, status=409)
    except Undecided:
        undecided = _("Choose what is kept where a colleague has written something else.")
        return preview_page(request, part, draft, refused=undecided, status=400)
    messages.success(request, _("The workbook has been saved."))
    return redirect("reports:desk", part.pk)


def preview_page(
    request: HttpRequest, part: CommitteePart, draft: WorkbookDraft, *, refused: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """Return what the workbook would change; when the part is closed, what was written in it."""
    part = own_part(request, part.pk)
    returned, posted = draft.content, request.POST.dict()
    shown = below_desk(part) | {"draft": draft, "refused": refused}
    shown["crumbs"].append((_("Fill in as a workbook"), reverse("reports:workbook_upload", args=[part.pk])))
    if part.is_open:
        shown["preview"] = preview(compare(part, returned, posted), returned, posted)  # type: ignore[arg-type]
    else:
        shown["typed"] = typed_texts(returned)  # type: ignore[arg-type]
    return render(request, "reports/workbook_preview.html", shown, status=status)
