"""Leave nothing of an import that was only looked at."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.access import require_import_access
from pacesetter.imports.kept_files import errors_path, forget
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.work import job_at
from pacesetter.people.models import Member


def drop(batch: ImportBatch, *, by: Member) -> None:
    """Remove it with its file. Raises a `Refusal` once bringing in has begun: then it can be taken back instead."""
    require_import_access(by)
    with transaction.atomic():
        row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if row.state not in (BatchState.STARTED, BatchState.CHECKED):
            raise Refusal(_("This import has begun already. Take it back instead."), code="wrong_state")
        if job_at(row) is not None:
            raise Refusal(_("This import is being worked on. Stop that first."), code="busy")
        row.delete()
    forget(batch)
    errors_path(batch).unlink(missing_ok=True)
