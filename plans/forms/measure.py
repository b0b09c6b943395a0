"""What a coordinator may change of one measure, and of an indicator as the plan uses it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from indicators.models import Indicator
from plans.forms.fields import NumberField, date_field, text_field, year_field
from plans.forms.merging import MergingForm
from plans.models import Measure, Plan, PlanIndicator, Programme, Responsibility
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import Clash

TEXTS = ("title", "expected_result", "resources")


def choices(rows: Iterable[Any], empty: str = "") -> list[tuple[str, str]]:
    """Return rows to choose from, an empty choice first when it has a word."""
    return [*([("", empty)] if empty else []), *((str(row.pk), str(row)) for row in rows)]


def committees_of(plan: Plan, measure: Measure | None = None) -> list[Committee]:
    """Return the committees that can be named: those of the municipalities that take part in the plan.

    measure: whose committees they shall be; a local addition has its partner's, and who is named already stays.
    """
    partners = plan.partners.taking_part()
    if measure and measure.owner_id:
        partners = partners.filter(pk=measure.owner_id)
    offered = Q(municipality__in=partners.order_by().values("municipality"), retired_at__isnull=True)
    if measure:
        offered |= Q(responsibilities__measure=measure)
    rows = Committee.objects.filter(offered).distinct()
    return sorted(rows.order_by("pk"), key=lambda row: row.place_in_lists)


def key(value: str) -> int | None:
    """Return the key of a chosen row."""
    return int(value) if value else None


class MeasureForm(MergingForm):
    """One measure in every language of its plan."""

    row: Measure

    def build(self) -> None:
        """Add a field per text and language, and the measure's links."""
        plan = self.row.goal.principle.plan
        labels = {"title": _("Text"), "expected_result": _("Expected result"), "resources": _("Resources")}
        for name in TEXTS:
            for code in plan.languages:
                self.fields[f"{name}_{code}"] = text_field(labels[name], longest=5000, rows=2, language=code)
        programmes = Programme.objects.filter(municipality__partnerships__plan=plan).distinct().order_by("pk")
        self.fields["programme_id"] = forms.TypedChoiceField(
            label=_("Programme"), choices=choices(programmes, _("No programme")), required=False, coerce=key,
            empty_value=None,
        )  # fmt: skip
        self.fields["first_year"] = year_field(_("First year"))
        self.fields["last_year"] = year_field(_("Last year"))
        self.add_links(plan)

    def add_links(self, plan: Plan) -> None:
        """Add the committees, and in a joint plan the partners."""
        committees = choices(committees_of(plan, self.row))
        responsible = list(self.row.responsibilities.all())
        self.fields["committees"] = many(_("Responsible committees"), committees)
        self.initial["committees"] = sorted(one.committee_id for one in responsible)
        self.fields["leader"] = forms.TypedChoiceField(
            label=_("Leading committee"), choices=[("", _("Nobody yet")), *committees], required=False, coerce=key,
            empty_value=None,
        )  # fmt: skip
        self.initial["leader"] = next((one.committee_id for one in responsible if one.is_leading), None)
        partners = list(plan.partners.taking_part().select_related("municipality__area").order_by("pk"))
        if len(partners) > 1 and not self.row.owner_id:
            self.fields["partners"] = many(_("Municipalities it concerns (none = all)"), choices(partners))
            self.initial["partners"] = sorted(one.pk for one in self.row.partners.all())

    def sets(self) -> Iterable[str]:
        """Return the links."""
        return ("committees", "leader", "partners")

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        titles = [self.value(f"title_{code}") for code in ("sv", "fi", "da") if self.has(f"title_{code}")]
        if any(name.startswith("title_") for name in self.cleaned_data) and not any(titles):
            main = next(name for name in self.fields if name.startswith("title_"))
            self.add_error(main, _("Write the text in at least one language."))
        self.check_years()
        return self.cleaned_data

    def has(self, name: str) -> bool:
        """Tell whether a field was not refused."""
        return name not in self.errors

    def check_years(self) -> None:
        """Refuse an end before the beginning."""
        if {"first_year", "last_year"} & set(self.cleaned_data):
            first, last = (self.value(name) if self.has(name) else None for name in ("first_year", "last_year"))
            if first and last and last < first:
                wrong = "last_year" if "last_year" in self.fields else "first_year"
                self.add_error(wrong, _("The measure cannot end before it begins."))

    def merge_sets(self, row: Measure) -> tuple[bool, list[Clash]]:
        """Add and remove the committees and partners that the writer added and removed, whatever others did."""
        changed = False
        if "partners" in self.cleaned_data:
            changed |= self.merge_partners(row)
        if "committees" in self.cleaned_data or "leader" in self.cleaned_data:
            changed |= self.merge_committees(row)
        return changed, []

    def merge_partners(self, row: Measure) -> bool:
        """Save the partners; return whether they changed."""
        saved = set(row.partners.values_list("pk", flat=True))
        wanted = self.merged("partners", saved)
        row.partners.set(wanted)
        return wanted != saved

    def merge_committees(self, row: Measure) -> bool:
        """Save the committees, one of them leading; return whether they changed."""
        saved = {one.committee_id: one.is_leading for one in row.responsibilities.all()}
        keys = self.merged("committees", set(saved)) if "committees" in self.cleaned_data else set(saved)
        leads = next((one for one, is_leading in saved.items() if is_leading), None)
        if "leader" in self.cleaned_data and self.cleaned_data["leader"] != self.was("leader"):
            leads = self.cleaned_data["leader"]
            keys |= {leads} if leads else set()
        wanted = {one: one == leads for one in keys}
        if wanted == saved:
            return False
        row.responsibilities.exclude(committee_id__in=keys).delete()
        for committee, is_leading in wanted.items():
            Responsibility.objects.update_or_create(
                measure=row, committee_id=committee, defaults={"is_leading": is_leading}
            )
        return True


def many(label: str, offered: list[tuple[str, str]]) -> forms.TypedMultipleChoiceField:
    """Return a field of tick boxes."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=offered, required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )


class PlanIndicatorForm(MergingForm):
    """Where an indicator of the plan starts, and where it shall get. committees: the plan's, when they are known."""

    row: PlanIndicator

    def __init__(self, *arguments: Any, committees: list[Committee] | None = None, **options: Any) -> None:
        self.committees = committees
        super().__init__(*arguments, **options)

    def build(self) -> None:
        """Add the fields."""
        plan = self.row.plan
        committees = self.committees if self.committees is not None else committees_of(plan)
        self.fields["baseline"] = NumberField(label=_("Baseline"))
        self.fields["baseline_year"] = year_field(_("Year of the baseline"))
        self.fields["target"] = NumberField(label=_("Target"))
        self.fields["target_year"] = year_field(_("Year of the target"))
        for code in plan.languages:
            self.fields[f"target_text_{code}"] = forms.CharField(
                label=_("Target in words"), max_length=300, required=False,
                widget=forms.TextInput(attrs={"lang": code}),
            )  # fmt: skip
        self.fields["is_to_be_specified"] = forms.BooleanField(label=_("To be specified"), required=False)
        self.fields["specified_by_id"] = forms.TypedChoiceField(
            label=_("To be specified by"), choices=choices(committees, _("Nobody yet")), required=False,
            coerce=key, empty_value=None,
        )  # fmt: skip
        self.fields["specified_due"] = date_field(_("To be specified before"))

    def clean(self) -> dict[str, Any]:
        """A baseline needs its year."""
        both = {"baseline", "baseline_year"}
        touched = both & set(self.cleaned_data) and not both & set(self.errors)
        if touched and self.value("baseline") is not None and not self.value("baseline_year"):
            wrong = "baseline_year" if "baseline_year" in self.fields else "baseline"
            self.add_error(wrong, _("Say which year the baseline is from."))
        return self.cleaned_data


class IndicatorForm(MergingForm):
    """What is true of an indicator in every plan that uses it."""

    row: Indicator

    def build(self) -> None:
        """Add the field as the model describes it."""
        described = Indicator._meta.get_field("counts_people")
        self.fields["counts_people"] = forms.BooleanField(
            label=described.verbose_name, help_text=described.help_text, required=False
        )
