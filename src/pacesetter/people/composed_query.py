"""Query sets whose SQL is composed once: to compose it can take Django longer than the answer takes the database."""

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)

Value = int | str | date | datetime

# Values that nobody has, by which the places of the real ones are found.
_NUMBER, _DAY, _MOMENT = 7_640_891_576_000_000, date(9876, 5, 4), datetime(9876, 5, 4, 3, 2, 1, tzinfo=UTC)


class ComposedQuery(Generic[M]):
    """A query set made by `make` out of named values, that is composed at its first use.

    Only for what is read with every request. The values may be integers, texts, dates and moments and nothing else;
    none of them may decide about the form of the query, and each must be found in it. Raises `TypeError` or
    `ValueError` where it can't be used so.
    """

    def __init__(self, make: Callable[..., QuerySet[M]]) -> None:
        self._make = make
        self._composed: dict[str, _Composed] = {}

    def rows(self, **values: Value) -> list[M]:
        """What the database answers now."""
        connection = connections["default"]
        composed = self._composed.get(connection.vendor)
        if composed is None:
            composed = self._composed[connection.vendor] = _Composed(self._make, values)
        rows: QuerySet[M] = composed.rows.all()
        rows.query = composed.query_with(values)
        return list(rows)


class _Composed:
    def __init__(self, make: Callable[..., QuerySet[Any]], values: dict[str, Value]) -> None:
        stand_ins = {name: _stand_in(number, value) for number, (name, value) in enumerate(values.items())}
        self.rows = make(**stand_ins)
        self._compiler: SQLCompiler = self.rows.query.get_compiler(using="default")
        self._sql, parameters = self._compiler.as_sql()
        self._parameters = list(parameters)
        sought = {_adapted(one): name for name, one in stand_ins.items()}
        self._places = [(place, sought[found]) for place, found in enumerate(self._parameters) if found in sought]
        if missing := set(values) - {name for _, name in self._places}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")

    def query_with(self, values: dict[str, Value]) -> Any:
        parameters = list(self._parameters)
        for place, name in self._places:
            parameters[place] = _adapted(values[name])
        compiler = copy.copy(self._compiler)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_, **__: (self._sql, tuple(parameters))  # type: ignore[method-assign]
        query = copy.copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return query


def _adapted(value: Value) -> Any:
    operations = connections["default"].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    return operations.adapt_datefield_value(value) if isinstance(value, date) else value


def _stand_in(number: int, value: Value) -> Value:
    by_kind: dict[type, Value] = {
        int: _NUMBER + number,
        str: f"\x7fstand-in {number}",
        date: _DAY + timedelta(days=number),
        datetime: _MOMENT + timedelta(days=number),
    }
    if type(value) not in by_kind:
        raise TypeError(f"{value!r} is neither a number nor a text, a date or a moment.")
    return by_kind[type(value)]
