"""How much anybody may send: Django limits forms, and nobody limits files."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse


class BodyLimitMiddleware:
    """Refuses a request whose body is larger than MAX_BODY bytes, before anything reads it (400)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on with what is small enough; a body without a length is empty for Django."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        larger = [size for end, size in settings.LARGER_BODIES.items() if request.path.endswith(end)]
        allowed = max([settings.MAX_BODY, *larger])
        if length.isdigit() and int(length) > allowed:
            raise RequestDataTooBig(f"The request has {length} bytes; {allowed} are allowed.")
        return self.get_response(request)
