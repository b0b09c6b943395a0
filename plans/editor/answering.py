"""What the editor answers when the table has changed: JSON for its script, else a message and the table again."""

import zlib
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from plans.editor.indicator_order import Order, read_order
from plans.editor.page import make_table
from plans.editor.tree import Tree, read_tree
from plans.models import Plan, Removal
from plans.ownership import Rights
from plans.templatetags.plan_editor import drawing

# Removals that can be undone are listed, the newest first.
LISTED = 50


def is_script(request: HttpRequest) -> bool:
    """Tell whether the page's own script asks, which wants a piece of the page or JSON."""
    return request.headers.get("X-Fragment") == "1"


def address_of(plan: Plan, code: str = "") -> str:
    """Return the address of the editor, at a row."""
    page = reverse("plans:plan_edit", args=[plan.slug])
    return f"{page}?at={code.rpartition('-')[2]}#{code}" if code else page


def changed(
    request: HttpRequest, plan: Plan, said: str, code: str = "", *, new: bool = False, undo: Removal | None = None,
    tree: Tree | None = None,
) -> HttpResponse:  # fmt: skip
    """Answer that something was done. code: the row it was done with; new: its HTML is sent along.

    tree: as it is now, if it has been read.
    """
    if not is_script(request):
        messages.success(request, said)
        return redirect(address_of(plan, code))
    content = outline(plan, tree or read_tree(plan)) | {"said": said, "code": code}
    if new:
        content["html"] = row_html(request, plan, code)
    if undo or new:
        content["removals"] = removals_html(request, plan)
    return JsonResponse(content)


def refused(request: HttpRequest, plan: Plan, why: str, tree: Tree, code: str = "") -> HttpResponse:
    """Answer that nothing was done, and why."""
    if not is_script(request):
        messages.error(request, why)
        return redirect(address_of(plan, code))
    return JsonResponse(outline(plan, tree) | {"said": why, "code": code, "refused": True}, status=409)


def outline(plan: Plan, tree: Tree, order: Order | None = None) -> dict[str, Any]:
    """Return the order and the numbers of the table, and the indicators' order. order: theirs, if it has been read."""
    order = read_order(plan) if order is None else order
    numbers = [[code, tree.numbers[code]] for code in tree.codes]
    return {"outline": numbers, "indicators": order, "stamp": stamp(tree, order)}


def stamp(tree: Tree, order: Order) -> str:
    """Return a short text that is another one when anything was added, moved or removed."""
    told = f"{' '.join(tree.codes)} {sorted(order.items())}"
    return f"{zlib.crc32(told.encode()):08x}"


def row_html(request: HttpRequest, plan: Plan, code: str) -> str:
    """Return a node with everything below it as the page has it."""
    table = make_table(plan, request.user, only=code)
    return str(drawing(request, table).node(code)) if code in table.rows.nodes else ""


def removals_html(request: HttpRequest, plan: Plan) -> str:
    """Return the list of what can be put back."""
    found = removals(plan, Rights.of(request.user, plan))
    return render_to_string("plans/_removals.html", {"removals": found, "plan": plan}, request)


def removals(plan: Plan, rights: Rights) -> list[Removal]:
    """Return what the reader can put back."""
    mine = Q(owner__in=rights.own) | (Q(owner=None) if rights.leads else Q())
    rows = Removal.objects.filter(mine, plan=plan, put_back_at=None)
    return list(rows.select_related("removed_by").defer("rows", "emptied")[:LISTED])
