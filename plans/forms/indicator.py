"""What is said of an indicator, in every plan and in this one, and making a new one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indicators.models import Dimension, Indicator
from plans.forms.fields import date_field, text_field
from plans.forms.measure import PlanIndicatorForm, choices, key, many
from plans.forms.merging import MergingForm
from plans.forms.node import needs_text
from plans.models import Plan, PlanIndicator, Reporter
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import Clash, Versioned


def reporter_field(committees: Sequence[Committee]) -> forms.TypedChoiceField:
    """Return the choice of the committee that enters the figures."""
    return forms.TypedChoiceField(
        label=_("Who enters the figures"), choices=choices(committees, _("Nobody yet")), required=False, coerce=key,
        empty_value=None,
    )  # fmt: skip


def read_key(data: Any, name: str) -> int | None:
    """Return the link that the writer read, which the form carries along."""
    text = data.get(f"{name}_was", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


class UseForm(PlanIndicatorForm):
    """An indicator as the plan uses it, with the committee that enters its figures for the plan's own area."""

    part = "use"

    def build(self) -> None:
        """Add the committee to the fields of the use."""
        super().build()
        found = self.row.reporters.filter(area=self.row.plan.own_area).values_list("committee_id", flat=True)
        self.fields["reporter"] = reporter_field(self.committees or [])
        self.initial["reporter"] = found.first()

    def sets(self) -> Iterable[str]:
        """Return the links."""
        return ("reporter",)

    def merge_sets(self, row: Any) -> tuple[bool, list[Clash]]:
        """Save who enters the figures, when the writer changed it."""
        wanted = self.cleaned_data.get("reporter")
        if "reporter" not in self.cleaned_data or wanted == read_key(self.data, "reporter"):
            return False, []
        own = Reporter.objects.filter(plan_indicator=row, area=row.plan.own_area)
        if wanted is None:
            return bool(own.delete()[0]), []
        Reporter.objects.update_or_create(
            plan_indicator=row, area=row.plan.own_area, defaults={"committee_id": wanted}
        )  # fmt: skip
        return True, []


class DescriptionForm(MergingForm):
    """What is true of an indicator in every plan that uses it, but for its name, which stands in the table."""

    row: Indicator
    part = "description"

    def __init__(self, row: Versioned, plan: Plan, *arguments: Any, **options: Any) -> None:
        self.plan = plan
        super().__init__(row, *arguments, **options)

    def build(self) -> None:
        """Add the fields as the model describes them."""
        for code in self.plan.languages:
            self.fields[f"unit_{code}"] = forms.CharField(
                label=_("Unit"), max_length=50, required=False, widget=forms.TextInput(attrs={"lang": code})
            )
        for code in self.plan.languages:
            self.fields[f"definition_{code}"] = text_field(_("Definition"), longest=5000, rows=2, language=code)
        for name in ("kind", "better", "period"):
            self.fields[name] = chosen(name)
        self.fields["decimals"] = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6)
        described = Indicator._meta.get_field("counts_people")
        self.fields["counts_people"] = forms.BooleanField(
            label=described.verbose_name, help_text=described.help_text, required=False
        )
        self.fields["dimensions"] = breakdowns()
        self.initial["dimensions"] = sorted(one.pk for one in self.row.dimensions.all())

    def clean_kind(self) -> str:
        """Keep the kind once figures were entered, because they would mean something else."""
        kind: str = self.cleaned_data["kind"]
        if kind != self.row.kind and self.row.values.exists():
            raise ValidationError(_("Figures have been entered, so the kind cannot be changed. Make a new indicator."))
        return kind

    def all_names(self) -> list[str]:
        """Return the fields of the whole form, also those that were not posted."""
        whole = type(self)(self.row, self.plan)
        return [name for name in whole.fields if name not in whole.sets()]

    def sets(self) -> Iterable[str]:
        """Return the links."""
        return ("dimensions",)

    def merge_sets(self, row: Any) -> tuple[bool, list[Clash]]:
        """Add and remove the breakdowns that the writer added and removed, whatever others did."""
        if "dimensions" not in self.cleaned_data:
            return False, []
        saved = set(row.dimensions.values_list("pk", flat=True))
        was = {int(one) for one in self.data.get("dimensions_was", "").split(",") if one.isascii() and one.isdigit()}
        mine = set(self.cleaned_data["dimensions"])
        wanted = (saved | (mine - was)) - (was - mine)
        row.dimensions.set(wanted)
        return wanted != saved, []


def chosen(name: str) -> forms.ChoiceField:
    """Return the field of one of an indicator's choices."""
    field: Any = Indicator._meta.get_field(name)
    return forms.ChoiceField(label=field.verbose_name, choices=list(field.choices or ()), initial=field.get_default())


def breakdowns() -> forms.TypedMultipleChoiceField:
    """Return the tick boxes of what figures can be divided by."""
    return many(_("Breakdowns"), choices(Dimension.objects.order_by("pk")))


class NewIndicatorForm(forms.Form):
    """An indicator that is made for one measure or goal. committees: the plan's."""

    def __init__(self, plan: Plan, committees: Sequence[Committee], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = plan.languages
        for code in plan.languages:
            widget = forms.TextInput(attrs={"lang": code})
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name"), max_length=500, required=False, widget=widget
            )
        for code in plan.languages:
            widget = forms.TextInput(attrs={"lang": code})
            self.fields[f"unit_{code}"] = forms.CharField(label=_("Unit"), max_length=50, required=False, widget=widget)
        self.fields["kind"] = chosen("kind")
        self.fields["better"] = chosen("better")
        self.fields["reporter"] = reporter_field(committees)
        self.fields["dimensions"] = breakdowns()
        self.fields["is_to_be_specified"] = forms.BooleanField(label=_("To be specified"), required=False)
        self.fields["specified_by_id"] = forms.TypedChoiceField(
            label=_("To be specified by"), choices=choices(committees, _("Nobody yet")), required=False, coerce=key,
            empty_value=None,
        )  # fmt: skip
        self.fields["specified_due"] = date_field(_("To be specified before"))

    def clean(self) -> dict[str, Any]:
        """Demand a name in one of the languages at least."""
        names = {name: text for name, text in self.cleaned_data.items() if name.startswith("name_")}
        if not self.errors and (wrong := needs_text(self, names)):
            self.add_error(wrong, _("Write the name in at least one language."))
        return self.cleaned_data

    def of(self, model: type[Indicator] | type[PlanIndicator]) -> dict[str, Any]:
        """Return what belongs to the indicator itself, or to the plan's use of it."""
        own = ("kind", "better") if model is Indicator else ("is_to_be_specified", "specified_by_id", "specified_due")
        texts = [f"{name}_{code}" for name in ("name", "unit") for code in self.languages if model is Indicator]
        return {name: self.cleaned_data[name] for name in (*own, *texts)}
