"""One row of the plan's table: its text, moving it, adding beside it, removing it and putting it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import removal
from plans.editor import adding, moving
from plans.editor.answering import address_of, changed, is_script, refused
from plans.editor.nodes import code_of, level_of, node_of, parent_code, parse
from plans.editor.tree import read_tree
from plans.forms.merging import MergingForm
from plans.forms.node import NewNodeForm, TextForm
from plans.measure_editor import clashes_shown
from plans.models import Plan, Removal
from plans.views.editor import editable_plan, moved
from welfareplans.organisations import autosave
from welfareplans.organisations.versions import Clash


def node_edit(request: HttpRequest, slug: str, node: str) -> HttpResponse:
    """Save the text of a principle, goal or measure."""
    plan = editable_plan(request, slug)
    try:
        row = node_of(plan, node, request.user)
    except Http404:
        return gone(request, plan, node)
    data = request.POST if request.method == "POST" else None
    form = TextForm(row, plan, data, autosave.sent_fields(request), auto_id=f"{node}_%s")
    return save_text(request, plan, form, node)


def gone(request: HttpRequest, plan: Plan, node: str) -> HttpResponse:
    """Tell who writes in a row that somebody else removed; for anything else raise Http404."""
    parse(node)
    held = Removal.objects.editable_by(request.user).filter(plan=plan, put_back_at=None)
    if not autosave.is_autosave(request) or not any(removal.holds(one, node) for one in held):
        raise Http404
    said = _("Somebody else has removed this row. It can be put back from the list below the table.")
    names = autosave.sent_fields(request) or set()
    return autosave.answer(0, errors=dict.fromkeys(names, said))


def save_text(request: HttpRequest, plan: Plan, form: MergingForm, code: str) -> HttpResponse:
    """Answer a text that was typed or saved; the page shows it again when it was refused or clashes."""
    if autosave.is_autosave(request):
        clashes = form.save_what_is_valid()
        errors = {name: str(errors[0]) for name, errors in form.errors.items()}
        return autosave.answer(form.row.version, errors=errors, clash=bool(clashes), changed=form.changed_by_others)
    if form.is_bound and form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, plan, form, clashes, code)
            messages.success(request, _("Saved."))
            return redirect(address_of(plan, code))
    context = {"form": form, "version": form.base_version, "code": code}
    return page(request, plan, "plans/node_edit.html", context, status=400 if form.errors else 200)


def page(request: HttpRequest, plan: Plan, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of the editor, or the piece of it that the script asks for."""
    context |= {"plan": plan, "municipality": plan.municipality, "section": "plans", "here": "edit"}
    context |= {"frame": "plans/_piece.html" if is_script(request) else "plans/workspace.html"}
    context.setdefault("back", address_of(plan, context.get("code", "")))
    return render(request, template, context, status=status)


def merge_page(request: HttpRequest, plan: Plan, form: MergingForm, clashes: list[Clash], code: str) -> HttpResponse:
    """Return both texts of every language that somebody else has changed too."""
    number = read_tree(plan).numbers.get(code, "")
    context = {"clashes": clashes_shown(form, clashes), "version": form.row.version, "code": code, "number": number}
    context |= {"fields": ",".join(clash.field for clash in clashes)}
    return page(request, plan, "plans/node_merge.html", context, status=409)


@transaction.atomic
def node_move(request: HttpRequest, slug: str, node: str) -> HttpResponse:
    """Ask where a node shall stand, and put it there."""
    plan = editable_plan(request, slug)
    if request.method == "POST":
        moving.lock(plan)
    row = node_of(plan, node, request.user, lock=request.method == "POST")
    tree = read_tree(plan)
    if request.method != "POST":
        context = {"code": node, "number": tree.numbers[node], "read_parent": parent_code(row)}
        return page(request, plan, "plans/node_move.html", context | {"targets": moving.targets(plan, tree, node)})
    try:
        place = moving.asked_place(tree, node, request.POST)
        moving.move(tree, row, place, request.POST.get("from", parent_code(row)), request.user)
    except moving.CannotMove as error:
        return refused(request, plan, str(error), tree, node)
    return moved(request, plan, node, tree.numbers[node])


@transaction.atomic
def node_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the text of a new node, and add it. `level`: which kind; `at`: after or below which node."""
    plan = editable_plan(request, slug)
    level, at = adding.level_named(request.GET.get("level", "")), request.GET.get("at", "")
    form = NewNodeForm(plan, request.POST or None, auto_id="new_%s")
    if request.method == "POST":
        moving.lock(plan)
    tree = read_tree(plan)
    adding.place_for(tree, level, at, request.user)
    if form.is_valid():
        node = adding.add(plan, tree, level, at, form.cleaned_data, request.user)
        code, tree = code_of(node), read_tree(plan)
        said = _("%(number)s has been added.") % {"number": tree.numbers[code]}
        return changed(request, plan, said, code, new=True, tree=tree)
    context = {"form": form, "code": at, "level": level, "at_number": tree.numbers.get(at, "")}
    return page(request, plan, "plans/node_add.html", context, status=400 if form.errors else 200)


@transaction.atomic
def node_remove(request: HttpRequest, slug: str, node: str) -> HttpResponse:
    """Ask whether a node shall go, and remove it with everything below it."""
    plan = editable_plan(request, slug)
    if request.method == "POST":
        moving.lock(plan)
        if Removal.objects.editable_by(request.user).filter(plan=plan, code=node, put_back_at=None).exists():
            return redirect(address_of(plan))
    row = node_of(plan, node, request.user, lock=request.method == "POST")
    tree = read_tree(plan)
    number, back = tree.numbers[node], parent_code(row)
    if request.method != "POST":
        below = sum(node in (tree.parents[one], tree.parents.get(tree.parents[one])) for one in tree.codes)
        context = {"code": node, "number": number, "row": row, "level": level_of(row), "below": below}
        return page(request, plan, "plans/node_remove.html", context)
    try:
        undo = removal.remove(plan, row, code=node, number=number, owner=row.owner_id, by=request.user)
    except removal.CannotRemove as error:
        return refused(request, plan, str(error), tree, node)
    return changed(request, plan, _("%(number)s has been removed.") % {"number": number}, back, undo=undo)


@require_POST
def removal_undo(request: HttpRequest, slug: str, removal_id: int) -> HttpResponse:
    """Put back what was removed."""
    plan = editable_plan(request, slug)
    rows = Removal.objects.editable_by(request.user).select_related("plan")
    undone = get_object_or_404(rows, pk=removal_id, plan=plan)
    try:
        removal.put_back(undone, by=request.user)
    except removal.CannotPutBack as error:
        return refused(request, plan, str(error), read_tree(plan))
    code = undone.code.rpartition("-")[2]
    parse(code)
    said = _("%(number)s has been put back.") % {"number": undone.number}
    return changed(request, plan, said, code, new=True)
