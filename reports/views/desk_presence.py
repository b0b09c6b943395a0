"""Hears from an open desk, and tells it of the colleagues who fill in the same part."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from reports.desk import together
from welfareplans.organisations.models import User


@require_POST
def desk_presence(request: HttpRequest, part_id: int) -> HttpResponse:
    """Tell who else is there and what they have saved. `is_open`: whether the committee can still write."""
    user: User = request.user  # type: ignore[assignment]
    part = together.part_read_by(user, part_id)
    if "gone" in request.POST:
        together.leave(part, user)
        return HttpResponse(status=204)
    read = request.POST.dict()
    measure = read.get("measure", "")
    asked = int(measure) if measure.isascii() and measure.isdigit() and len(measure) < 16 else None
    code = read.get("code", "").replace("\0", "")
    news = together.news(part, user, since=read.get("since", ""), code=code, measure=asked, read=read)
    return JsonResponse({"is_open": part.is_open, **asdict(news)})
