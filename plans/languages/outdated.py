"""Which translations are older than what they translate.

Read from the history that the database keeps by itself, so that it is the same however a text was written: by a
form, an import, a command or in bulk.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, TextField, Value, Window
from django.db.models.functions import Coalesce, Lag

from plans.languages.kinds import KINDS, Kind
from plans.languages.reading import Item
from plans.models import Plan, TranslationCheck

NOTHING = Value("", output_field=TextField())
Name = tuple[str, int, str]  # kind, key and field of a text


@dataclass(frozen=True)
class Outdated:
    """A translation that is older than its source. was: what the source said then; since: when it changed last."""

    was: str
    since: datetime.datetime


def checks_of(plan: Plan, source: str, into: str) -> dict[Name, TranslationCheck]:
    """Return the texts that somebody has found right in both languages."""
    rows = plan.translation_checks.filter(source_language=source, language=into)
    return {(row.kind, row.key, row.field): row for row in rows}


def holds(check: TranslationCheck | None, source_text: str, text: str) -> bool:
    """Tell whether somebody has found right what the two languages say now."""
    return check is not None and (check.source_text, check.text) == (source_text, text)


def outdated(
    items: Iterable[Item], source: str, into: str, checks: Mapping[Name, TranslationCheck]
) -> dict[Name, Outdated]:
    """Return the texts whose source was changed after their translation was last written. A query for each kind.

    A source that was written after its translation is not a change of it; neither is one that was changed back.
    """
    both: dict[str, dict[int, Item]] = defaultdict(dict)
    for item in items:
        if any(source in texts and into in texts for texts in item.texts.values()):
            both[item.kind][item.key] = item
    found = {}
    for kind, wanted in both.items():
        for name, told in translated(KINDS[kind], list(wanted), source, into).items():
            texts = wanted[name[1]].texts[name[2]]
            check = checks.get(name)
            was = check.source_text if check is not None and check.text == texts.get(into) else told.was
            if was and into in texts and source in texts and said(name, was) != said(name, texts[source]):
                found[name] = Outdated(was, told.since)
    return found


def translated(kind: Kind, keys: list[int], source: str, into: str) -> dict[Name, Outdated]:
    """Return what the source said when each text was last translated, and when the source changed last."""
    names = [f"{field}_{code}" for field in kind.fields for code in (source, into)]
    described: Any = kind.model._meta
    event = described.get_field("events").related_model
    before = {
        f"before_{name}": Window(
            Lag(Coalesce(F(name), NOTHING, output_field=TextField())), partition_by="pgh_obj_id", order_by="pgh_id"
        )
        for name in names
    }
    moved = Q()
    for name in names:
        moved |= ~Q(**{f"was_{name}": F(f"now_{name}")})
    rows = event.objects.filter(pgh_obj_id__in=keys).annotate(
        **before,
        **{f"was_{name}": Coalesce(F(f"before_{name}"), NOTHING, output_field=TextField()) for name in names},
        **{f"now_{name}": Coalesce(F(name), NOTHING, output_field=TextField()) for name in names},
    )
    found: dict[Name, Outdated] = {}
    told_of = [f"{moment}_{name}" for moment in ("was", "now") for name in names]
    for row in rows.filter(moved).order_by("pgh_id").values("pgh_obj_id", "pgh_created_at", *told_of):
        for field in kind.fields:
            text = (kind.name, row["pgh_obj_id"], field)
            changed = {code for code in (source, into) if row[f"was_{field}_{code}"] != row[f"now_{field}_{code}"]}
            told = found.get(text)
            if into in changed or told is None:
                found[text] = Outdated(row[f"now_{field}_{source}"], row["pgh_created_at"])
            elif source in changed:
                found[text] = Outdated(told.was or row[f"now_{field}_{source}"], row["pgh_created_at"])
    return found


def said(name: Name, text: str) -> list[str]:
    """Return the words of a text: spaces and formatting change nothing that is said."""
    return KINDS[name[0]].words(name[2], text).split()
