"""Look up single rows on hot paths: a statement whose text never changes, planned once by the server.

The ORM compiles a query anew each time it is made, which takes longer than PostgreSQL needs to answer it.
"""

import re
import select
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache, partial
from itertools import count
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)

# The protocol of PostgreSQL counts values with two bytes.
_MOST_VALUES = 60_000
# Words that mean the same wherever they stand in a statement.
_PLAIN = re.compile(r"[a-z_]+")


def fetch_row(sql: str, params: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row of the statement, or None. Places for values are written $1, $2 and so on, each once and in order.

    `sql` must be the same text at every call from one place, or there is nothing that the server could keep.
    """
    found = fetch_rows(sql, params)
    return found[0] if found else None


def fetch_rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of such a statement."""
    if connection.vendor != "postgresql" or connection.queries_logged or len(params) > _MOST_VALUES:
        with connection.cursor() as cursor:
            cursor.execute(_with_plain_places(sql), params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
    from psycopg import RawCursor
    from psycopg.types.numeric import Int8

    _leave_what_has_ended()
    connection.ensure_connection()
    # It is driven past Django's own cursor, so its errors are translated here, and whoever counts queries is given that
    # one. All whole numbers have one width, or the server would keep a plan for each combination of small and large
    # ones.
    with connection.wrap_database_errors, RawCursor(connection.connection) as server_side:
        execute = _wrapped(server_side)
        execute(sql, [Int8(value) if type(value) is int else value for value in params], False, {})
        return server_side.fetchall()


def _wrapped(cursor: Any) -> Callable[..., Any]:
    """The cursor's way of executing within those that Django wraps its own in (`connection.execute_wrapper`)."""

    def execute(sql: str, params: Sequence[Any], many: bool, context: Any) -> None:
        cursor.execute(sql, params)

    for wrapper in reversed(connection.execute_wrappers):
        execute = partial(wrapper, execute)
    return execute


def _leave_what_has_ended() -> None:
    """Django asks the server at the beginning of each request whether it is still there (CONN_HEALTH_CHECKS), a trip of
    its own. A server that goes, as when it is started anew, says so unasked, and that is seen without a trip."""
    if connection.connection is None or connection.in_atomic_block:
        return
    said = select.poll()
    said.register(connection.connection.pgconn.socket, select.POLLIN)
    if said.poll(0) and not connection.is_usable():
        connection.close()


@lru_cache(maxsize=500)
def _with_plain_places(sql: str) -> str:
    return re.sub(r"\$\d+", "%s", sql)


@lru_cache(maxsize=500)
def with_numbered_places(sql: str) -> str:
    """A statement whose places are written %s, as `fetch_rows` wants it. Raises `ValueError` where it has more per cent
    signs, or dollar signs."""
    if "%%" in sql or "$" in sql:
        raise ValueError("The statement has a per cent or dollar sign in its text.")
    numbers = count(1)
    return re.sub("%s", lambda _place: f"${next(numbers)}", sql)


def with_constants(sql: str, values: Sequence[Any], differing: Collection[int]) -> tuple[str, list[int]]:
    """The same, with those of the values in its text that are truths and plain words, and which of them are left to be
    sent. The `differing` ones (places, from 0) always are. Raises `ValueError` as `with_numbered_places`
    does."""
    sent = [place for place, value in enumerate(values) if place in differing or not _is_plain(value)]
    first, *rest = sql.split("%s")
    if len(rest) != len(values):
        raise ValueError("The statement has another number of places than of values.")
    known = set(sent)
    parts = (f"{'%s' if place in known else _written(values[place])}{after}" for place, after in enumerate(rest))
    return with_numbered_places(first + "".join(parts)), sent


def _is_plain(value: Any) -> bool:
    # No other numbers: one that says by which column to sort means something else in the text.
    return isinstance(value, bool) or (isinstance(value, str) and _PLAIN.fullmatch(value) is not None)


def _written(value: bool | str) -> str:
    return str(value).upper() if isinstance(value, bool) else f"'{value}'"


@cache
def columns_of(model: type[models.Model], alias: str) -> str:
    """All columns of a model, for a SELECT that joins its table under this alias."""
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


@cache
def _converters(model: type[models.Model], vendor: str) -> list[tuple[int, Any, Any]]:
    found = []
    for index, field in enumerate(model._meta.concrete_fields):
        column = field.get_col(model._meta.db_table)
        functions = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
        found += [(index, function, column) for function in functions]
    return found


def made_from(model: type[M], values: Sequence[Any]) -> M:
    """The object of a row selected with `columns_of`, as the ORM would have made it."""
    fields = model._meta.concrete_fields
    converted = list(values)
    for index, function, column in _converters(model, connection.vendor):
        converted[index] = function(converted[index], column, connection)
    return model.from_db("default", [field.attname for field in fields], converted)
