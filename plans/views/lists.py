"""What every page with lists does when something is posted: add, save, move, delete, bring back.

`?list=KEY` names the list, `row` in the address a row of it, and `act` in the posted data says what is asked for;
without it a row is saved, by the script as it is typed or by its button.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans.forms.rows import RowForm
from plans.lists import RowList
from plans.measure_editor import clashes_shown
from plans.models import Plan
from welfareplans.organisations import autosave
from welfareplans.organisations.versions import Clash, NotAllowed

# Shows the page again. refused: a form with what was typed.
Page = Callable[[RowForm | None], HttpResponse]


@dataclass(frozen=True)
class Shown:
    """A list as its page shows it. blank: the form to add with; removed: deleted rows, as their history has them."""

    key: str
    title: str
    may_edit: bool
    is_ordered: bool
    forms: list[RowForm]
    blank: RowForm
    removed: list[Any]


def shown(chosen: RowList, refused: RowForm | None = None) -> Shown:
    """Return what the page shows of a list. refused: the form of one of its rows, with what was typed."""
    mine = refused if refused is not None and isinstance(refused.row, chosen.model) and refused.is_whole else None
    notes = chosen.notes()
    forms = [mine if mine and mine.row.pk == row.pk else chosen.bound(row) for row in chosen.rows()]
    for form in forms:
        form.note = notes.get(form.row.pk)
    blank = mine if mine and mine.row.pk is None else chosen.blank()
    title = next(iter(chosen.form.texts))
    return Shown(chosen.key, title, chosen.may_edit, chosen.is_ordered, forms, blank, chosen.removed())


def page_of(
    request: HttpRequest,
    template: str,
    plan: Plan,
    here: str,
    lists: list[RowList],
    refused: RowForm | None,
    **more: Any,
) -> HttpResponse:
    """Return a page with lists, which the template finds under `list_KEY`. here: the page's name in the plan's menu."""
    context = {
        "plan": plan, "here": here, "municipality": plan.municipality, "section": "plans", "refused": refused,
        "just_removed": number(request.GET.get("removed", "")), "from_list": request.GET.get("list", ""),
        "open": number(request.GET.get("open", "")),
        **{f"list_{one.key}": shown(one, refused) for one in lists}, **more,
    }  # fmt: skip
    return render(request, template, context, status=400 if refused else 200)


def posted(request: HttpRequest, lists: list[RowList], page: Page) -> HttpResponse:
    """Do what was asked of one of the page's lists, and return the answer."""
    chosen = next((one for one in lists if one.key == request.GET.get("list")), None)
    if chosen is None or not chosen.may_edit:
        raise Http404
    acts = {"add": add, "remove": remove, "restore": restore, "move": move}
    act = acts.get(request.POST.get("act", ""), save)
    return act(request, chosen, page)


def number(text: str) -> int:
    """Return a key that was sent; 0, which no row has, for anything that is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def key_in(request: HttpRequest) -> int:
    """Return the key of the row that the address names."""
    return number(request.GET.get("row", ""))


def back(request: HttpRequest, anchor: str = "") -> HttpResponse:
    """Go back to the page."""
    return redirect(request.path + (f"#{anchor}" if anchor else ""))


def add(request: HttpRequest, chosen: RowList, page: Page) -> HttpResponse:
    """Add a row."""
    form = chosen.blank(request.POST)
    if form.is_valid():
        try:
            row = chosen.add(form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("“%(name)s” has been added.") % {"name": row})
            return back(request, f"{chosen.key}{row.pk}")
    return page(form)


def remove(request: HttpRequest, chosen: RowList, page: Page) -> HttpResponse:
    """Delete a row; the page then offers to bring it back. One that has to stay says why."""
    try:
        row = chosen.remove(key_in(request))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return back(request, f"{chosen.key}{key_in(request)}")
    if row is None:
        messages.success(request, _("It has been deleted already."))
        return back(request)
    return redirect(f"{request.path}?list={chosen.key}&removed={row.pk}")


def restore(request: HttpRequest, chosen: RowList, page: Page) -> HttpResponse:
    """Bring a deleted row back."""
    row = chosen.restore(key_in(request))
    if row is None:
        messages.success(request, _("It is back already."))
        return back(request)
    messages.success(request, _("“%(name)s” is back.") % {"name": row})
    return back(request, f"{chosen.key}{row.pk}")


def move(request: HttpRequest, chosen: RowList, page: Page) -> HttpResponse:
    """Put a row in another place; the place is named, so that a button hit twice moves it once."""
    row = chosen.row(key_in(request))
    chosen.move(row, number(request.POST.get("place", "")))
    return back(request, f"{chosen.key}{row.pk}")


def save(request: HttpRequest, chosen: RowList, page: Page) -> HttpResponse:
    """Save what was typed in a row."""
    row = chosen.row(key_in(request))
    form = chosen.bound(row, request.POST, autosave.sent_fields(request))
    if autosave.is_autosave(request):
        clashes = form.save_what_is_valid()
        return autosave.answer(
            form.row.version, errors={name: str(errors[0]) for name, errors in form.errors.items()},
            clash=bool(clashes), changed=form.changed_by_others,
        )  # fmt: skip
    if form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, chosen, form, clashes)
            messages.success(request, _("Saved."))
            return back(request, f"{chosen.key}{row.pk}")
    return page(form)


def merge_page(request: HttpRequest, chosen: RowList, form: RowForm, clashes: list[Clash]) -> HttpResponse:
    """Return both texts of every field that somebody else has changed too; everything else has been saved."""
    context = {
        "plan": chosen.plan, "row": form.row, "back": request.path,
        "clashes": [form.readable(one) for one in clashes_shown(form, clashes)],
        "version": form.row.version, "fields": ",".join(clash.field for clash in clashes),
        "municipality": chosen.plan.municipality, "section": "plans",
    }  # fmt: skip
    return render(request, "plans/row_merge.html", context, status=409)
