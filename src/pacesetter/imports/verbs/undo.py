"""Take a whole import back."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.contact_days import kept_by_set
from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.imports.access import require_import_access
from pacesetter.imports.finishing import restate
from pacesetter.imports.kept_files import forget
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.opened import Progress, no_progress
from pacesetter.imports.taking_back import take_back_parties, take_back_settings
from pacesetter.kpis import closing, tallies
from pacesetter.people.models import Member

_AT_ONCE = 5_000


@dataclass(slots=True)
class Undone:
    """What taking back came to. `kept` counts, by sort of record, what stayed because somebody has worked on it."""

    removed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)


def undo(batch: ImportBatch, *, by: Member, keep_changed: bool = False, progress: Progress = no_progress) -> Undone:
    """Remove everything that the import made, so that the same file could be brought in anew.

    Activities that were changed since are a `Refusal`, unless `keep_changed` leaves them alone. So is a locked period.
    If it is cut off, calling it again goes on.
    """
    require_import_access(by)
    with transaction.atomic():
        row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if row.state not in (BatchState.COMMITTING, BatchState.DONE, BatchState.UNDOING):
            raise Refusal(_("There is nothing to take back."), code="wrong_state")
        changed = changed_since(row).count()
        if changed and not keep_changed:
            raise Refusal(
                _("%(count)s activities were changed since they were brought in. Say whether to keep those.")
                % {"count": changed},
                code="changed_since",
            )
        days = _days(row)
        if closing.locked_period_among(days) is not None:
            raise Refusal(_("Some of these activities lie in a locked period."), code="period_locked")
        # From here on a run that still brings rows in finds that the import is no longer its own.
        row.state = BatchState.UNDOING
        row.save(update_fields=["state"])
    came = Undone(kept={"activities": changed} if changed else {})
    came.removed["activities"] = _remove_activities(row, progress)
    take_back_parties(row, came.removed, came.kept)
    take_back_settings(row, came.removed, came.kept)
    with transaction.atomic():
        restate(row, closing.closed_days_among(days), by=by)
        row.state = BatchState.UNDONE
        row.undone_at = clock.now()
        row.undone_by = by
        row.taken_back = {"removed": came.removed, "kept": came.kept}
        forget(row)
        row.save(update_fields=["state", "undone_at", "undone_by", "taken_back", "path"])
        record("import.undone", "import", row.pk, by_id=by.pk, data={"removed": came.removed, "kept": came.kept})
    batch.refresh_from_db()
    return came


def changed_since(batch: ImportBatch) -> QuerySet[Activity]:
    """Activities of the import on which somebody has worked: changed, joined by a colleague, or named by another."""
    return Activity.objects.filter(import_batch_id=batch.pk).filter(
        ~Q(updated_at=batch.started_at)
        | Q(pk__in=ActivityParticipant.objects.values("activity_id"))
        | Q(pk__in=Activity.objects.filter(duplicate_of__isnull=False).values("duplicate_of_id"))
    )


def _days(batch: ImportBatch) -> set[date]:
    days: set[date] = set()
    for name in ("completed_on", "booked_on"):
        rows = Activity.objects.filter(import_batch_id=batch.pk, **{f"{name}__isnull": False})
        days |= set(rows.order_by().values_list(name, flat=True).distinct())
    return days


def _remove_activities(batch: ImportBatch, progress: Progress) -> int:
    """Go through the ids from the import's first to its last, since they were given out in one go."""
    bounds = Activity.objects.filter(import_batch_id=batch.pk).aggregate(first=Min("pk"), last=Max("pk"))
    removed = 0
    for start in range(bounds["first"] or 0, (bounds["last"] or -1) + 1, _AT_ONCE):
        with transaction.atomic():
            removed += _remove(_untouched(batch, start, start + _AT_ONCE), batch)
        progress(removed, batch.created, "")
    return removed


def _untouched(batch: ImportBatch, start: int, end: int) -> list[int]:
    """The import's activities with ids from `start` to before `end`, locked, without those that somebody worked on."""
    # The "+ 0" keeps the database from gathering the whole import by its index for every few thousand ids.
    rows = Activity.objects.select_for_update(of=("self",)).alias(of_batch=F("import_batch_id") + 0)
    found = dict(rows.filter(pk__gte=start, pk__lt=end, of_batch=batch.pk).values_list("pk", "updated_at"))
    worked_on = {pk for pk, updated_at in found.items() if updated_at != batch.started_at}
    joined = ActivityParticipant.objects.filter(activity_id__gte=start, activity_id__lt=end)
    worked_on |= set(joined.values_list("activity_id", flat=True))
    named = Activity.objects.filter(duplicate_of_id__gte=start, duplicate_of_id__lt=end)
    worked_on |= set(named.values_list("duplicate_of_id", flat=True))
    return sorted(found.keys() - worked_on)


def _remove(ids: list[int], batch: ImportBatch) -> int:
    """Remove these activities with their totals, in the caller's transaction."""
    if not ids:
        return 0
    rows = Activity.objects.filter(pk__in=ids)
    runs = _runs(ids)
    with kept_by_set(rows.order_by().values_list("company_id", flat=True).distinct()):
        for first, last in runs:
            which = "id BETWEEN %s AND %s AND import_batch_id + 0 = %s"
            tallies.add_activities(which, [first, last, batch.pk], sign=-1)
        ActivityContact.objects.filter(activity_id__in=ids).delete()
        # Nothing else hangs on these rows, so they can go without each being looked at.
        rows._raw_delete(Activity.objects.db)
    return len(ids)


def _runs(ids: list[int]) -> list[tuple[int, int]]:
    """The ids as runs of neighbours. Ids of other imports in between do no harm, kept ones of this import would."""
    runs: list[tuple[int, int]] = []
    for one in ids:
        if runs and one == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs
