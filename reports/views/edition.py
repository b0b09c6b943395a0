"""An edition: its files, its publication, and what the council did with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.addresses import crumbs, reading_crumbs
from reports.edition_page import edition_page
from reports.edition_reading import asked_cut, seen_by
from reports.forms.edition import HandledForm
from reports.jobs import try_again
from reports.models import Edition, EditionFile, Job, NotAllowed, Round
from reports.publishing import publish
from welfareplans.organisations.models import LANGUAGES, User
from welfareplans.organisations.versions import EditConflict


@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show an edition; htmx asks for its files alone while they are made. A post tries again what failed."""
    visible = Edition.objects.visible_to(request.user).defer("content")
    rows = visible.filter(round__editions=edition_id).order_by("-number")
    editions = list(rows.select_related("publication", "round__plan__municipality__area"))
    found = next((one for one in editions if one.pk == edition_id), None)
    if found is None:
        raise Http404
    can_work = Round.objects.editable_by(request.user).filter(pk=found.round_id).exists()
    if request.method == "POST":
        return tried_again(found, can_work=can_work)
    sees_work = Round.objects.visible_to(request.user).filter(pk=found.round_id).exists()
    page = edition_page(found, editions, can_work=can_work, sees_work=sees_work)
    plan = found.round.plan
    context = {"page": page, "edition": found, "plan": plan, "municipality": plan.municipality, "section": "reports"}
    template = "reports/_edition_files.html" if request.htmx else "reports/edition.html"  # type: ignore[attr-defined]
    context["crumbs"] = crumbs(plan, found.round) if sees_work else reading_crumbs(plan)
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def tried_again(edition: Edition, *, can_work: bool) -> HttpResponse:
    """Queue the files that could not be made once more."""
    if not can_work:
        raise Http404
    try_again(Job.objects.of_edition(edition.pk))
    return redirect("reports:edition", edition.pk)


@require_POST
def edition_publish(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Let councillors, and everyone where the municipality says so, read the edition."""
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    mine = Edition.objects.filter(round__in=Round.objects.editable_by(request.user)).defer("content")
    found = get_object_or_404(mine, pk=edition_id)
    try:
        publish(found, by=request.user)
        messages.success(request, _("The report is published."))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:edition", found.pk)


@require_safe
def edition_file(request: HttpRequest, edition_id: int, language: str) -> HttpResponse:
    """Answer with the stored bytes of one file, or with nothing when the reader has them already."""
    cut = asked_cut(request)
    if language not in LANGUAGES:
        raise Http404
    public = seen_by(request.user, edition_id)["is_public"]
    rows = EditionFile.objects.select_related("edition__round__plan", "partner").only(*OF_FILE)
    wanted = rows.filter(edition=edition_id, language=language, partner__slug=cut.partner, part=cut.part)
    found = get_object_or_404(wanted)
    etag = f'"{found.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{file_name(found)}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-cache"
    return response


# What a file is found by and named after: its bytes are read only for who has not got them.
OF_FILE = [
    "sha256", "language", "part", "partner__slug", "edition__number", "edition__round__year",
    "edition__round__plan__slug",
]  # fmt: skip


def file_name(file: EditionFile) -> str:
    """Return a name that tells what the file is, also in a folder with others."""
    round, partner = file.edition.round, file.partner
    words = [round.plan.slug, partner.slug if partner else "", file.part, str(round.year), file.language]
    return "-".join(word for word in words if word) + f"-{file.edition.number}.pdf"


def round_handled(request: HttpRequest, round_id: int) -> HttpResponse:
    """Register when the council handled the report."""
    rounds = Round.objects.editable_by(request.user).select_related("plan__municipality__area")
    round = get_object_or_404(rounds, pk=round_id)
    known = {"handled_on": round.handled_on, "handled_section": round.handled_section}
    form = HandledForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            round.register_handling(on=form.cleaned_data["handled_on"], section=form.cleaned_data["handled_section"])
            messages.success(request, _("The council's handling is registered."))
            return redirect("reports:edition", round.editions.filter(publication__isnull=False).latest("number").pk)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        except EditConflict:
            form.add_error(None, _("The follow-up has changed since you opened this page. Look through it once more."))
    context = {"form": form, "round": round, "municipality": round.plan.municipality, "section": "reports"}
    return render(request, "reports/round_handled.html", context | {"crumbs": crumbs(round.plan, round)})
