"""The end of an import, and of taking one back: closed periods, history, and statistics for the database."""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from pacesetter.core import clock
from pacesetter.events.recording import record
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.kpis import closing
from pacesetter.people.models import Member

# From this many rows on PostgreSQL should look at the tables anew; its plans would else still be those of before.
_MANY = 10_000


def finish(batch: ImportBatch, *, by: Member) -> None:
    """Mark the import as done, in the caller's transaction. Closed periods are restated once for all rows."""
    restate(batch, [date.fromisoformat(day) for day in batch.closed_days], by=by)
    batch.state = BatchState.DONE
    batch.finished_at = clock.now()
    batch.save(update_fields=["state", "finished_at"])
    record(
        "import.committed",
        "import",
        batch.pk,
        by_id=by.pk,
        data={"file": batch.file_name, "kind": batch.kind, "created": batch.created, "left_out": batch.failed},
    )
    if batch.created >= _MANY and connection.vendor == "postgresql":
        transaction.on_commit(_analyse)


def restate(batch: ImportBatch, days: Collection[date], *, by: Member) -> None:
    """Record how the import changes figures of closed periods."""
    if days:
        reason = f"{batch.file_name} (import {batch.pk})"
        closing.restate_activities(days, by_id=by.pk, reason=reason[:300], what="import", what_id=batch.pk)


def _analyse() -> None:
    with connection.cursor() as cursor:
        for table in ("activities_activity", "kpis_tallyday", "kpis_tallymonth"):
            cursor.execute(f"ANALYZE {table}")
