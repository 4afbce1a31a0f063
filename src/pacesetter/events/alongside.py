"""An event that is written in the same statement as the row that it is about."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from pacesetter.core import clock
from pacesetter.events.recording import as_json
from pacesetter.tenancy.together import NEW_ID, Insertion

_COLUMNS = ("organisation_id", "at", "verb", "subject_kind", "subject_id", "actor_id", "data")
_CASTS = ("bigint", "timestamptz", "text", "text", "bigint", "bigint", "jsonb")


def event_of_new_row(
    organisation_id: int, verb: str, subject_kind: str, *, by_id: int | None, data: Mapping[str, Any]
) -> Insertion:
    """What `record` would write about the row that is inserted first. The values mean what they mean there."""
    moment = connection.ops.adapt_datetimefield_value(clock.now())
    values = (organisation_id, moment, verb, subject_kind, NEW_ID, by_id, as_json(data))
    return Insertion("events_event", _COLUMNS, _CASTS, values)
