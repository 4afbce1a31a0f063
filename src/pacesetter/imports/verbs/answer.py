"""Answer what an import asks, or correct its mapping, before it is brought in."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.access import require_import_access
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.mapping import corrected
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.opened import Progress, no_progress, open_import
from pacesetter.imports.profiles.guess import ColumnGuess, Ground
from pacesetter.imports.verbs.start import look_through
from pacesetter.imports.work import job_at
from pacesetter.people.models import Member


def answer(
    batch: ImportBatch,
    *,
    by: Member,
    answers: Answers | None = None,
    said: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> ImportBatch:
    """Keep the answers and the corrected mapping, and look through the file again for what is still open.

    Raises a `Refusal` once bringing in has begun.
    """
    require_import_access(by)
    if batch.state not in (BatchState.STARTED, BatchState.CHECKED):
        raise Refusal(_("This import has begun already; nothing about it can change."), code="wrong_state")
    if job_at(batch) is not None:
        raise Refusal(_("This import is being worked on. Wait until that is done."), code="busy")
    opened = open_import(batch)
    if said:
        now = {column: ColumnGuess(column, field, 1.0, Ground.PERSON) for column, field in batch.mapping.items()}
        guesses = corrected(now, opened.table.header, Kind(batch.kind), said)
        batch.mapping = {column: one.field for column, one in guesses.items()}
        told = {column: [one.confidence, one.ground.value] for column, one in guesses.items()}
        batch.grounds = {column: batch.grounds.get(column, ground) for column, ground in told.items()} | {
            column: ground for column, ground in told.items() if column in said
        }
    if answers is not None:
        opened.answers = answers
    look_through(opened, progress)
    batch.state = BatchState.STARTED
    # What a dry run found holds no longer.
    batch.tried, batch.errors_size, batch.trouble = None, 0, ""
    with transaction.atomic():
        batch.problems.all().delete()
        batch.save()
    return batch
