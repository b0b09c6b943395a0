"""The page on which one measure is edited: its texts side by side, what is missing or out of date, its indicators."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import BooleanField, BoundField
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from indicators.models import Indicator
from indicators.numbers import format_date
from indicators.suppression import may_apply_to
from plans.forms.measure import TEXTS, IndicatorForm, MeasureForm, PlanIndicatorForm, committees_of
from plans.forms.merging import MergingForm
from plans.models import Measure, PlanIndicator, Principle
from plans.word_difference import difference
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Clash

Form = MeasureForm | PlanIndicatorForm | IndicatorForm
LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Cell:
    """One text in one language. gap: there is a text in another language; stale_since: when the main one changed."""

    field: BoundField
    language: str
    language_name: str
    is_gap: bool
    stale_since: str


@dataclass(frozen=True)
class TextRow:
    """One text in every language of the plan."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Parity:
    """How many of the texts exist in a language."""

    language_name: str
    written: int
    wanted: int


@dataclass(frozen=True)
class Counting:
    """Whether an indicator counts people. form: None for who may not change it; it is then told in a word."""

    form: IndicatorForm | None
    label: str
    word: str
    owner: str


@dataclass(frozen=True)
class IndicatorBox:
    """One indicator of the measure with its form."""

    use: PlanIndicator
    # None for who may not change it: an indicator of the common core that a local addition uses too.
    form: PlanIndicatorForm | None
    better: str
    others: int
    counting: Counting | None


def text_rows(form: MeasureForm) -> list[TextRow]:
    """Return the texts, each with its gaps and translations older than the main text."""
    measure, languages = form.row, form.row.goal.principle.plan.languages
    changed = last_changes(measure, languages)
    rows = []
    for name in TEXTS:
        texts = {code: form[f"{name}_{code}"].value() or "" for code in languages}
        main_day = changed.get(f"{name}_{languages[0]}")
        cells = []
        for code in languages:
            own_day = changed.get(f"{name}_{code}")
            stale = code != languages[0] and texts[code] and main_day and own_day and own_day < main_day
            if not texts[code] and any(texts.values()):
                form.fields[f"{name}_{code}"].widget.attrs["class"] = "is-gap"
            cells.append(
                Cell(
                    form[f"{name}_{code}"], code, LANGUAGE_NAMES[code], not texts[code] and any(texts.values()),
                    format_date(main_day, get_language() or "sv") if stale and main_day else "",
                )
            )  # fmt: skip
        rows.append(TextRow(str(form[f"{name}_{languages[0]}"].label), cells))
    return rows


def last_changes(measure: Measure, languages: Iterable[str]) -> dict[str, datetime.datetime]:
    """Return when each text was changed last, by field; from the measure's history."""
    names = [f"{name}_{code}" for name in TEXTS for code in languages]
    events: Any = measure.events  # type: ignore[attr-defined]
    found: dict[str, datetime.datetime] = {}
    before: dict[str, Any] = {}
    for event in events.order_by("pgh_id").values("pgh_created_at", *names):
        for name in names:
            if event[name] != before.get(name):
                found[name] = event["pgh_created_at"]
        before = event
    return found


def parity(rows: list[TextRow]) -> list[Parity]:
    """Return, by language, how many of the texts that exist in any language it has."""
    wanted = [row for row in rows if any(not cell.is_gap and cell.field.value() for cell in row.cells)]
    return [
        Parity(cell.language_name, sum(not row.cells[place].is_gap for row in wanted), len(wanted))
        for place, cell in enumerate(rows[0].cells)
    ]


def indicator_boxes(measure: Measure, user: User | AnonymousUser, posted: Form | None = None) -> list[IndicatorBox]:
    """Return the measure's indicators as the user may change them. posted: the form of one of them that was refused."""
    uses = measure.plan_indicators.select_related(
        "indicator__municipality__area", "plan", "specified_by"
    ).prefetch_related("measures")
    own = set(Indicator.objects.editable_by(user).filter(uses__measures=measure).values_list("pk", flat=True))
    editable = set(PlanIndicator.objects.editable_by(user).filter(measures=measure).values_list("pk", flat=True))
    words = dict(Indicator.Better.choices)
    committees = committees_of(measure.goal.principle.plan)
    return [
        IndicatorBox(
            use,
            posted
            if isinstance(posted, PlanIndicatorForm) and posted.row.pk == use.pk
            else PlanIndicatorForm(use, committees=committees, auto_id=f"i{use.pk}_%s")
            if use.pk in editable
            else None,
            str(words[use.indicator.better]),
            len(use.measures.all()) - 1,
            counting_of(use.indicator, posted, may_edit=use.indicator_id in own),
        )
        for use in uses.order_by("order", "pk")
    ]


def counting_of(indicator: Indicator, posted: Form | None, *, may_edit: bool) -> Counting | None:
    """Return whether the indicator counts people; None where that would hide nothing."""
    if not may_apply_to(indicator.kind, indicator.decimals):
        return None
    form = IndicatorForm(indicator, auto_id=f"c{indicator.pk}_%s")
    if isinstance(posted, IndicatorForm) and posted.row.pk == indicator.pk:
        form = posted
    label = str(form.fields["counts_people"].label)
    word = gettext("yes") if indicator.counts_people else gettext("no")
    return Counting(form if may_edit else None, label, word, str(indicator.municipality))


def number_of(measure: Measure) -> str:
    """Return the measure's number in its plan: 1.1.1."""
    goal, principle = measure.goal, measure.goal.principle
    rows = Principle.objects.filter(plan=principle.plan).order_by(
        "order", "pk", "goals__order", "goals__pk", "goals__measures__order", "goals__measures__pk"
    )
    keys = list(rows.values_list("pk", "goals__pk", "goals__measures__pk"))
    places = (
        list(dict.fromkeys(one for one, _, _ in keys)).index(principle.pk),
        list(dict.fromkeys(two for one, two, _ in keys if one == principle.pk)).index(goal.pk),
        [three for _, two, three in keys if two == goal.pk].index(measure.pk),
    )
    return ".".join(str(place + 1) for place in places)


@dataclass(frozen=True)
class ClashShown:
    """One field that two people changed, as both have it in words and as both would be posted."""

    name: str
    label: str
    language: str
    is_text: bool
    mine: str
    theirs: str
    mine_words: str
    theirs_words: str
    difference: SafeString
    is_rich: bool = False


def clashes_shown(form: MergingForm, clashes: list[Clash]) -> list[ClashShown]:
    """Return what the merge page shows."""
    found = []
    for clash in clashes:
        field = form.fields[clash.field]
        code = clash.field[-2:] if clash.field[-3:-2] == "_" and clash.field[-2:] in LANGUAGE_NAMES else ""
        mine, theirs = (posted(field.prepare_value(value)) for value in (clash.mine, clash.theirs))
        choices = [("on", gettext("yes")), ("", gettext("no"))] if isinstance(field, BooleanField) else []
        options = {str(value): str(word) for value, word in getattr(field, "choices", choices)}
        words = (options.get(mine, mine), options.get(theirs, theirs))
        label = f"{field.label} ({LANGUAGE_NAMES[code]})" if code else str(field.label)
        found.append(
            ClashShown(
                name=clash.field, label=label, language=code, is_text=bool(code), mine=mine, theirs=theirs,
                mine_words=words[0], theirs_words=words[1], difference=difference(theirs, mine),
            )
        )  # fmt: skip
    return found


def posted(value: Any) -> str:
    """Return a value as a form posts it."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, datetime.date):
        return date_format(value, "Y-m-d")
    return "" if value is None else str(value)
