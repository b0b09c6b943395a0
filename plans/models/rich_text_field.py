"""A column for rich text."""

from typing import Any

from django.db import models

from plans.rich_text import clean


class RichTextField(models.TextField):  # type: ignore[type-arg]
    """Cleans whatever is written to it, by whichever way: save, bulk_create, update, an import, a form."""

    def get_prep_value(self, value: Any) -> Any:
        """Return the text as it is stored."""
        prepared = super().get_prep_value(value)
        return clean(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        """Say that the column is one for text: what is allowed in it is nothing that the database knows."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options
