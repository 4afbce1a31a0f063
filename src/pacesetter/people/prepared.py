"""Query sets whose SQL is composed once: to compose it can take Django longer than the answer takes the database."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)

# Values that nobody has, by which the places of the real ones are found.
_NUMBERS, _DAYS = 7_640_891_576_000_000, date(9876, 5, 4).toordinal()


class Prepared(Generic[M]):
    """A query set made by `make` out of named values, that is composed at its first use.

    Only for what is read with every request. The values may be integers and dates and nothing else, none of them may
    decide about the form of the query, and each must be found in it: otherwise `TypeError` or `ValueError` is raised.
    """

    def __init__(self, make: Callable[..., QuerySet[M]]) -> None:
        self._make = make
        self._composed: dict[str, _Composed] = {}

    def rows(self, **values: int | date) -> list[M]:
        """What the database answers now."""
        connection = connections["default"]
        composed = self._composed.get(connection.vendor)
        if composed is None:
            composed = self._composed[connection.vendor] = _Composed(self._make, values)
        rows: QuerySet[M] = composed.rows.all()
        rows.query = composed.query_with(values)
        return list(rows)


class _Composed:
    def __init__(self, make: Callable[..., QuerySet[Any]], values: dict[str, int | date]) -> None:
        adapt = connections["default"].ops.adapt_datefield_value
        stand_ins = {name: _stand_in(number, value) for number, (name, value) in enumerate(values.items())}
        self.rows = make(**stand_ins)
        self._compiler: SQLCompiler = self.rows.query.get_compiler(using="default")
        self._sql, parameters = self._compiler.as_sql()
        self._parameters = list(parameters)
        sought = {name: adapt(one) if isinstance(one, date) else one for name, one in stand_ins.items()}
        self._places = [
            (place, name)
            for place, found in enumerate(self._parameters)
            for name, one in sought.items()
            if found == one
        ]
        if missing := set(values) - {name for _, name in self._places}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")

    def query_with(self, values: dict[str, int | date]) -> Any:
        connection = connections["default"]
        parameters = list(self._parameters)
        for place, name in self._places:
            value = values[name]
            parameters[place] = connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self._sql, tuple(parameters))  # type: ignore[method-assign]
        query = copy.copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return query


def _stand_in(number: int, value: int | date) -> int | date:
    if type(value) is date:
        return date.fromordinal(_DAYS + number)
    if type(value) is int:
        return _NUMBERS + number
    raise TypeError(f"{value!r} is neither an integer nor a date.")
