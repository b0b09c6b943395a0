"""Texts that exist in several languages: which languages there are, and that a text is there in one of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("sv", "fi", "da")
# What may not stand in XML, and what turns the direction of the text after it.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def localised(instance: models.Model, field: str, languages: Iterable[str] = LANGUAGES) -> dict[str, str]:
    """Return a translated field's texts by language, those that there are."""
    return {code: text for code in languages if (text := getattr(instance, f"{field}_{code}"))}


def columns(*fields: str) -> list[str]:
    """Return the columns that hold the languages of translated fields, for `values()`."""
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


def texts_in(row: Mapping[str, Any], field: str) -> dict[str, str]:
    """Return a translated field of a row of `values()` by language, those texts that there are."""
    return {code: text for code in LANGUAGES if (text := row[f"{field}_{code}"])}


def per_language(field: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of a translated text to write; the plain column is never written beside them."""
    return {f"{field}_{language}": text for language, text in texts.items()}


def has_text(field: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a translated field has a text in at least one language."""
    # An empty text may be stored as NULL, and a comparison with NULL lets a row through: so NULL is asked for first.
    condition = Q()
    for code in LANGUAGES:
        condition |= Q(**{f"{field}_{code}__isnull": False}) & ~Q(**{f"{field}_{code}": ""})
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message=_("Write the text in at least one language.")
    )


def known_languages(name: str) -> models.CheckConstraint:
    """Return the constraint that `languages` names at least one language, and only ours."""
    return models.CheckConstraint(
        condition=Q(languages__contained_by=list(LANGUAGES), languages__len__gte=1),
        name=name,
        violation_error_message=_("Choose at least one of Swedish, Finnish and Danish."),
    )
