"""Queries whose SQL is built once: where hundreds save at a time, building a query costs more than its answer."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

# Whole numbers that stand for those of a question while its SQL is built.
STAND_IN = -1_000_000_000
MOST_SHAPES = 50
# No row has a larger number, and the database refuses to look for one.
BIGGEST = 2**63 - 1

Asked = int | Collection[int]
Row = TypeVar("Row", bound=Model)


class Compiled(Generic[Row]):
    """A queryset that differs from question to question only in whole numbers; its scopes stay written in one place.

    build: returns the queryset for the numbers, by name; each is one number or several, and never None. Beside them
    it may depend on the day and on the reader's language. Its columns are read as the database has them.
    """

    def __init__(self, model: type[Row], build: Callable[..., QuerySet[Row, Any]]) -> None:
        self.model, self.build = model, build
        self.made: dict[tuple[object, ...], tuple[str, list[Any]]] = {}

    def first(self, **asked: Asked) -> Row | None:
        """Return the first row of a queryset of one table as an object, or None."""
        return next((partly(self.model, row) for row in self.rows(**asked)), None)

    def rows(self, **asked: Asked) -> list[dict[str, Any]]:
        """Return the rows, columns by name."""
        sql, params = self._sql(asked)
        numbers = [one for value in asked.values() for one in ([value] if isinstance(value, int) else value)]
        if any(abs(one) > BIGGEST for one in numbers):
            return []
        known = {STAND_IN - place: number for place, number in enumerate(numbers)}
        with planned() as cursor:
            cursor.execute(sql, [known.get(one, one) if isinstance(one, int) else one for one in params])
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _sql(self, asked: Mapping[str, Asked]) -> tuple[str, list[Any]]:
        """Return the SQL for so many numbers, and its parameters with the stand-ins among them."""
        counts = tuple(-1 if isinstance(value, int) else len(value) for value in asked.values())
        key = timezone.localdate(), get_language(), counts
        if key not in self.made:
            if len(self.made) >= MOST_SHAPES:
                self.made.clear()
            place = iter(range(STAND_IN, 2 * STAND_IN, -1))
            numbers = {
                name: next(place) if isinstance(value, int) else [next(place) for _one in value]
                for name, value in asked.items()
            }
            sql, params = self.build(**numbers).query.sql_with_params()
            self.made[key] = sql, list(params)
        return self.made[key]


def planned() -> AbstractContextManager[Any]:
    """Return a cursor whose queries the server keeps with their plans, counted and logged like any other.

    Planning a scope costs more than looking it up; Django's own cursors send each query as a new text.
    """
    connection.ensure_connection()
    cursor: AbstractContextManager[Any] = connection._prepare_cursor(psycopg.Cursor(connection.connection))  # type: ignore[attr-defined]
    return cursor


def partly(model: type[Row], columns: Mapping[str, Any]) -> Row:
    """Return a row of the database as an object; columns that are not there are read when somebody asks for them."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(connection.alias, names, [columns[name] for name in names])
