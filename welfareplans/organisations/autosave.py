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
    versions: Mapping[str, int] | None = None,
    more: Mapping[str, object] | None = None,
) -> JsonResponse:
    """Return what the script needs to go on.

    version: the row's newest; errors: a sentence by field; clash: somebody else changed the same field and nothing
    was saved; redirect: where to go because the form is closed; changed: fields that somebody else saved meanwhile;
    versions: the newest of each hidden field marked `data-carried`, by name; more: what the page's own script reads.
    """
    saved_at = timezone.localtime().strftime("%H.%M")
    content: dict[str, object] = {"version": version, "saved_at": saved_at, "clash": clash, "redirect": redirect}
    content |= {"errors": dict(errors or {}), "changed": dict(changed or {}), "versions": dict(versions or {})}
    return JsonResponse(content | dict(more or {}), status=409 if clash else 200)
