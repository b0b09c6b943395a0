"""The coordinator reads the statements and answers each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.answers_read import differences
from plans.canonical import plan_content
from plans.forms.answer import AnswerForm
from plans.measure_editor import clashes_shown
from plans.models import Consultation, Plan, Statement
from plans.ownership import Rights
from plans.party_page import Words, facts_of, plan_passages
from plans.passages import by_key, passages
from plans.statements_page import in_the_editor, label_of, parts_to_choose, statements_page
from plans.views.consultation import around, read_consultation
from welfareplans.organisations import autosave


def statements(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the statements by part of the plan."""
    row, rights = with_text(request, slug, number), rights_in(request, slug)
    only_open = request.GET.get("show") == "open"
    shown = around(row.plan, row, leads=rights.leads) | {"only_open": only_open}
    shown |= {"page": statements_page(row, rights, only_open=only_open)}
    return render(request, "plans/statements.html", shown)


def with_text(request: HttpRequest, slug: str, number: int) -> Consultation:
    """Return an opened consultation that the user follows, with the plan's text in it."""
    row = read_consultation(request, slug, number)
    return get_object_or_404(
        Consultation.objects.select_related("plan__municipality__area").exclude(opened_at=None), pk=row.pk
    )


def rights_in(request: HttpRequest, slug: str) -> Rights:
    """Return what the user may change of the plan, and so which statements the user answers."""
    return Rights.of(request.user, Plan.objects.get(slug=slug))


def statement_answer(request: HttpRequest, slug: str, number: int, statement_id: int) -> HttpResponse:
    """Answer one statement; a partner's coordinator those about the own local additions."""
    row = with_text(request, slug, number)
    of_this = Statement.objects.submitted().filter(invitation__consultation=row)
    named = of_this.select_related("invitation__committee__municipality__area", "invitation__municipality__area")
    statement: Statement = get_object_or_404(named, pk=statement_id)
    if not rights_in(request, slug).edits(owner_of(row, statement)):
        raise Http404
    now = passages(plan_content(row.plan))
    form = answer_form(request, row, statement, parts_to_choose(row, now))
    if request.method == "POST" and autosave.is_autosave(request):
        clashes = form.save_what_is_valid()
        errors = {name: str(found[0]) for name, found in form.errors.items()}
        return autosave.answer(form.row.version, errors=errors, clash=bool(clashes), changed=form.changed_by_others)
    if form.is_valid():
        return save(request, row, form)
    shown = around(row.plan, row) | about(row, statement, now) | {"form": form}
    return render(request, "plans/statement_answer.html", shown, status=400 if form.errors else 200)


def owner_of(row: Consultation, statement: Statement) -> int | None:
    """Return the partner whose local addition a statement is about."""
    about = by_key(plan_passages(row)).get(statement.about)
    return about.owner if about else None


def answer_form(
    request: HttpRequest, row: Consultation, statement: Statement, parts: list[tuple[str, str]]
) -> AnswerForm:
    """Return the form, with what was posted."""
    data, sent = (request.POST, autosave.sent_fields(request)) if request.method == "POST" else (None, None)
    is_final = data is not None and not autosave.is_autosave(request)
    return AnswerForm(statement, data, sent, languages=row.plan.languages, parts=parts, is_final=is_final)


def about(row: Consultation, statement: Statement, now: list[Any]) -> dict[str, Any]:
    """Return the part that the statement is about, as it was in the consultation and as it differs now."""
    words = Words(tuple(row.plan.languages))
    before, after = by_key(plan_passages(row)).get(statement.about), by_key(now).get(statement.about)
    changes = differences(before, after, words) if before and after else []
    return {
        "statement": statement, "label": label_of(before, words) if before else "",
        "facts": facts_of(before, words) if before and before.level != "plan" else [],
        "changes": changes, "is_gone": after is None, "anchor": in_the_editor(statement.about),
    }  # fmt: skip


def save(request: HttpRequest, row: Consultation, form: AnswerForm) -> HttpResponse:
    """Save and go on to the next statement without an answer; else show both texts to choose from."""
    try:
        clashes = form.save()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    if clashes:
        back = reverse("plans:statements", args=[row.plan.slug, row.number])
        shown = {
            **around(row.plan, row), "clashes": clashes_shown(form, clashes), "version": form.row.version,
            "fields": ",".join(clash.field for clash in clashes), "back": back,
        }  # fmt: skip
        return render(request, "plans/consultation_merge.html", shown, status=409)
    messages.success(request, _("The answer is saved."))
    waiting = Statement.objects.submitted().filter(invitation__consultation=row, answered_at__isnull=True)
    rights = rights_in(request, row.plan.slug)
    others = waiting.exclude(pk=form.row.pk)
    following = next((one.pk for one in others if rights.leads or rights.edits(owner_of(row, one))), None)
    if "next" in request.POST and following:
        return redirect("plans:statement_answer", row.plan.slug, row.number, following)
    return redirect(f"{reverse('plans:statements', args=[row.plan.slug, row.number])}#s{form.row.pk}")
