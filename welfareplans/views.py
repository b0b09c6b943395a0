"""Pages of the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.my_work import newest_reports


def home(request: HttpRequest) -> HttpResponse:
    """Say what this installation is for, and show the newest reports that the reader may see."""
    return render(request, "site/home.html", {"reports": newest_reports(request.user)})
