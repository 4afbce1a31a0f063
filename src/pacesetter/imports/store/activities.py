"""Activities into the database, whichever it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from pacesetter.activities.contact_days import kept_afterwards
from pacesetter.activities.models import Activity, ActivityContact
from pacesetter.imports.rows.activity_record import ActivityRecord, Who
from pacesetter.imports.rows.checked_batch import Staged
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


def stage(records: Sequence[ActivityRecord]) -> Staged | None:
    """For each record what is to be written, but for its id and its company, as the database takes it. Asks it nothing,
    so that it can be done ahead of writing in another thread."""
    return _database().staged(values_of(records), [record.company for record in records]) if records else None


def write_activities(
    records: Sequence[ActivityRecord],
    staged: Staged | None,
    companies: Sequence[int | None],
    contacts: Sequence[int | None],
    *,
    organisation_id: int,
    source: str,
    batch_id: int,
    now: datetime,
    repeats: bool,
) -> list[int | None]:
    """Write the records, staged before, with their companies and contacts, in the caller's transaction. Returns the id
    of each, in order, None where it was here already. With `repeats` such are expected, which makes writing slower.

    Their companies' days (`add_days`) and their totals are still to be added.
    """
    check_columns()
    if not records:
        return []
    database = _database()
    ids = database.reserve_ids(len(records))
    with kept_afterwards():
        out = database.insert(
            ids, companies, staged, dict(constants(organisation_id, source, batch_id, now)), repeats=repeats
        )
    written: list[int | None] = [None if one in out else one for one in ids] if out else [*ids]
    links = [
        ActivityContact(organisation_id=organisation_id, activity_id=activity_id, contact_id=contact_id)
        for activity_id, contact_id in zip(written, contacts, strict=True)
        if contact_id is not None and activity_id is not None
    ]
    ActivityContact.objects.bulk_create(links, batch_size=2_000)
    return written


class _Store(Protocol):
    """What both modules offer."""

    def reserve_ids(self, count: int) -> Sequence[int]: ...

    def staged(self, columns: Sequence[Sequence[object]], companies: Sequence[Who | None]) -> Any: ...

    def insert(
        self,
        ids: Sequence[int],
        companies: Sequence[int | None],
        staged: Any,
        fixed: Mapping[str, Any],
        *,
        repeats: bool,
    ) -> set[int]: ...

    def existing(self, organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]: ...


def _database() -> _Store:
    return activities_postgresql if connection.vendor == "postgresql" else activities_sqlite
