"""Check your answers, and hand the part in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.desk.answers import answers
from reports.filling_in import submit
from reports.forms.part_submit import SubmitForm
from reports.models import NotAllowed
from reports.views.desk import own_part, page_of


@require_http_methods(["GET", "POST"])
def part_submit(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show every answer; a second click finds the part submitted and changes nothing."""
    part = own_part(request, part_id)
    if request.method == "POST" and not part.is_open:
        return redirect("reports:part_submit", part.pk)
    said = answers(part)
    before = {"meeting_on": part.meeting_on, "section": part.section, "comment": part.comment}
    form = SubmitForm(request.POST or None, unfilled=said.unfilled, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            submit(part, by=request.user, may_lack=bool(form.cleaned_data["comment"]), **form.cleaned_data)  # type: ignore[arg-type]
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("reports:part_submit", part.pk)
    shown = page_of(part)
    shown["crumbs"].append(
        (_("Follow-up %(year)s") % {"year": part.round.year}, reverse("reports:desk", args=[part.pk]))
    )
    shown |= {"answers": said, "form": form, "open": part.is_open}
    return render(request, "reports/part_submit.html", shown, status=400 if form.errors else 200)
