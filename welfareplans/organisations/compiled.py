"""Queries whose SQL is built once: where hundreds save at a time, building a query costs more than its answer."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.utils import timezone
from django.utils.translation import get_language

# Whole numbers that stand for those of a question while its SQL is built.
STAND_IN = 2_000_000_000
MOST_SHAPES = 50
# No row has a larger number, and the database refuses to look for one.
BIGGEST = 2**63 - 1

Asked = int | Collection[int]
Row = TypeVar("Row", bound=Model)


class Compiled(Generic[Row]):
    """A queryset that differs from question to question only in whole numbers; its scopes stay written in one place.

    build: returns the queryset for the numbers, by name; each is one number or several, and never None. Beside them
    it may depend on the day and on the reader's language. A number that is compared with a small column (a year) is
    wrapped in `Value()` there, else the ORM takes its stand-in for one that no row can have.
    """

    def __init__(self, model: type[Row], build: Callable[..., QuerySet[Row, Any]]) -> None:
        self.model, self.build = model, build
        self.made: dict[tuple[object, ...], Shape] = {}

    def first(self, **asked: Asked) -> Row | None:
        """Return the first object, or None."""
        return next(iter(self.objects(**asked)), None)

    def objects(self, **asked: Asked) -> list[Row]:
        """Return the rows as objects, with what `select_related`, `only` and `annotate` name."""
        shape = self._shape(asked)
        found: list[Row] = shape.objects(self._answer(shape, asked))
        return found

    def rows(self, **asked: Asked) -> list[dict[str, Any]]:
        """Return the rows, columns by name and as the database has them."""
        shape = self._shape(asked)
        return [dict(zip(shape.names, row, strict=True)) for row in self._answer(shape, asked)]

    def _answer(self, shape: "Shape", asked: Mapping[str, Asked]) -> list[tuple[Any, ...]]:
        numbers = [one for value in asked.values() for one in ([value] if isinstance(value, int) else value)]
        if any(abs(one) > BIGGEST for one in numbers):
            return []
        known = {STAND_IN - place: number for place, number in enumerate(numbers)}
        with planned() as cursor:
            cursor.execute(shape.sql, [known.get(one, one) if isinstance(one, int) else one for one in shape.params])
            shape.names = shape.names or [column.name for column in cursor.description or ()]
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _shape(self, asked: Mapping[str, Asked]) -> "Shape":
        """Return the question for so many numbers, with the stand-ins among its parameters."""
        counts = tuple(-1 if isinstance(value, int) else len(value) for value in asked.values())
        key = timezone.localdate(), get_language(), counts
        if key not in self.made:
            if len(self.made) >= MOST_SHAPES:
                self.made.clear()
            place = iter(range(STAND_IN, 0, -1))
            numbers = {
                name: next(place) if isinstance(value, int) else [next(place) for _one in value]
                for name, value in asked.items()
            }
            shape = Shape(self.build(**numbers))
            if not set(shape.params).issuperset(range(STAND_IN, next(place), -1)):
                raise ValueError(f"The question of {self.model.__name__} has lost a number: {shape.sql}")
            self.made[key] = shape
        return self.made[key]


class Shape:
    """The SQL of a question, and how its answer becomes objects: as Django's ModelIterable does it, prepared once."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self.compiler: Any = rows.query.get_compiler(connection.alias)
        self.sql, self.params = self.compiler.as_sql()
        self.names: list[str] = []

    def objects(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """Return the rows of the answer as objects."""
        if self.converters:
            rows = self.compiler.apply_converters(rows, self.converters)
        return [self._object(row) for row in rows]

    def _object(self, row: Sequence[Any]) -> Any:
        model, start, names = self.own
        made = model.from_db(connection.alias, names, row[start : start + len(names)])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(made, name, row[place])
        return made

    @cached_property
    def own(self) -> tuple[Any, int, list[str]]:
        """Return the model, and where its own columns begin, with their names."""
        fields = self.compiler.klass_info["select_fields"]
        names = [self.compiler.select[place][0].target.attname for place in fields]
        return self.compiler.klass_info["model"], fields[0], names

    @cached_property
    def related(self) -> list[Any]:
        """Return what makes the objects of `select_related`."""
        populators: Any = get_related_populators
        found: list[Any] = populators(self.compiler.klass_info, self.compiler.select, connection.alias)
        return found

    @cached_property
    def converters(self) -> Any:
        """Return what some columns need to become the value of their field."""
        return self.compiler.get_converters(column for column, _sql, _alias in self.compiler.select)


def planned() -> AbstractContextManager[Any]:
    """Return a cursor whose queries the server keeps with their plans, counted and logged like any other.

    Planning a scope costs more than looking it up; Django's own cursors send each query as a new text.
    """
    connection.ensure_connection()
    cursor: AbstractContextManager[Any] = connection._prepare_cursor(psycopg.Cursor(connection.connection))  # type: ignore[attr-defined]
    return cursor
