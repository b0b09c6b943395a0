"""A plan as a PDF."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from plans.export.reading import revision_for
from plans.models import Plan
from reports.jobs import try_again
from reports.models import Job
from reports.plan_file.making import wanted


@require_http_methods(["GET", "POST"])
@transaction.atomic
def plan_pdf(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Answer with the PDF of what the reader may read; until it is made, with a page that waits for it."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("municipality__area", "area"), slug=slug
    )  # fmt: skip
    if language not in plan.all_languages:
        raise Http404
    file, job = wanted(plan, language, number=revision_for(plan, request.user))
    if request.method == "POST":
        if request.user.is_authenticated:
            try_again(Job.objects.filter(pk=job.pk))
        return redirect(request.path)
    if file is not None:
        response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{slug}-{language}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
    shown = {"plan": plan, "municipality": plan.municipality, "section": "plans", "job": job}
    shown |= {"has_failed": job.state == Job.State.FAILED}
    return render(request, "reports/plan_file/waiting.html", shown)
