"""Whether a file is a genuine report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reports.genuine import digits_of, genuine, hashed


@require_http_methods(["GET", "HEAD", "POST"])
def fingerprint(request: HttpRequest) -> HttpResponse:
    """Show what a fingerprint belongs to; a file that is sent is hashed and leads to its fingerprint's answer."""
    file = request.FILES.get("file")
    if file is not None:
        return redirect(f"{reverse('reports:fingerprint')}?fingerprint={hashed(file)}")
    asked = request.GET.get("fingerprint", "") if request.method != "POST" else ""
    digits = digits_of(asked)
    found = genuine(digits, request.user) if digits else None
    page = {
        "asked": asked[:200], "digits": digits, "found": found, "section": "reports",
        "is_wrong": request.method == "POST" or (bool(asked) and not digits),
    }  # fmt: skip
    response = render(request, "reports/fingerprint.html", page)
    response["Cache-Control"] = "private, no-store"
    return response
