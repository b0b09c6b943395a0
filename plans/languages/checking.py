"""A person says that a translation is still right."""

from typing import Any

from django.http import QueryDict

from plans.languages.choice import Choice
from plans.languages.kinds import KINDS
from plans.models import Plan, TranslationCheck
from welfareplans.organisations.models import User


def find_right(plan: Plan, user: User, data: QueryDict, choice: Choice) -> bool:
    """Note that the text named `right` says the same in both languages as the page showed them.

    A text that somebody changed after the page was made is not what the person saw, so its doubts stay.
    Returns whether there is such a text in the plan.
    """
    kind_name, _, rest = data.get("right", "").partition("-")
    key, _, name = rest.partition("-")
    kind = KINDS.get(kind_name)
    if kind is None or name not in kind.fields or not (key.isascii() and key.isdigit() and len(key) < 18):
        return False
    row = kind.model._default_manager.filter(**{kind.plan: plan.pk}, pk=int(key)).first()
    if row is None:
        return False
    names = (f"{name}_{choice.source}", f"{name}_{choice.into}")
    read = data.get(f"v-{kind_name}-{key}", "")
    seen = {each: getattr(row, each) for each in names}
    if read != str(row.version):
        history: Any = row.events  # type: ignore[attr-defined]
        events = history.filter(version=int(read) if read.isascii() and read.isdigit() and len(read) < 9 else 0)
        seen = events.values(*names).first() or {}
    if not all(seen.get(each) for each in names):
        return False
    TranslationCheck.objects.update_or_create(
        plan=plan, kind=kind_name, key=row.pk, field=name, source_language=choice.source, language=choice.into,
        defaults={"source_text": seen[names[0]], "text": seen[names[1]], "checked_by": user},
    )  # fmt: skip
    return True
