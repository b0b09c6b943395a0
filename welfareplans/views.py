"""Pages of the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Say what this installation is for."""
    return render(request, "site/home.html")
