"""Activities into the database, whichever it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from pacesetter.activities.models import ActivityContact
from pacesetter.imports.rows.activity_record import ActivityRecord
from pacesetter.imports.store import activities_postgresql, activities_sqlite
from pacesetter.imports.store.activity_columns import check_columns, constants, values_of


def existing_activities(organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]:
    """Those of the external ids that are here already (deleted activities too), with the import that brought them."""
    if not external_ids:
        return {}
    return _database().existing(organisation_id, source, external_ids)


def write_activities(
    records: Sequence[ActivityRecord],
    companies: Sequence[int | None],
    contacts: Sequence[int | None],
    *,
    organisation_id: int,
    source: str,
    batch_id: int,
    now: datetime,
) -> list[int]:
    """Write the records with their companies and contacts, in the caller's transaction. Returns the ids of those that
    are in, in order; their totals are still to be added."""
    check_columns()
    if not records:
        return []
    database = _database()
    ids = database.reserve_ids(len(records))
    columns = values_of(records, ids, companies)
    written = database.insert(columns, dict(constants(organisation_id, source, batch_id, now)))
    links = [
        ActivityContact(organisation_id=organisation_id, activity_id=activity_id, contact_id=contact_id)
        for activity_id, contact_id in zip(ids, contacts, strict=True)
        if contact_id is not None and activity_id in written
    ]
    ActivityContact.objects.bulk_create(links, batch_size=2_000)
    return sorted(written)


class _Store(Protocol):
    """What both modules offer."""

    def reserve_ids(self, count: int) -> list[int]: ...

    def insert(self, columns: Sequence[Sequence[object]], fixed: Mapping[str, Any]) -> set[int]: ...

    def existing(self, organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]: ...


def _database() -> _Store:
    return activities_postgresql if connection.vendor == "postgresql" else activities_sqlite
