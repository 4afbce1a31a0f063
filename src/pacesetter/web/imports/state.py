"""Where an import stands, in words: its own state, and the job that is at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.work import Work
from pacesetter.jobs.models import Job
from pacesetter.web.imports.result import in_digits

_ALIVE = (Job.State.QUEUED, Job.State.RUNNING)


@dataclass(frozen=True)
class Standing:
    """`key` is for style, `word` for people. `done` and `total` are rows, while something is going on."""

    key: str
    word: Promise
    is_busy: bool = False
    done: int = 0
    total: int = 0
    is_waiting: bool = False
    work: str = ""

    @property
    def in_digits(self) -> dict[str, str]:
        """The same numbers in the digits of the language."""
        return {"done": in_digits(self.done), "total": in_digits(self.total)}


_AT_WORK = {Work.TRY: _("Checking"), Work.COMMIT: _("Bringing in"), Work.UNDO: _("Taking back")}
_AT_REST = {
    BatchState.STARTED: Standing("open", _("To be checked")),
    BatchState.CHECKED: Standing("open", _("Checked, not brought in")),
    BatchState.COMMITTING: Standing("cut-off", _("Not finished")),
    BatchState.DONE: Standing("done", _("Brought in")),
    BatchState.UNDOING: Standing("cut-off", _("Half taken back")),
    BatchState.UNDONE: Standing("undone", _("Taken back")),
}


def broke_down(batch: ImportBatch) -> bool:
    """Whether the last work on it ended by a fault of ours, without a reason that would help anybody."""
    if batch.job_id is None or batch.trouble:
        return False
    return Job.objects.filter(pk=batch.job_id, organisation_id=batch.organisation_id, state=Job.State.DEAD).exists()


def standing_of(batches: Sequence[ImportBatch]) -> Mapping[int, Standing]:
    """By id of the import. One query for all of them."""
    ids = [one.job_id for one in batches if one.job_id is not None]
    organisations = {one.organisation_id for one in batches}
    # A job belongs to an organisation only by its column: it is not in any scope.
    jobs = Job.objects.filter(pk__in=ids, organisation_id__in=organisations, state__in=_ALIVE) if ids else ()
    alive = {job.pk: job for job in jobs}
    return {one.pk: _standing(one, alive.get(one.job_id or 0)) for one in batches}


def _standing(batch: ImportBatch, job: Job | None) -> Standing:
    if job is None:
        return _AT_REST[BatchState(batch.state)]
    return Standing(
        "busy",
        _AT_WORK[Work(job.kind)],
        is_busy=True,
        done=job.progress_done,
        total=job.progress_total or batch.rows_total,
        is_waiting=job.state == Job.State.QUEUED,
        work=Work(job.kind).name.lower(),
    )
