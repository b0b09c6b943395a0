"""A plan table from a file or the clipboard: read, looked at, and written as a whole or not at all."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.forms.plan_import import NewPlanForm, TableForm
from plans.importing.page import Preview
from plans.models import ImportDraft, Plan
from plans.plan_import import make_plan, proposed_years
from plans.tables.files.sheets import to_json
from plans.tables.table import ListRow, TableError
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.versions import EditConflict


def import_new(request: HttpRequest) -> HttpResponse:
    """Make a new plan of a table."""
    return answered(request, None)


def plan_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a table into a plan that exists: what is new, what differs, what the table does not have."""
    plans = Plan.objects.editable_by(request.user).select_related("municipality__area", "area")
    return answered(request, get_object_or_404(plans, slug=slug))


def answered(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    """Show where the import stands, or do what was asked."""
    draft = draft_of(request, plan)
    act = request.POST.get("act", "read") if request.method == "POST" else ""
    if act == "read":
        return read(request, plan)
    if draft is None:
        return upload_page(request, plan, TableForm())
    if draft.made is not None and act != "discard":
        return redirect("reports:plan", draft.made.slug)
    if act == "choose":
        return choose(request, plan, draft)
    if act == "discard":
        draft.delete()
        return redirect(address(plan))
    if act == "write":
        return write_changes(request, plan, draft) if plan else write_new(request, draft)
    return preview_page(request, plan, draft)


def draft_of(request: HttpRequest, plan: Plan | None) -> ImportDraft | None:
    """Return the draft that the address or the form names, if it is the user's and for this plan."""
    key = request.POST.get("draft") or request.GET.get("draft") or ""
    return ImportDraft.objects.of(request.user, plan).filter(key=key.replace("\x00", "")).first()


def address(plan: Plan | None, draft: ImportDraft | None = None) -> str:
    """Return the page's address, with the draft that is looked at."""
    page = reverse("plans:plan_import", args=[plan.slug]) if plan else reverse("plans:import_new")
    return f"{page}?draft={draft.key}" if draft else page


def signed_in(request: HttpRequest) -> User:
    """Return the user, who is signed in as the policy says."""
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    return request.user


def municipalities(request: HttpRequest) -> list[Municipality]:
    """Return those for which the user makes plans."""
    return list(Municipality.objects.coordinated_by(request.user).select_related("area").order_by("pk"))


def read(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    """Read a table and keep it, so that it can be looked at, left, and come back to."""
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return upload_page(request, plan, form, status=400)
    ImportDraft.objects.tidy(signed_in(request))
    draft = ImportDraft.objects.create(
        owner=signed_in(request), plan=plan, name=form.name, sheets=to_json(form.sheets).decode()
    )
    return redirect(address(plan, draft))


def choose(request: HttpRequest, plan: Plan | None, draft: ImportDraft) -> HttpResponse:
    """Keep what was said about sheet, columns, lines, committees and guesses."""
    form = previewed(request, plan, draft, compares=False).choices_form(request.POST)
    if form.is_valid():
        chosen = form.chosen()
        is_other = chosen.sheet != draft.choices.get("sheet")
        draft.choices = {
            "sheet": chosen.sheet, "columns": {} if is_other else chosen.columns,
            "lines": chosen.lines.value,
            "committees": "no_committees" not in request.POST, "apart": request.POST.getlist("apart")[:2000],
        }  # fmt: skip
        draft.save()
    return redirect(f"{address(plan, draft)}#table")


def previewed(request: HttpRequest, plan: Plan | None, draft: ImportDraft, *, compares: bool = True) -> Preview:
    """Return the draft as it would be written now. compares: with the plan it goes into."""
    if plan is None:
        plan = Plan(municipality=municipalities(request)[0], languages=[])
    return Preview(draft, plan, signed_in(request), compares=compares)


def upload_page(request: HttpRequest, plan: Plan | None, form: TableForm, status: int = 200) -> HttpResponse:
    """Return the page that asks for a table, with those that were left in the middle."""
    earlier = ImportDraft.objects.of(request.user, plan).filter(made=None).defer("sheets", "choices")
    context = {"form": form, "earlier": [(one, address(plan, one)) for one in earlier]}
    return page(request, plan, "upload", context, status)


def preview_page(
    request: HttpRequest, plan: Plan | None, draft: ImportDraft, *, form: NewPlanForm | None = None, status: int = 200,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    """Return the table as a tree with what is to be said about it. refused: why it was not written just now."""
    preview = previewed(request, plan, draft)
    context = preview.context() | {"refused": refused}
    if plan is None and preview.table is not None:
        context["form"] = form or NewPlanForm(
            municipalities(request), preview.table.languages, initial=proposed(preview, draft)
        )
    return page(request, plan, "preview", context, status)


def proposed(preview: Preview, draft: ImportDraft) -> dict[str, Any]:
    """Return title and years where the file tells them, above its headings or in its name."""
    assert preview.table is not None  # noqa: S101 - asked when there is a table
    if "plan" in preview.table.lists:
        return told_by(preview.table.lists["plan"].rows[:1])
    above = [text for text in preview.table.above if text]
    years = proposed_years([*above, draft.name.replace("_", " ")])
    title = next((text for text in above if proposed_years([text])), above[0] if len(above) == 1 else "")
    return {
        f"title_{preview.table.languages[0]}": title[:300],
        "first_year": years[0] if years else None, "last_year": years[1] if years else None,
    }  # fmt: skip


def told_by(rows: list[ListRow]) -> dict[str, Any]:
    """Return title and years that an exported file says itself."""
    told = rows[0].told if rows else {}
    return {f"{name}_{code}" if code else name: value for (name, code), value in told.items()}


def write_new(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Make the plan; a second click finds the one that the first has made."""
    preview = previewed(request, None, draft, compares=False)
    if preview.table is None:
        return redirect(address(None, draft))
    with transaction.atomic():
        kept = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if kept.made is not None:
            return redirect("reports:plan", kept.made.slug)
        form = NewPlanForm(municipalities(request), preview.table.languages, request.POST)
        if not form.is_valid():
            return preview_page(request, None, draft, form=form, status=400)
        try:
            with transaction.atomic():
                kept.made = make_plan(
                    preview.table, form.wanted, form.plan_languages, draft.choices.get("committees", True)
                )
        except TableError as error:
            return preview_page(request, None, draft, form=form, status=400, refused=str(error))
        kept.save(update_fields=["made"])
    messages.success(
        request, _("The plan has been made. Nobody but your own municipality sees it before it is adopted.")
    )
    return redirect("reports:plan", kept.made.slug)


def write_changes(request: HttpRequest, plan: Plan, draft: ImportDraft) -> HttpResponse:
    """Write the changes that were looked at; when the plan has changed since, show what they are now."""
    changed = _("The plan has been changed since you looked. Look again: nothing has been written yet.")
    try:
        with transaction.atomic():
            Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
            kept = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
            if kept.made is not None:
                return redirect("reports:plan", plan.slug)
            importing = previewed(request, plan, kept).importing
            if importing is None or importing.basis != request.POST.get("basis"):
                return preview_page(request, plan, draft, status=409, refused=changed)
            stays = importing.write(removes="removes" in request.POST)
            kept.made = plan
            kept.save(update_fields=["made"])
    except EditConflict:
        return preview_page(request, plan, draft, status=409, refused=changed)
    except TableError as error:
        return preview_page(request, plan, draft, status=400, refused=str(error))
    messages.success(request, _("The table has been written into the plan."))
    if stays:
        messages.error(request, _("This has not been removed:") + " " + " · ".join(stays))
    return redirect("reports:plan", plan.slug)


def page(
    request: HttpRequest, plan: Plan | None, which: str, context: dict[str, Any], status: int
) -> HttpResponse:  # fmt: skip
    """Return a page of the import, in the plan's frame or in that of all plans."""
    context |= {"plan": plan, "here": "import", "section": "plans", "which": which, "address": address(plan)}
    context["municipality"] = plan.municipality if plan else municipalities(request)[0]
    return render(request, f"plans/{'plan_import' if plan else 'import_new'}.html", context, status=status)
