"""Taking a plan away as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans.export.files import TYPES, export_file
from plans.export.reading import content_of, revision_for
from plans.export.rows import languages_in
from plans.forms.export import ExportForm
from plans.models import Plan


def plan_export(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the files, or with `kind` in the address return one; whoever may read the plan may take it away."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("municipality__area", "area"), slug=slug
    )  # fmt: skip
    told = content_of(plan, revision_for(plan, request.user))
    languages = languages_in(told)
    form = ExportForm(languages, request.GET if "kind" in request.GET else None, auto_id="%s")
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        file = export_file(plan, told, kind, form.cleaned_data["language"])
        response = HttpResponse(file.data, content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        response["Cache-Control"] = "private, no-store"
        return response
    context = {
        "plan": plan, "languages": form.fields["language"].choices, "form": form, "section": "plans",  # type: ignore[attr-defined]
        "municipality": plan.municipality,
    }  # fmt: skip
    return render(request, "plans/plan_export.html", context, status=400 if form.is_bound else 200)
