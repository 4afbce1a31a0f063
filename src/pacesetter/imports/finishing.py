"""The end of an import, and of taking one back: closed periods, history, and statistics for the database."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from pacesetter.core import clock
from pacesetter.events.recording import record
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.kpis import closing
from pacesetter.people.models import Member

# PostgreSQL should look at the tables anew whenever an import has grown tenfold: by its statistics of before the import
# it would read all rows of the organisation to find those of one batch.
_MILESTONES = (1, 100_000, 1_000_000, 10_000_000)


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


def restate(batch: ImportBatch, days: Collection[date], *, by: Member) -> None:
    """Record how the import changes figures of closed periods.

    A period that was locked while the import ran is left as it was shown then, or the import could never end.
    """
    open_to_change = [day for day in days if closing.locked_period_among({day}) is None]
    if open_to_change:
        reason = f"{batch.file_name} (import {batch.pk})"
        closing.restate_activities(open_to_change, by_id=by.pk, reason=reason[:300], what="import", what_id=batch.pk)


def refresh_statistics(before: int, now: int) -> None:
    """Have the database look at its tables anew where the number of rows brought in has passed a milestone.

    Called between two transactions. Inside somebody else's it would hold up the tables until that one's end.
    """
    passed = any(before < milestone <= now for milestone in _MILESTONES)
    if not passed or connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for table in ("activities_activity", "kpis_tallyday", "kpis_tallymonth"):
            cursor.execute(f"ANALYZE {table}")
