"""Makes of rows what Django makes of them, with all that is the same each time worked out once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler


def reader_of(rows: QuerySet[Any, Any], compiler: SQLCompiler) -> "Reader":
    """What reads the answers to the query set, which this compiler has composed. Raises `ValueError` where it gives
    something else than objects of a model by themselves, tuples, or single values."""
    known: Any = rows
    if known._prefetch_related_lookups or known._known_related_objects:
        raise ValueError("The query gives something else than rows by themselves.")
    if known._iterable_class is ModelIterable:
        return _Objects(compiler)
    if known._iterable_class is FlatValuesListIterable:
        return _Single(compiler)
    if known._iterable_class is ValuesListIterable:
        return Reader(compiler)
    raise ValueError("The query gives neither objects, nor tuples, nor single values.")


class Reader:
    """Makes tuples."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self._columns = [column[0] for column in compiler.select or ()]
        self._converters = list(compiler.get_converters(self._columns).items())

    def read(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        """One for each row."""
        return iter(map(tuple, self._converted(rows)) if self._converters else rows)

    def _converted(self, rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        connection = connections["default"]
        for found in rows:
            row = list(found)
            for place, (functions, expression) in self._converters:
                for function in functions:
                    row[place] = function(row[place], expression, connection)
            yield row


class _Single(Reader):
    def read(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        return (row[0] for row in self._converted(rows))


class _Objects(Reader):
    def __init__(self, compiler: SQLCompiler) -> None:
        super().__init__(compiler)
        chosen: Any = compiler.select
        kind: Any = compiler.klass_info
        columns = kind["select_fields"]
        self._model = kind["model"]
        self._first, self._end = columns[0], columns[-1] + 1
        self._names = [column[0].target.attname for column in chosen[self._first : self._end]]
        self._related = get_related_populators(kind, chosen, "default")  # type: ignore[call-arg]
        self._annotations = list((compiler.annotation_col_map or {}).items())

    def read(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        for row in self._converted(rows):
            one = self._model.from_db("default", self._names, row[self._first : self._end])
            for related in self._related:
                related.populate(row, one)
            for name, place in self._annotations:
                setattr(one, name, row[place])
            yield one
