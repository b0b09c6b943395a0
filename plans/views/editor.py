"""The editor of the plan's table."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.editor import indicator_order, moving
from plans.editor.answering import changed, is_script, outline, refused, removals, stamp
from plans.editor.indicator_order import read_order
from plans.editor.measuring import use_of
from plans.editor.nodes import code_of, node_of
from plans.editor.page import make_table, remembered
from plans.editor.tree import read_tree
from plans.languages.completeness import completeness
from plans.models import Plan
from plans.presence import in_words, leave, meet, present
from plans.templatetags.plan_editor import OWN_NAMES, drawing


def editable_plan(request: HttpRequest, slug: str) -> Plan:
    """Return a plan that the reader edits, or raise Http404."""
    plan: Plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area", "area"), slug=slug
    )
    return plan


def plan_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the table to edit; or a piece of it (`rows`: below a goal, `row`: one node); or move a node one step."""
    plan = editable_plan(request, slug)
    if request.method == "POST":
        return step(request, plan)
    if is_script(request):
        return piece(request, plan)
    at = request.GET.get("at", "")
    table = make_table(plan, request.user, [*remembered(request.GET.get("open", "")), *remembered(at)])
    context = {
        "plan": plan, "table": table, "municipality": plan.municipality, "section": "plans", "here": "edit",
        "others": in_words(present(plan.pk, table.user_key), table.tree), "removals": removals(plan, table.rights),
        "language_names": language_names(plan), "stamp": stamp(table.tree, read_order(plan)),
    }  # fmt: skip
    return render(request, "plans/plan_edit.html", context)


def language_names(plan: Plan) -> list[tuple[str, str]]:
    """Return the plan's languages, each called as it calls itself."""
    return [(code, OWN_NAMES[code]) for code in plan.languages]


def piece(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Return one node, or the children of one, as the page has them; or how much is written in each language."""
    if "counts" in request.GET:
        return render(request, "plans/_completeness.html", {"completeness": completeness(plan)})
    below, code = request.GET.get("rows", ""), request.GET.get("row", "")
    table = make_table(plan, request.user, [below], only=below or code or "none")
    if (below or code) not in table.rows.nodes:
        raise Http404
    drawn = drawing(request, table)
    return HttpResponse(drawn.children(below) if below else drawn.node(code))


@transaction.atomic
def step(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Move a row. `go` holds its code, the number that the writer saw, and up, down or an indicator's place."""
    code, number, direction = [*request.POST.get("go", "").split(":"), "", ""][:3]
    moving.lock(plan)
    if code[:1] == "i":
        return indicator_step(request, plan, code, number, direction)
    node = node_of(plan, code, request.user, lock=True)
    tree = read_tree(plan)
    try:
        moving.move(tree, node, moving.step(tree, code, direction, number), tree.parents[code], request.user)
    except moving.CannotMove as error:
        return refused(request, plan, str(error), tree, code)
    return moved(request, plan, code, number)


def indicator_step(request: HttpRequest, plan: Plan, code: str, number: str, way: str) -> HttpResponse:
    """Move an indicator among those of its measure or goal."""
    use = use_of(plan, code, request.user)
    siblings = read_order(plan)[code_of(use.node)]
    try:
        place = indicator_order.move(use, siblings, way, number, request.user)
    except moving.CannotMove as error:
        return refused(request, plan, str(error), read_tree(plan), code)
    said = _("The indicator is now number %(number)s of %(count)s.") % {"number": place, "count": len(siblings)}
    return changed(request, plan, said, code)


def moved(request: HttpRequest, plan: Plan, code: str, number: str) -> HttpResponse:
    """Answer where the node stands now."""
    tree = read_tree(plan)
    said = _("%(before)s is now %(number)s.") % {"before": number, "number": tree.numbers[code]}
    return changed(request, plan, said, code, tree=tree)


@require_POST
def plan_presence(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear from an open editor, and tell who else is there and whether the table is another one than theirs."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user), slug=slug)
    user = request.user
    if not user.is_authenticated:
        raise Http404
    if "gone" in request.POST:
        leave(plan, user)
        return HttpResponse(status=204)
    others = meet(plan.pk, user.pk, request.POST.get("code", "").replace("\0", ""))
    tree, order = read_tree(plan), read_order(plan)
    content = {"others": [one.words for one in in_words(others, tree)]}
    if request.POST.get("stamp") != stamp(tree, order):
        content |= outline(plan, tree, order)
    return JsonResponse(content)
