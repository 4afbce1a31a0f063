"""Activities into the database, whichever it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from pacesetter.activities.contact_days import kept_by_set
from pacesetter.activities.models import Activity, ActivityContact
from pacesetter.imports.rows.activity_record import ActivityRecord
from pacesetter.imports.store import activities_postgresql, activities_sqlite
from pacesetter.imports.store.activity_columns import check_columns, constants, values_of


def existing_activities(organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]:
    """Those of the external ids that are here already (deleted activities too), with the import that brought them."""
    if not external_ids:
        return {}
    return _database().existing(organisation_id, source, external_ids)


def brought_by_others(organisation_id: int, source: str, batch_id: int) -> bool:
    """Whether activities of this source are here that the import did not bring."""
    others = Activity.objects.filter(organisation_id=organisation_id, source=source).exclude(external_id="")
    return others.exclude(import_batch_id=batch_id).exists()


def finds_duplicates_itself() -> bool:
    """Whether writing passes over what is here already, so that nobody has to look beforehand."""
    return connection.vendor == "postgresql"


def write_activities(
    records: Sequence[ActivityRecord],
    companies: Sequence[int | None],
    contacts: Sequence[int | None],
    *,
    organisation_id: int,
    source: str,
    batch_id: int,
    now: datetime,
) -> list[int | None]:
    """Write the records with their companies and contacts, in the caller's transaction. Returns the id of each, in
    order, None where it was here already. Their totals are still to be added."""
    check_columns()
    if not records:
        return []
    database = _database()
    ids = database.reserve_ids(len(records))
    columns = values_of(records, ids, companies)
    with kept_by_set(companies):
        written = database.insert(columns, dict(constants(organisation_id, source, batch_id, now)))
    links = [
        ActivityContact(organisation_id=organisation_id, activity_id=activity_id, contact_id=contact_id)
        for activity_id, contact_id in zip(ids, contacts, strict=True)
        if contact_id is not None and activity_id in written
    ]
    ActivityContact.objects.bulk_create(links, batch_size=2_000)
    return [one if one in written else None for one in ids]


class _Store(Protocol):
    """What both modules offer."""

    def reserve_ids(self, count: int) -> list[int]: ...

    def insert(self, columns: Sequence[Sequence[object]], fixed: Mapping[str, Any]) -> set[int]: ...

    def existing(self, organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]: ...


def _database() -> _Store:
    return activities_postgresql if connection.vendor == "postgresql" else activities_sqlite
