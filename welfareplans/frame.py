"""What every page has around it: the municipality's name and colour, the menu, the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

from welfareplans.organisations.models import Logo
from welfareplans.policy import memberships

DEFAULT_COLOUR = "174c55"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs on every page; a page of another municipality sets `municipality` itself."""
    # A request that is refused before the session is read has nobody.
    user = getattr(request, "user", None)
    mine = memberships(request) if user and user.is_authenticated else []
    return {
        "demo": settings.DEMO,
        "municipality": mine[0].municipality if mine else None,
        "roles": {membership.role for membership in mine},
        "default_colour": f"#{DEFAULT_COLOUR}",
        "other_languages_path": request.path[3:] if request.path[3:4] == "/" else "/",
    }


@cache_control(max_age=31536000, immutable=True, public=True)
def brand(request: HttpRequest, colour: str) -> HttpResponse:
    """Return the style sheet of one colour, so that no page needs a style of its own.

    colour: six hexadecimal digits. Text on it is black or white, whichever is read more easily (WCAG 2.2, 1.4.3).
    """
    ink = "#17211f" if luminance(colour) > 0.36 else "#fff"
    css = f":root{{--brand:#{colour};--on-brand:{ink}}}"
    return HttpResponse(css, content_type="text/css")


@cache_control(max_age=31536000, immutable=True, public=True)
def logo(request: HttpRequest, key: str) -> HttpResponse:
    """Return a municipality's logo. key: the hash of its bytes, so that an address never shows another picture."""
    return HttpResponse(bytes(get_object_or_404(Logo, pk=key).png), content_type="image/png")


@cache_control(max_age=86400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon those who ask for it without having read a page: a PDF's viewer, an old browser."""
    return redirect(static("favicon.svg"))


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of six hexadecimal digits (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
