"""Lookups of every request: composed once as `ComposedQuery` is, planned once by the server, and made into objects
without what Django works out for each query set."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from pacesetter.people.named_places import NamedPlaces, Value, stand_ins_for
from pacesetter.tenancy.prepared import fetch_rows, with_numbered_places

M = TypeVar("M", bound=Model)


class Lookup(Generic[M]):
    """A query set made by `make` out of named integers, texts, dates and moments, of which none may decide about its
    form and each must be found in it. Only for what is read with every request.

    Raises `TypeError` or `ValueError` where it can't be used so.
    """

    def __init__(self, make: Callable[..., QuerySet[M]]) -> None:
        self._make = make
        self._planned: dict[str, _Planned[M]] = {}

    def rows(self, **values: Value) -> list[M]:
        """What the database answers now."""
        vendor = connections["default"].vendor
        planned = self._planned.get(vendor)
        if planned is None:
            planned = self._planned[vendor] = _Planned(self._make, values)
        return planned.rows(values)


class _Planned(Generic[M]):
    def __init__(self, make: Callable[..., QuerySet[M]], values: dict[str, Value]) -> None:
        stand_ins = stand_ins_for(values)
        rows = make(**stand_ins)
        compiler: SQLCompiler = rows.query.get_compiler(using="default")
        self._places = NamedPlaces(compiler, stand_ins)
        self._sql = with_numbered_places(self._places.sql)
        known: Any = rows
        if (
            known._iterable_class is not ModelIterable
            or known._prefetch_related_lookups
            or known._known_related_objects
        ):
            raise ValueError("The query gives something else than rows of a model by themselves.")
        self._read = _Reader(compiler)

    def rows(self, values: dict[str, Value]) -> list[M]:
        return list(self._read.objects(fetch_rows(self._sql, self._places.filled(values))))


class _Reader:
    """Makes objects of rows as Django does (`ModelIterable`), with all that is the same each time worked out once."""

    def __init__(self, compiler: SQLCompiler) -> None:
        chosen: Any = compiler.select
        kind: Any = compiler.klass_info
        columns = kind["select_fields"]
        self._model = kind["model"]
        self._first, self._end = columns[0], columns[-1] + 1
        self._names = [column[0].target.attname for column in chosen[self._first : self._end]]
        self._related = get_related_populators(kind, chosen, "default")  # type: ignore[call-arg]
        self._annotations = list((compiler.annotation_col_map or {}).items())
        self._converters = list(compiler.get_converters([column[0] for column in chosen]).items())

    def objects(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        connection = connections["default"]
        for found in rows:
            row = list(found)
            for place, (functions, expression) in self._converters:
                for function in functions:
                    row[place] = function(row[place], expression, connection)
            one = self._model.from_db("default", self._names, row[self._first : self._end])
            for related in self._related:
                related.populate(row, one)
            for name, place in self._annotations:
                setattr(one, name, row[place])
            yield one
