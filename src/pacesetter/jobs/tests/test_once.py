from collections.abc import Callable
from typing import Any

import pytest

from pacesetter import events, jobs
from pacesetter.events.models import Event
from pacesetter.jobs.errors import LeaseLost
from pacesetter.jobs.models import Job, JobStep
from pacesetter.jobs.tests.conftest import Register, make_due
from pacesetter.tenancy.models import Organisation

State = Job.State


class OtherSystem:
    """Something outside that remembers what it was asked, and answers with a number."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def call(self, what: str) -> Callable[[], int]:
        def effect() -> int:
            self.calls.append(what)
            return len(self.calls)

        return effect


@pytest.fixture
def other() -> OtherSystem:
    return OtherSystem()


def run_twice(handles: Register, handler: Callable[[jobs.RunningJob], Any], **options: Any) -> Job:
    handles("work", handler, **options)
    job = jobs.enqueue("work")
    for _ in range(2):
        jobs.run_due()
        make_due(job)
    job.refresh_from_db()
    return job


def test_a_step_outside_is_not_repeated_by_a_job_that_is_run_again(
    organisation: Organisation, handles: Register, other: OtherSystem
) -> None:
    answers = []

    def pay(job: jobs.RunningJob) -> None:
        answers.append(jobs.once(job, "reserve", other.call("reserve"), outside=True))
        if job.attempt == 1:
            raise jobs.Temporary("busy")
        answers.append(jobs.once(job, "charge", other.call("charge"), outside=True))

    assert run_twice(handles, pay, atomic=False).state == State.DONE
    assert other.calls == ["reserve", "charge"]
    assert answers == [1, 1, 2]


def test_a_step_inside_happens_together_with_its_proof_or_not_at_all(
    organisation: Organisation, handles: Register
) -> None:
    def work(job: jobs.RunningJob) -> None:
        def write(step: str) -> None:
            events.record("effect", "job", job.id, by_id=None, data={"step": step})
            if step == "second" and job.attempt == 1:
                raise ZeroDivisionError

        jobs.once(job, "first", lambda: write("first"))
        jobs.once(job, "second", lambda: write("second"))

    assert run_twice(handles, work, atomic=False).state == State.DONE
    assert [event.data["step"] for event in Event.objects.order_by("id")] == ["first", "second"]


def crash(*_: object) -> None:
    """As if the worker had been killed: nothing after this point is written."""
    raise LeaseLost


@pytest.mark.parametrize(("happened", "calls"), [(True, 1), (False, 2)])
def test_a_step_whose_proof_is_missing_asks_the_other_side(
    organisation: Organisation, handles: Register, other: OtherSystem, happened: bool, calls: int
) -> None:
    def charge(job: jobs.RunningJob) -> None:
        # The first attempt dies in the middle: the other side was called, its answer was never written down.
        effect = other.call("charge")
        answer = jobs.once(
            job,
            "charge",
            effect if job.attempt > 1 else lambda: crash(effect()),
            outside=True,
            ask=lambda: 41 if happened else None,
        )
        events.record("charged", "job", job.id, by_id=None, data={"answer": answer})

    handles("work", charge, atomic=False)
    job = jobs.enqueue("work")
    jobs.run_due()
    assert JobStep.objects.get().finished_at is None
    Job.objects.filter(pk=job.pk).update(state=State.QUEUED)
    jobs.run_due()
    assert len(other.calls) == calls
    assert Event.objects.get(verb="charged").data == {"answer": 41 if happened else 2}


def test_without_asking_a_step_whose_proof_is_missing_is_done_again(
    organisation: Organisation, handles: Register, other: OtherSystem
) -> None:
    def charge(job: jobs.RunningJob) -> None:
        effect = other.call(job.effect_key("charge"))
        jobs.once(job, "charge", effect if job.attempt > 1 else lambda: crash(effect()), outside=True)

    handles("work", charge, atomic=False)
    job = jobs.enqueue("work")
    jobs.run_due()
    Job.objects.filter(pk=job.pk).update(state=State.QUEUED)
    jobs.run_due()
    # The other side can tell that it is the same effect.
    assert other.calls == [job_key(job), job_key(job)]


def job_key(job: Job) -> str:
    return f"{job.uid.hex}-charge"


def test_an_atomic_handler_may_not_touch_other_systems(
    organisation: Organisation, handles: Register, other: OtherSystem
) -> None:
    job = run_twice(handles, lambda job: jobs.once(job, "charge", other.call("charge"), outside=True))
    assert other.calls == []
    assert "must not touch other systems" in job.last_error


def test_a_step_of_a_job_that_was_cancelled_is_not_kept(organisation: Organisation, handles: Register) -> None:
    def work(job: jobs.RunningJob) -> None:
        jobs.cancel(job.row)
        jobs.once(job, "late", lambda: events.record("effect", "job", job.id, by_id=None))

    assert run_twice(handles, work, atomic=False).state == State.CANCELLED
    assert not Event.objects.exists()
    assert not JobStep.objects.exists()
