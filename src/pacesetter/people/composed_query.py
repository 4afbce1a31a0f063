"""Query sets whose SQL is composed once: to compose it can take Django longer than the answer takes the database."""

import copy
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from pacesetter.people.named_places import NamedPlaces, Value, stand_ins_for
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

    Raises `TypeError` or `ValueError` where it can't be used so.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, R]], forms: Sequence[str] = ()) -> None:
        self._make = make
        self._forms = forms
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
            composed = self._composed[key] = _Composed(self._make, values, forms)
        rows: QuerySet[Any, R] = composed.rows.all()
        rows.query = composed.query_with(values)
        # Setting the query forgets whether single values, tuples or objects are wanted.
        rows._iterable_class = composed.rows._iterable_class
        return list(rows)


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

    def query_with(self, values: dict[str, Value]) -> Any:
        parameters = self._places.filled(values)
        for place in self._organisations:
            parameters[place] = current_organisation_id()
        compiler = copy.copy(self._compiler)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_, **__: (self._places.sql, tuple(parameters))  # type: ignore[method-assign]
        query = copy.copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return query
