"""The programmes that a plan's measures belong to, and which measures those are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plans.forms.rows import RowForm
from plans.models import Plan, Programme
from plans.programmes import ProgrammeList
from plans.views.lists import page_of, posted


def plan_programmes(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the programmes of the user's municipalities in the plan; the other partners' are shown."""
    plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug
    )  # fmt: skip
    programmes = ProgrammeList(plan, request.user)

    def page(refused: RowForm | None = None) -> HttpResponse:
        own = programmes.municipalities
        others = Programme.objects.filter(measures__goal__principle__plan=plan).exclude(municipality__in=own)
        more = {"others": others.select_related("municipality__area").distinct().order_by("pk"), "owner": own[0]}
        return page_of(request, "plans/plan_programmes.html", plan, "programmes", [programmes], refused, **more)

    return posted(request, [programmes], page) if request.method == "POST" else page()
