"""The end of an import, and of taking one back: closed periods, history, and statistics for the database."""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.events.recording import record
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.kpis import closing
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member

# PostgreSQL should look at the tables anew whenever an import has grown tenfold: by its statistics of before the import
# it would read all rows of the organisation to find those of one batch.
_MILESTONES = (1, 100_000, 1_000_000, 10_000_000)
# The import waits, and a rough look is enough for its plans: it takes less than a tenth of the time of the usual one
# (100). Where columns are named the server goes on counting what has changed, so that autovacuum looks closely soon.
_DETAIL = 10


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
    """Record how the import changes figures of closed periods. Of a period that was locked while the import ran, what
    was kept stays as it was shown then, or the import could never end."""
    reason = f"{batch.file_name} (import {batch.pk})"
    closing.restate_activities(days, by_id=by.pk, reason=reason[:300], what="import", what_id=batch.pk)


def refresh_statistics(before: int, now: int) -> None:
    """Have the database look at its tables anew where the number of rows brought in has passed a milestone.

    Called between two transactions. Inside somebody else's it would hold up the tables until that one's end.
    """
    passed = any(before < milestone <= now for milestone in _MILESTONES)
    if not passed or connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    for model in (Activity, TallyDay, TallyMonth):
        columns = ", ".join(str(field.column) for field in model._meta.concrete_fields)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL default_statistics_target = {_DETAIL}")
            cursor.execute(f"ANALYZE {model._meta.db_table} ({columns})")
