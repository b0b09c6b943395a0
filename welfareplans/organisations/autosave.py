"""The server's half of js/autosave.js: which fields were sent, and the answer."""

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse
from django.utils import timezone


def is_autosave(request: HttpRequest) -> bool:
    """Tell whether the script saves as somebody types; the answer is then `answer()`, not a page."""
    return request.headers.get("X-Autosave") == "1"


def sent_fields(request: HttpRequest) -> set[str] | None:
    """Return the names of the fields that the writer changed, or None when the whole form was posted.

    A checkbox that was unticked is named here and has no value, as browsers do.
    """
    names = request.POST.get("_fields")
    return None if names is None else set(filter(None, names.split(",")))


def answer(
    version: int,
    *,
    errors: Mapping[str, str] | None = None,
    clash: bool = False,
    redirect: str | None = None,
    changed: Mapping[str, str | list[str]] | None = None,
) -> JsonResponse:
    """Return what the script needs to go on.

    version: the row's newest; errors: a sentence by field; clash: somebody else changed the same field and nothing
    was saved; redirect: where to go because the form is closed; changed: fields that somebody else saved meanwhile.
    """
    saved_at = timezone.localtime().strftime("%H.%M")
    content = {"version": version, "saved_at": saved_at, "errors": dict(errors or {}), "clash": clash}
    return JsonResponse(content | {"redirect": redirect, "changed": dict(changed or {})}, status=409 if clash else 200)
