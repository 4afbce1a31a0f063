"""The outbox as a backend of Django's Tasks API, so that call sites may use the standard `@task` and `.enqueue()`."""

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued, task_finished, task_started
from django_tasks.utils import normalize_json
from typing_extensions import ParamSpec

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job, JobStep
from pacesetter.jobs.queueing import enqueue
from pacesetter.jobs.registry import handler
from pacesetter.jobs.running import RunningJob
from pacesetter.tenancy.scope import organisation_id_or_none

P = ParamSpec("P")
T = TypeVar("T")

_INSIDE, _OUTSIDE = "tasks.call", "tasks.call_outside"
_RETURNED = "return value"
_STATUS = {
    Job.State.QUEUED: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.DEAD: TaskResultStatus.FAILED,
    Job.State.CANCELLED: TaskResultStatus.FAILED,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OutboxTask(Task[P, T]):
    """`@task(atomic=False)` is for functions that touch the network; see `pacesetter.jobs.handler`."""

    atomic: bool = True


class OutboxBackend(BaseTaskBackend):
    """Enqueues in the caller's transaction and runs in the scope of the organisation that was in scope then, or of
    none. Failed tasks are tried again like any job; READY is also what a task is that waits for its next attempt."""

    task_class = OutboxTask
    supports_defer = True
    supports_async_task = True
    supports_get_result = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        self.validate_task(task)
        atomic = task.atomic if isinstance(task, OutboxTask) else True
        payload = {
            "task": task.module_path,
            "args": normalize_json(args),
            "kwargs": normalize_json(kwargs),
            "backend": self.alias,
        }
        row = enqueue(_INSIDE if atomic else _OUTSIDE, payload, run_at=task.run_after)
        result = result_of(row, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Raises `TaskResultDoesNotExist`, also for results of other organisations and of pruned jobs."""
        number, _, uid = result_id.partition("-")
        try:
            row = Job.objects.get(pk=int(number), uid=uuid.UUID(uid), kind__in=(_INSIDE, _OUTSIDE))
        except (Job.DoesNotExist, ValueError):
            raise TaskResultDoesNotExist(result_id) from None
        if row.organisation_id not in (None, organisation_id_or_none()):
            raise TaskResultDoesNotExist(result_id)
        return result_of(row, _task(row))


def result_of(row: Job, task: Task[Any, Any]) -> TaskResult[Any]:
    """The job as the Tasks API shows it. Only the last worker and the last error are known."""
    errors = []
    if row.error_class and row.state != Job.State.DONE:
        errors = [TaskError(exception_class_path=row.error_class, traceback=row.last_error)]
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=f"{row.pk}-{row.uid.hex}",
        status=_STATUS[Job.State(row.state)],
        enqueued_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        last_attempted_at=row.started_at,
        args=row.payload["args"],
        kwargs=row.payload["kwargs"],
        backend=row.payload["backend"],
        errors=errors,
        worker_ids=[row.worker] * row.attempts,
    )
    if row.state == Job.State.DONE:
        returned = JobStep.objects.filter(job=row, name=_RETURNED).values_list("result", flat=True).first()
        object.__setattr__(result, "_return_value", returned)
    return result


def _task(row: Job) -> Task[Any, Any]:
    task = import_string(row.payload["task"])
    if not isinstance(task, Task):
        raise TypeError(f"{row.payload['task']} is not a task.")
    return task


def _tell_of_death(row: Job) -> None:
    task_finished.send(OutboxBackend, task_result=result_of(row, _task(row)))


@handler(_INSIDE, serves="either", on_dead=_tell_of_death)
def call_inside(job: RunningJob) -> None:
    _call(job)()


@handler(_OUTSIDE, serves="either", atomic=False, on_dead=_tell_of_death)
def call_outside(job: RunningJob) -> Callable[[], None]:
    return _call(job)


def _call(job: RunningJob) -> Callable[[], None]:
    """Call the task's function. Answers what is to be written down in the transaction that marks the job done."""
    task = _task(job.row)
    result = result_of(job.row, task)
    task_started.send(OutboxBackend, task_result=result)
    context = [TaskContext(task_result=result)] if task.takes_context else []
    returned = normalize_json(task.call(*context, *result.args, **result.kwargs))

    def write() -> None:
        now = clock.now()
        JobStep.objects.create(job=job.row, name=_RETURNED, started_at=now, finished_at=now, result=returned)
        transaction.on_commit(tell, robust=True)

    def tell() -> None:
        row = Job.objects.get(pk=job.id)
        task_finished.send(OutboxBackend, task_result=result_of(row, task))

    return write
