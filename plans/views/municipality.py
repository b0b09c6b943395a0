"""A municipality's own page: its colour and logo, and what everyone may read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.forms.merging import version_in
from plans.forms.municipality import MunicipalityForm
from plans.measure_editor import clashes_shown
from welfareplans.organisations.logos import NotAPicture, logos_from
from welfareplans.organisations.models import Logo, Municipality
from welfareplans.organisations.versions import Clash, merge


def municipality(request: HttpRequest, home: str) -> HttpResponse:
    """Show the municipality's settings and save them."""
    own = own_municipality(request, home)
    form = MunicipalityForm(own, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, form, clashes)
            messages.success(request, _("Saved."))
            return redirect("plans:municipality", own.slug)
    return page(request, own, form)


@require_POST
def municipality_logo(request: HttpRequest, home: str) -> HttpResponse:
    """Take a new logo, or remove it (`remove`)."""
    own = own_municipality(request, home)
    try:
        logo = None if "remove" in request.POST else logo_from_request(request)
    except NotAPicture as refusal:
        return page(request, own, MunicipalityForm(own), refusal=str(refusal))
    if put(own, version_in(request.POST), logo):
        messages.success(request, _("The logo is removed.") if logo is None else _("The logo is in use."))
    else:
        messages.error(request, _("Somebody else has changed the logo meanwhile. Look at it and choose again."))
    return redirect("plans:municipality", own.slug)


def own_municipality(request: HttpRequest, home: str) -> Municipality:
    """Return the municipality that the user coordinates; raises Http404."""
    mine = Municipality.objects.coordinated_by(request.user).select_related("area", "logo")
    return get_object_or_404(mine, slug=home)


def logo_from_request(request: HttpRequest) -> Logo:
    """Return the logo that was sent; raises NotAPicture."""
    file = request.FILES.get("logo")
    if file is None:
        raise NotAPicture(_("Choose a file."))
    return logos_from([file])[0]


@transaction.atomic
def put(own: Municipality, version: int, logo: Logo | None) -> bool:
    """Set the logo; return False when somebody else has set another one since the page was read."""
    row = Municipality.objects.select_for_update().get(pk=own.pk)
    before, wanted = row.logo_id, logo.pk if logo else None
    if merge(row, version, {"logo_id": wanted}):
        return False
    if row.logo_id != before:
        row.save()
    return True


def page(request: HttpRequest, own: Municipality, form: MunicipalityForm, refusal: str = "") -> HttpResponse:
    """Return the page. refusal: why the picture that was sent is not taken."""
    context: dict[str, Any] = {"municipality": own, "form": form, "refusal": refusal}
    return render(request, "plans/municipality.html", context, status=400 if form.errors or refusal else 200)


def merge_page(request: HttpRequest, form: MunicipalityForm, clashes: list[Clash]) -> HttpResponse:
    """Return both values of every setting that somebody else has changed too; everything else has been saved."""
    context = {
        "municipality": form.row, "clashes": clashes_shown(form, clashes), "versions": {"version": form.row.version},
        "fields": ",".join(clash.field for clash in clashes),
        "back": reverse("plans:municipality", args=[form.row.slug]),
    }  # fmt: skip
    return render(request, "plans/municipality_merge.html", context, status=409)
