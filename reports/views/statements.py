"""Statements and answers of a consultation as files."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans.models import Consultation
from reports.models import Job
from reports.statements.collecting import statements_content
from reports.statements.making import again, wanted
from reports.statements.spreadsheet import TYPE, statements_xlsx


def opened(request: HttpRequest, slug: str, number: int, language: str) -> Consultation:
    """Return an opened consultation that the user leads, in a language of its plan."""
    rows = Consultation.objects.readable_by(request.user).filter(opened_at__isnull=False)
    rows = rows.select_related("plan__municipality__area")
    found: Consultation = get_object_or_404(rows, plan__slug=slug, number=number)
    if language not in found.plan.languages:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@transaction.atomic
def statements_pdf(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponse:
    """Answer with the PDF of what the statements say now; until it is made, with a page that waits for it."""
    consultation = opened(request, slug, number, language)
    file, job = wanted(consultation, language)
    if request.method == "POST":
        again(job)
        return redirect(request.path)
    if file is not None:
        return download(bytes(file.pdf), "application/pdf", f"{slug}-{number}-{language}.pdf")
    plan = consultation.plan
    shown = {
        "consultation": consultation, "plan": plan, "municipality": plan.municipality, "section": "plans",
        "here": "consultation", "job": job, "has_failed": job.state == Job.State.FAILED,
    }  # fmt: skip
    return render(request, "reports/statements/waiting.html", shown)


@require_safe
def statements_xlsx_file(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponse:
    """Answer with the spreadsheet."""
    content = statements_content(opened(request, slug, number, language), language)
    return download(statements_xlsx(content), TYPE, f"{slug}-{number}-{language}.xlsx")


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that browsers do not keep."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="statements-{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
