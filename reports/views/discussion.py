"""The discussion about a measure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reports.desk.discussing import Refused, can_discuss, discussed_part, say
from reports.desk.page import open_address
from reports.desk.papers import mark_seen, papers
from reports.models import CommitteePart, NotAllowed, Progress


@require_http_methods(["GET", "POST"])
def discussion(request: HttpRequest, part_id: int, measure_id: int) -> HttpResponse:
    """Write a comment; htmx is answered with the discussion, a browser with the page that it is on."""
    part, is_judge = discussed_part(part_id, request.user)  # type: ignore[arg-type]
    refusal, text = "", request.POST.get("comment", "")
    if request.method == "POST":
        try:
            say(part_id, measure_id, text, request.POST.get("once", ""), by=request.user)  # type: ignore[arg-type]
            text = ""
        except (Refused, NotAllowed) as reason:
            refusal = str(reason)
    if not request.headers.get("HX-Request") and not refusal:
        return redirect(place_of(part, measure_id, is_judge=is_judge))
    beside = papers(part, measure_id, request.user)
    mark_seen(part, request.user, {measure_id: beside})
    shown = {
        "part": part, "measure": measure_id, "papers": beside, "refusal": refusal, "text": text, "is_judge": is_judge,
        "can_discuss": can_discuss(part), "back": place_of(part, measure_id, is_judge=is_judge),
        "municipality": part.committee.municipality, "section": "work",
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        return render(request, "reports/_discussion.html", shown)
    return render(request, "reports/discussion_refused.html", shown, status=400)


def place_of(part: CommitteePart, measure: int, *, is_judge: bool) -> str:
    """Return where the discussion stands: at the coordinator's reading of the part, or on the desk."""
    if not is_judge:
        return open_address(part, measure)
    row = Progress.objects.filter(part=part, measure=measure).values_list("pk", flat=True).first()
    return f"{reverse('reports:part_judge', args=[part.pk])}#m{row}"
