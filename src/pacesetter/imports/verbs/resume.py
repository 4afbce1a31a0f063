"""Go on with an import that was cut off."""

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.access import require_import_access
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.opened import Progress, no_progress, open_import
from pacesetter.imports.verbs.commit import bring_in
from pacesetter.people.models import Member


def resume(batch: ImportBatch, *, by: Member, progress: Progress = no_progress) -> ImportBatch:
    """Bring in the rows behind the last one that was dealt with. Each row is dealt with exactly once.

    Raises a `Refusal` for an import that wasn't begun or has ended, and `TakenOver` where another run goes on with it.
    """
    require_import_access(by)
    batch.refresh_from_db()
    if batch.state != BatchState.COMMITTING:
        raise Refusal(_("Only an import that was cut off can be resumed."), code="wrong_state")
    return bring_in(open_import(batch), by=by, progress=progress)
