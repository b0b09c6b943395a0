"""What a plan is called, which years it is for and in which languages it is written."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from plans.forms.fields import FIRST_YEAR, LAST_YEAR
from plans.forms.merging import MergingForm
from plans.models import Plan
from welfareplans.organisations.models import Area, Municipality
from welfareplans.organisations.texts import LANGUAGES

LANGUAGE_NAMES = dict(settings.LANGUAGES)
LABELS = ("principle_label", "goal_label", "measure_label")
YEARS_AT_MOST = 12  # four in Finnish law and seldom more than two council terms; more is a slip of the hand


class LanguagesField(forms.TypedChoiceField):
    """Languages in their order, chosen as one: Suomi, svenska."""

    def __init__(self, usual: Sequence[str] = (), **options: Any) -> None:
        orders = [order for size in (1, 2, 3) for order in permutations(LANGUAGES, size)]
        orders.sort(key=lambda order: (order != tuple(usual), order[:1] != tuple(usual[:1]), len(order)))
        choices = [(",".join(order), ", ".join(LANGUAGE_NAMES[code] for code in order)) for order in orders]
        super().__init__(choices=choices, coerce=lambda text: text.split(","), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the choice in the list."""
        return ",".join(value) if isinstance(value, list | tuple) else value


def required_year(label: str) -> forms.IntegerField:
    """Return a field for a year that must be given."""
    return forms.IntegerField(
        label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={"required": _("Write the year with four digits, for example 2027.")},
    )  # fmt: skip


def title_field(code: str) -> forms.CharField:
    """Return a field for the plan's title in one language."""
    widget = forms.TextInput(attrs={"lang": code})
    return forms.CharField(label=_("Title"), max_length=300, required=False, widget=widget)


def check_years(form: forms.Form, first: int | None, last: int | None) -> None:
    """Refuse an end before the beginning, and a plan for longer than anybody plans."""
    wrong = "last_year" if "last_year" in form.fields else "first_year"
    if first and last and last < first:
        form.add_error(wrong, _("The plan cannot end before it begins."))
    elif first and last and last - first >= YEARS_AT_MOST:
        form.add_error(wrong, _("A plan is for at most %(years)s years: check the years.") % {"years": YEARS_AT_MOST})


class NewPlanForm(forms.Form):
    """A plan that does not exist yet. municipalities: those that the writer coordinates, at least one."""

    def __init__(self, municipalities: Sequence[Municipality], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.municipalities = {one.pk: one for one in municipalities}
        if len(municipalities) > 1:
            self.fields["municipality"] = forms.TypedChoiceField(
                label=_("Lead municipality"), coerce=int, choices=[(one.pk, str(one)) for one in municipalities],
            )  # fmt: skip
        usual = municipalities[0].languages
        spoken = dict.fromkeys([*usual, *(code for one in municipalities for code in one.languages)])
        for code in spoken:
            self.fields[f"title_{code}"] = title_field(code)
        self.fields["first_year"] = required_year(_("First year"))
        self.fields["last_year"] = required_year(_("Last year"))
        self.fields["languages"] = LanguagesField(
            usual, label=_("Languages, main one first"), help_text=_("A language can be added later."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A plan has a title and its years follow each other."""
        told = self.cleaned_data
        if not self.titles and not any(name.startswith("title_") for name in self.errors):
            first, *others = (name for name in self.fields if name.startswith("title_"))
            several = _("Write what the plan is called, in at least one language.")
            self.add_error(first, several if others else _("Write what the plan is called."))
        check_years(self, told.get("first_year"), told.get("last_year"))
        return told

    def title_fields(self) -> list[forms.BoundField]:
        """Return the fields for the title."""
        return [self[name] for name in self.fields if name.startswith("title_")]

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles by language."""
        told = self.cleaned_data
        return {name[-2:]: text for name, text in told.items() if name.startswith("title_") and text}

    @property
    def chosen(self) -> Municipality:
        """Return the lead municipality."""
        only = next(iter(self.municipalities))
        return self.municipalities[self.cleaned_data.get("municipality", only)]


class PlanForm(MergingForm):
    """What a coordinator may change of the plan itself."""

    row: Plan

    def build(self) -> None:
        """Add a field per title and word in the plan's languages, and the years, languages and area."""
        plan = self.row
        for code in plan.languages:
            self.fields[f"title_{code}"] = title_field(code)
        self.fields["first_year"] = required_year(_("First year"))
        self.fields["last_year"] = required_year(_("Last year"))
        self.fields["languages"] = LanguagesField(
            plan.languages, label=_("Languages, main one first"),
            help_text=_("Texts in a language that is taken away are kept, and are there again when it comes back."),
        )  # fmt: skip
        for name in LABELS:
            for code in plan.languages:
                described: Any = plan._meta.get_field(name)
                widget = forms.TextInput(attrs={"lang": code})
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=described.verbose_name, max_length=described.max_length, required=False, widget=widget
                )
        self.fields["area_id"] = forms.TypedChoiceField(
            label=_("Area of the plan's own figures"), choices=areas(plan), required=False, empty_value=None,
            coerce=int, help_text=_("A joint plan may have figures for a whole region."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A plan has a title and its years follow each other."""
        titles = [self.value(f"title_{code}") for code in LANGUAGES if f"title_{code}" not in self.errors]
        if not any(titles):
            self.add_error(
                f"title_{self.row.languages[0]}", _("Write what the plan is called, in at least one language.")
            )
        if not {"first_year", "last_year"} & set(self.errors):
            check_years(self, self.value("first_year"), self.value("last_year"))
        return self.cleaned_data

    def words(self) -> list[forms.BoundField]:
        """Return the fields for the words of the levels."""
        return [self[name] for name in self.fields if name[:-3] in LABELS]

    def title_fields(self) -> list[forms.BoundField]:
        """Return the fields for the title."""
        return [self[name] for name in self.fields if name.startswith("title_")]


def areas(plan: Plan) -> Iterable[tuple[str, str]]:
    """Return the areas to choose from: the partners' own, and the regions of their country."""
    lead = plan.municipality.area
    rows = Area.objects.filter(
        Q(municipality__partnerships__plan=plan) | Q(kind=Area.Kind.REGION, country=lead.country) | Q(pk=plan.area_id)
    ).exclude(pk=lead.pk)
    return [("", str(lead)), *((str(area.pk), str(area)) for area in rows.distinct().order_by("kind", "code", "pk"))]
