"""The activities of an import go again, thousands in one transaction, with their totals."""

from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max, Min, Q, QuerySet

from pacesetter.activities.contact_days import kept_where_gone
from pacesetter.activities.going import going_by_set
from pacesetter.activities.models import Activity
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.naming import naming
from pacesetter.imports.opened import Progress
from pacesetter.imports.removed import note_removed, removed_so_far
from pacesetter.kpis import tallies


def remove_activities(batch: ImportBatch, progress: Progress) -> int:
    """Remove those on which nobody has worked since. Returns how many are gone, those of runs that were cut off too.

    Goes through the ids from the import's first to its last, since they were given out in one go.
    """
    bounds = Activity.objects.filter(import_batch_id=batch.pk).aggregate(first=Min("pk"), last=Max("pk"))
    removed = removed_so_far(batch).get("activities", 0)
    for start in range(bounds["first"] or 0, (bounds["last"] or -1) + 1, _at_once()):
        with transaction.atomic():
            # Another run may be at it too, after a job was taken for dead: they take turns and count what both removed.
            row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
            if row.state != BatchState.UNDOING:
                break
            removed = note_removed(row, "activities", _remove(row, start, start + _at_once()))
        progress(removed, batch.created, "")
    return removed


def _at_once() -> int:
    """A company is written once in each transaction, and so is a total by month. On SQLite whoever records waits."""
    return 50_000 if connection.vendor == "postgresql" else 10_000


def _remove(batch: ImportBatch, start: int, end: int) -> int:
    """Remove what nobody worked on of the ids from `start` to before `end`, in the caller's transaction."""
    # The "+ 0" keeps the database from gathering the whole import by its index for every few thousand ids, as SQLite
    # would the whole organisation, which the import tells.
    of_batch = Activity.across_organisations.filter(pk__gte=start, pk__lt=end)
    of_batch = of_batch.alias(of_batch=F("import_batch_id") + 0)
    of_batch = of_batch.filter(of_batch=batch.pk).order_by()
    _hold(of_batch)
    kept = sorted(_worked_on(of_batch, batch, start, end))
    where = "id >= %s AND id < %s AND import_batch_id + 0 = %s"
    if kept:
        where += f" AND id NOT IN ({', '.join(map(str, kept))})"
    params: list[Any] = [start, end, batch.pk]
    with connection.cursor() as cursor, kept_where_gone(where, params):
        tallies.add_activities(where, params, sign=-1)
        by_id = "NOT INDEXED" if connection.vendor == "sqlite" else ""
        going = f"FROM activities_activity {by_id} WHERE organisation_id = %s AND {where}"
        given = [batch.organisation_id, *params]
        cursor.execute(
            "DELETE FROM activities_activitycontact WHERE activity_id >= %s AND activity_id < %s "  # noqa: S608
            f"AND activity_id IN (SELECT id {going})",
            [start, end, *given],
        )
        with going_by_set():
            cursor.execute(f"DELETE {going}", given)
            return int(cursor.rowcount)


def _hold(rows: QuerySet[Activity]) -> None:
    """Keep the rows as they are, and everybody from naming them, until the end of the transaction."""
    if connection.vendor != "postgresql":
        return
    sql, params = rows.select_for_update(of=("self",)).values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS held", params)  # noqa: S608


def _worked_on(rows: QuerySet[Activity], batch: ImportBatch, start: int, end: int) -> set[int]:
    """The ids of those that were changed since they came, or are named by something (see `undo.changed_since`)."""
    found: set[int] = set(rows.filter(~Q(updated_at=batch.started_at)).values_list("pk", flat=True))
    for model, column in naming(Activity):
        named = model._base_manager.filter(**{f"{column}__gte": start, f"{column}__lt": end})
        found |= set(named.values_list(column, flat=True))
    return found
