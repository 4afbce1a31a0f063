"""Lookups of every request: composed once as `ComposedQuery` is, planned once by the server, and made into objects
without what Django works out for each query set."""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from pacesetter.people.named_places import NamedPlaces, Value, stand_ins_for
from pacesetter.people.reading import reader_of
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
        self._reader = reader_of(rows, compiler)

    def rows(self, values: dict[str, Value]) -> list[M]:
        return list(self._reader.read(fetch_rows(self._sql, self._places.filled(values))))
