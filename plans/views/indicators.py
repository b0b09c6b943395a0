"""The indicators of a measure or goal in the plan's table."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from indicators.models import Indicator
from plans import removal
from plans.editor import measuring, moving
from plans.editor.answering import address_of, changed
from plans.editor.nodes import node_of
from plans.editor.tree import read_tree
from plans.forms.indicator import DescriptionForm, NewIndicatorForm, UseForm
from plans.forms.measure import committees_of
from plans.forms.node import TextForm
from plans.models import Plan, PlanIndicator, Removal
from plans.views.editor import editable_plan
from plans.views.measure import key_in
from plans.views.nodes import page, save_text
from welfareplans.organisations import autosave

Form = UseForm | DescriptionForm | TextForm


@transaction.atomic
def indicator_add(request: HttpRequest, slug: str, node: str) -> HttpResponse:
    """Search the indicators that there are and link one; or make a new one. `q`: words of its name."""
    plan = editable_plan(request, slug)
    row = node_of(plan, node, request.user)
    words = request.GET.get("q", "").replace("\0", "")[:100]
    posted = request.POST if request.method == "POST" and "indicator" not in request.POST else None
    committees = committees_of(plan)
    form = NewIndicatorForm(plan, committees, posted, auto_id="new_%s", initial={"reporter": measuring.leading(row)})
    if request.method == "POST":
        moving.lock(plan)
    if "indicator" in request.POST:
        rows = Indicator.objects.filter(municipality__partnerships__plan=plan).distinct()
        one: Indicator = get_object_or_404(rows, pk=key_in(request.POST, "indicator"))
        return linked(request, plan, node, measuring.link(plan, row, one))
    if form.is_valid():
        owner = measuring.owner_of_new(plan, request.user)
        return linked(request, plan, node, measuring.make(plan, row, form, owner))
    context = {"code": node, "number": read_tree(plan).numbers[node], "row": row, "form": form, "words": words}
    context |= {"found": measuring.existing(plan, row, words)}
    return page(request, plan, "plans/indicator_add.html", context, status=400 if form.errors else 200)


def linked(request: HttpRequest, plan: Plan, node: str, use: PlanIndicator) -> HttpResponse:
    """Answer with the measure or goal that has the indicator now."""
    said = _("The indicator stands under %(number)s now.") % {"number": read_tree(plan).numbers[node]}
    return changed(request, plan, said, node, new=True)


def indicator_edit(request: HttpRequest, slug: str, use: str) -> HttpResponse:
    """Edit an indicator: `part` names the form that was posted; without it the name in the table."""
    plan = editable_plan(request, slug)
    found = measuring.use_of(plan, use, request.user)
    form = posted_form(request, plan, found) if request.method == "POST" else None
    if form is not None:
        answer = save_text(request, plan, form, use)
        if not form.errors or autosave.is_autosave(request):
            return answer
    forms = {one.part: one for one in all_forms(request, plan, found)}
    if form is not None:
        forms[form.part] = form
    number = read_tree(plan).numbers[use.rpartition("-")[2]]
    context = {"code": use, "number": number, "use": found.row, "forms": forms, "is_own": "description" in forms}
    return page(request, plan, "plans/indicator_edit.html", context, status=400 if form is not None else 200)


def all_forms(request: HttpRequest, plan: Plan, found: measuring.Use) -> list[Form]:
    """Return what the reader may change of the indicator; what is true in every plan only its own coordinator."""
    key = found.row.pk
    forms: list[Form] = []
    if PlanIndicator.objects.editable_by(request.user).filter(pk=key).exists():
        forms.append(UseForm(found.row, committees=committees_of(plan), auto_id=f"u{key}_%s"))
    if Indicator.objects.editable_by(request.user).filter(pk=found.row.indicator_id).exists():
        forms.append(DescriptionForm(found.row.indicator, plan, auto_id=f"d{key}_%s"))
    return forms


def posted_form(request: HttpRequest, plan: Plan, found: measuring.Use) -> Form:
    """Return the form that was posted."""
    sent = autosave.sent_fields(request)
    if request.GET.get("part") == "use":
        get_object_or_404(PlanIndicator.objects.editable_by(request.user), pk=found.row.pk)
        return UseForm(found.row, request.POST, sent, committees=committees_of(plan), auto_id=f"u{found.row.pk}_%s")
    own = get_object_or_404(Indicator.objects.editable_by(request.user).distinct(), pk=found.row.indicator_id)
    if request.GET.get("part") == "description":
        return DescriptionForm(own, plan, request.POST, sent, auto_id=f"d{found.row.pk}_%s")
    return TextForm(own, plan, request.POST, sent, auto_id=f"{found.row.pk}_%s")


@transaction.atomic
def indicator_remove(request: HttpRequest, slug: str, use: str) -> HttpResponse:
    """Ask whether an indicator shall leave a measure or goal, and take it away; its figures stay."""
    plan = editable_plan(request, slug)
    if request.method == "POST":
        moving.lock(plan)
        if Removal.objects.editable_by(request.user).filter(plan=plan, code=use, put_back_at=None).exists():
            return redirect(address_of(plan))
    found = measuring.use_of(plan, use, request.user)
    code = use.rpartition("-")[2]
    number = read_tree(plan).numbers[code]
    if request.method != "POST":
        context = {"code": use, "number": number, "use": found.row}
        return page(request, plan, "plans/indicator_remove.html", context)
    undo = removal.take_away(
        plan, found.link, found.row, code=use, number=number, owner=found.node.owner_id,
        by=request.user,
    )  # fmt: skip
    said = _("The indicator stands under %(number)s no more. Its figures are kept.") % {"number": number}
    return changed(request, plan, said, code, new=True, undo=undo)
