"""Write events. This is the hottest path of the product, so it is one plain INSERT without the ORM around it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any, NamedTuple

import orjson
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import Promise

from pacesetter.core import clock
from pacesetter.events.noting import noted
from pacesetter.tenancy.scope import current_organisation_id

_ONE = """
INSERT INTO events_event (organisation_id, at, verb, subject_kind, subject_id, actor_id, data)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
# COPY would be a little faster still, but PostgreSQL refuses it on a table with row-level security.
_MANY_AT_ONCE = """
INSERT INTO events_event (organisation_id, at, verb, subject_kind, subject_id, actor_id, data)
SELECT %s, %s, given.verb, given.subject_kind, given.subject_id, given.actor_id, given.data
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::jsonb[])
     WITH ORDINALITY AS given (verb, subject_kind, subject_id, actor_id, data, place)
ORDER BY given.place
"""
_BATCH = 2000


class Entry(NamedTuple):
    """One event for `record_many`; the fields mean what they mean in `record`."""

    verb: str
    subject_kind: str
    subject_id: int
    by_id: int | None
    data: Mapping[str, Any] | None = None


def record(
    verb: str,
    subject_kind: str,
    subject_id: int,
    *,
    by_id: int | None,
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Write one event of the organisation in scope, in the caller's transaction.

    `by_id` is the member who did it, None for the product itself. `at` is now unless given (aware). `data` must be
    JSON once dates, decimals and fractions are written as text; anything else raises `TypeError`. Raises
    `NoOrganisation` outside a scope.
    """
    connection = transaction.get_connection()
    moment = connection.ops.adapt_datetimefield_value(at or clock.now())
    row = (current_organisation_id(), moment, verb, subject_kind, subject_id, by_id, as_json(data))
    ids = noted.get()
    with connection.cursor() as cursor:
        if ids is None:
            cursor.execute(_ONE, row)
        else:
            cursor.execute(f"{_ONE} RETURNING id", row)
            ids.append(cursor.fetchone()[0])


def record_many(entries: Iterable[Entry], *, at: datetime | None = None) -> int:
    """Write the entries in their order as events of the organisation in scope. Answers how many they were.

    All carry the same moment. All or none are written only inside a transaction of the caller's.
    """
    connection = transaction.get_connection()
    organisation_id = current_organisation_id()
    now = at or clock.now()
    rest = iter(entries)
    count = 0
    if noted.get() is not None:
        # Only what one press changes is noted: few enough to be written one by one.
        for entry in rest:
            record(entry.verb, entry.subject_kind, entry.subject_id, by_id=entry.by_id, data=entry.data, at=now)
            count += 1
        return count
    moment = connection.ops.adapt_datetimefield_value(now)
    while batch := list(islice(rest, _BATCH)):
        _write(connection, organisation_id, moment, batch)
        count += len(batch)
    return count


def _write(connection: BaseDatabaseWrapper, organisation_id: int, moment: Any, batch: list[Entry]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            *plain, data = zip(*batch, strict=True)
            cursor.execute(
                _MANY_AT_ONCE, (organisation_id, moment, *map(list, plain), [as_json(values) for values in data])
            )
        else:
            cursor.executemany(_ONE, [(organisation_id, moment, *entry[:4], as_json(entry.data)) for entry in batch])


def as_json(data: Mapping[str, Any] | None) -> str:
    """The data as an event keeps it."""
    return orjson.dumps(data, default=_as_text, option=orjson.OPT_NON_STR_KEYS).decode() if data else "{}"


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal | Fraction | Promise):
        return str(value)
    raise TypeError(f"An event's data can't hold a {type(value).__name__}.")
