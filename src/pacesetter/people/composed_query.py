"""Query sets whose SQL is composed once: to compose it can take Django longer than the answer takes the database."""

import copy
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from pacesetter.people.named_places import NamedPlaces, Value, stand_ins_for
from pacesetter.people.reading import reader_of
from pacesetter.tenancy.prepared import fetch_rows, with_constants
from pacesetter.tenancy.scope import current_organisation_id, scope

R = TypeVar("R")

# Nobody's, by which the places of the one in scope are found.
_ORGANISATION = 7_640_891_575_000_000
# More compositions than this are of forms that hardly anybody asks for twice.
_MOST = 100


class ComposedQuery(Generic[R]):
    """A query set made by `make` out of named values, that is composed at its first use.

    Only for what is read often. The values may be integers, texts, dates, moments, and several ids that go through
    `sent_ids`, and nothing else; none of them may decide about the form of the query, and each must be found in it.
    What does decide about its form is named in `forms`: the query is composed once for each of their combinations.
    `make` asks the database nothing, and neither the clock nor the language. The organisation is the one in scope when
    the rows are read, whatever was in scope when the query was composed.

    With `is_planned` PostgreSQL plans it once, too, for any values: for queries whose best plan is the same whoever
    asks. What never differs stands in its text, so that partial indexes are found for it.

    Raises `TypeError` or `ValueError` where it can't be used so.
    """

    def __init__(
        self, make: Callable[..., QuerySet[Any, R]], forms: Sequence[str] = (), *, is_planned: bool = False
    ) -> None:
        self._make = make
        self._forms = forms
        self._kind = _Planned if is_planned else _Composed
        self._composed: dict[tuple[object, ...], _Composed] = {}

    def rows(self, **values: Any) -> list[R]:
        """What the database answers now. Raises `NoOrganisation` where rows of one are asked for and none is in
        scope."""
        forms = {name: values.pop(name) for name in self._forms}
        key = (connections["default"].vendor, *forms.values())
        composed = self._composed.get(key)
        if composed is None:
            if len(self._composed) >= _MOST:
                self._composed.clear()
            composed = self._composed[key] = self._kind(self._make, values, forms)
        return composed.read(values)


class _Composed:
    def __init__(
        self, make: Callable[..., QuerySet[Any, Any]], values: dict[str, Value], forms: dict[str, Any]
    ) -> None:
        stand_ins = stand_ins_for(values)
        with scope(_ORGANISATION):
            self.rows = make(**stand_ins, **forms)
        self._compiler: SQLCompiler = self.rows.query.get_compiler(using="default")
        self._places = NamedPlaces(self._compiler, stand_ins)
        self._organisations = [place for place, found in enumerate(self._places.parameters) if found == _ORGANISATION]

    def read(self, values: dict[str, Value]) -> list[Any]:
        rows: QuerySet[Any, Any] = self.rows.all()
        rows.query = self._query_with(values)
        # Setting the query forgets whether single values, tuples or objects are wanted.
        rows._iterable_class = self.rows._iterable_class
        return list(rows)

    def _filled(self, values: dict[str, Value]) -> list[Any]:
        parameters = self._places.filled(values)
        for place in self._organisations:
            parameters[place] = current_organisation_id()
        return parameters

    def _query_with(self, values: dict[str, Value]) -> Any:
        parameters = self._filled(values)
        compiler = copy.copy(self._compiler)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_, **__: (self._places.sql, tuple(parameters))  # type: ignore[method-assign]
        query = copy.copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return query


class _Planned(_Composed):
    def __init__(
        self, make: Callable[..., QuerySet[Any, Any]], values: dict[str, Value], forms: dict[str, Any]
    ) -> None:
        super().__init__(make, values, forms)
        differing = {*self._places.named, *self._organisations}
        self._sql, self._sent = with_constants(self._places.sql, self._places.parameters, differing)
        self._reader = reader_of(self.rows, self._compiler)

    def read(self, values: dict[str, Value]) -> list[Any]:
        parameters = self._filled(values)
        return list(self._reader.read(fetch_rows(self._sql, [parameters[place] for place in self._sent])))
