"""Files of imports are not kept for ever: they hold customers' data."""

import re
from datetime import timedelta

from django.db.models import Q

from pacesetter.core import clock
from pacesetter.imports.kept_files import errors_path, folder, forget
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.tenancy.scope import scope

# An import that is done can be taken back without its file; the rows that were left out may still be wanted.
KEPT_WHEN_DONE = timedelta(days=30)
KEPT_UNDECIDED = timedelta(days=7)


def tidy() -> int:
    """Remove what is no longer needed, in every organisation. Returns how many imports were tidied."""
    now = clock.now()
    done = Q(state__in=(BatchState.DONE, BatchState.UNDONE)) & ~Q(path="", errors_size=0)
    old = done & Q(created_at__lt=now - KEPT_WHEN_DONE)
    undecided = Q(state__in=(BatchState.STARTED, BatchState.CHECKED), created_at__lt=now - KEPT_UNDECIDED)
    tidied = 0
    for batch in ImportBatch.across_organisations.filter(old | undecided).order_by("id"):
        with scope(batch.organisation_id):
            forget(batch)
            errors_path(batch).unlink(missing_ok=True)
            batch.errors_size = 0
            if batch.state in (BatchState.DONE, BatchState.UNDONE):
                batch.save(update_fields=["path", "errors_size"])
            else:
                batch.delete()
        tidied += 1
    _remove_strays(now.timestamp() - KEPT_UNDECIDED.total_seconds())
    return tidied


def _remove_strays(before: float) -> None:
    """Remove old files that belong to no import: copies that a crash cut off, and files of erased organisations."""
    for file in folder().iterdir():
        number = re.match(r"\.?(\d+)-", file.name)
        known = number is not None and ImportBatch.across_organisations.filter(pk=int(number[1])).exists()
        if not known and file.is_file() and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
