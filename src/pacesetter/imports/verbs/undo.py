"""Take a whole import back."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.imports.access import require_import_access
from pacesetter.imports.checkpoints import rarely_copying
from pacesetter.imports.finishing import restate
from pacesetter.imports.kept_files import forget
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.naming import naming
from pacesetter.imports.opened import Progress, no_progress
from pacesetter.imports.removed import removed_so_far
from pacesetter.imports.removing import remove_activities
from pacesetter.imports.taking_back import take_back_parties, take_back_settings
from pacesetter.kpis import closing
from pacesetter.people.models import Member


@dataclass(slots=True)
class Undone:
    """What taking back came to, all runs together where one was cut off. `kept` counts, by sort of record, what stayed
    because somebody has worked on it."""

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
        # Kept for a run that goes on where this one was cut off: by then the rows of some days are gone.
        closed = {day.isoformat() for day in closing.closed_days_among(days)}
        row.closed_days = sorted({*row.closed_days, *closed})
        row.save(update_fields=["state", "closed_days"])
    with rarely_copying():
        remove_activities(row, progress)
    came = Undone(kept={"activities": changed} if changed else {})
    came.kept |= take_back_parties(row, progress) | take_back_settings(row)
    with transaction.atomic():
        row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        came.removed = {"activities": 0, **removed_so_far(row)}
        restate(row, closing.closed_days_among({date.fromisoformat(day) for day in row.closed_days}), by=by)
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
    """Activities of the import on which somebody has worked: changed, joined by a colleague, or named by something else
    (a call, a meeting, a next step, another activity of which it is the original)."""
    worked_on = ~Q(updated_at=batch.started_at)
    for model, column in naming(Activity):
        worked_on |= Q(pk__in=model._base_manager.filter(**{f"{column}__isnull": False}).values(column))
    return Activity.objects.filter(import_batch_id=batch.pk).filter(worked_on)


def _days(batch: ImportBatch) -> set[date]:
    days: set[date] = set()
    for name in ("completed_on", "booked_on"):
        rows = Activity.objects.filter(import_batch_id=batch.pk, **{f"{name}__isnull": False})
        days |= set(rows.order_by().values_list(name, flat=True).distinct())
    return days
