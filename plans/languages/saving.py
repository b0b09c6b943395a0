"""Saves texts of a plan as they are typed: one form on the page, many rows, each with its own version."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from plans.forms.merging import MergingForm, resolved
from plans.languages.kinds import KINDS
from plans.measure_editor import ClashShown, clashes_shown
from plans.models import Plan
from plans.rich_text import as_source, clean
from welfareplans.organisations.models import User
from welfareplans.organisations.texts import LANGUAGES
from welfareplans.organisations.versions import Versioned

NAME = re.compile(r"(?P<kind>[a-z]+)-(?P<key>[0-9]{1,17})-(?P<field>\w+)_(?P<code>[a-z]{2})")  # of a text on the page
KIND_OF = {kind.model: kind for kind in KINDS.values()}
LONGEST = 20_000  # characters of a text that the model does not limit


class TextField(forms.CharField):
    """A text of several lines; browsers end their lines in their own way."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text as it is stored."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class FormattedField(TextField):
    """A text with formatting, in a box that shows it as plain as it can be."""

    def to_python(self, value: Any) -> str:
        """Return the text as it is stored."""
        return clean(super().to_python(value))

    def prepare_value(self, value: Any) -> str:
        """Return the text in the box."""
        return as_source(value)


class TextsForm(MergingForm):
    """The texts of one row in every language."""

    def build(self) -> None:
        """Add a field for each text, as long as the model allows."""
        kind = KIND_OF[type(self.row)]
        for name in kind.fields:
            described: Any = self.row._meta.get_field(name)
            for code in LANGUAGES:
                self.fields[f"{name}_{code}"] = (FormattedField if kind.is_rich(name) else TextField)(
                    label=described.verbose_name, required=False, max_length=described.max_length or LONGEST
                )

    @property
    def name(self) -> str:
        """Return what the page calls the row."""
        return f"{KIND_OF[type(self.row)].name}-{self.row.pk}"


@dataclass
class Saved:
    """What came of a post. errors, changed: by name on the page; versions: the newest, by hidden field."""

    errors: dict[str, str] = field(default_factory=dict)
    clashes: list[ClashShown] = field(default_factory=list)
    changed: dict[str, str | list[str]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


def save_posted(data: QueryDict, plan: Plan, user: User | AnonymousUser) -> Saved:
    """Save every text that was changed; what is refused or clashes stays as it is, and the rest is saved."""
    saved = Saved()
    for form in forms_of(data, plan, user):
        clashes = form.save_what_is_valid()
        for name, errors in form.errors.items():
            at = name if name != "__all__" else next(iter(form.fields))
            saved.errors[f"{form.name}-{at}"] = str(errors[0])
        saved.clashes += [
            replace(shown, name=f"{form.name}-{shown.name}", label=f"{form.row}: {shown.label}")
            for shown in clashes_shown(form, clashes)
        ]
        saved.versions[f"v-{form.name}"] = form.row.version
        saved.changed |= {f"{form.name}-{name}": text for name, text in form.changed_by_others.items()}
    return saved


def forms_of(data: QueryDict, plan: Plan, user: User | AnonymousUser) -> Iterator[TextsForm]:
    """Yield a form for each row of which a text was changed and which the user may change."""
    for kind, parts in split(data, plan).items():
        rows = KINDS[kind].editable(plan, user).in_bulk(list(parts))
        for key, row in rows.items():
            sent = {name for name in parts[key] if differs(name, parts[key], row)}
            if sent:
                yield TextsForm(row, parts[key], sent)


def split(data: QueryDict, plan: Plan) -> dict[str, dict[int, QueryDict]]:
    """Return the posted texts in the plan's languages by kind and key, each under the row's own names."""
    posted = resolved(data)
    sent = posted.get("_fields", ",".join(posted)).split(",")
    parts: dict[str, dict[int, QueryDict]] = defaultdict(dict)
    for name in set(sent) & set(posted):
        found = NAME.fullmatch(name)
        if found is None or not is_text(found, plan):
            continue
        row = f"{found['kind']}-{found['key']}"
        part = parts[found["kind"]].setdefault(int(found["key"]), QueryDict(mutable=True))
        part[f"{found['field']}_{found['code']}"] = posted.get(name, "")
        part["version"] = posted.get(f"v-{row}", "")
    return parts


def is_text(found: re.Match[str], plan: Plan) -> bool:
    """Tell whether a name on the page is one of a text in the plan's languages."""
    kind = KINDS.get(found["kind"])
    return kind is not None and found["field"] in kind.fields and found["code"] in plan.languages


def differs(name: str, part: QueryDict, row: Versioned) -> bool:
    """Tell whether a posted text is another one than what is saved."""
    if name == "version":
        return False
    posted, saved = part.get(name, ""), getattr(row, name) or ""
    if KIND_OF[type(row)].is_rich(name[:-3]):
        return clean(posted) != clean(saved)
    return posted.replace("\r\n", "\n").strip() != saved.replace("\r\n", "\n").strip()
