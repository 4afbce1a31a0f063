import pytest

from pacesetter import events, jobs
from pacesetter.events.models import Event
from pacesetter.jobs.errors import NotCancellable, NotRetryable
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.tenancy.models import Organisation

State = Job.State


def test_a_dead_job_can_be_retried_and_keeps_its_steps(organisation: Organisation, handles: Register) -> None:
    broken = [True]

    def work(job: jobs.RunningJob) -> None:
        jobs.once(job, "first", lambda: events.record("effect", "job", job.id, by_id=None))
        if broken:
            raise jobs.Permanent("broken")

    handles("work", work, atomic=False)
    job = jobs.enqueue("work")
    jobs.run_due()
    broken.clear()
    job.refresh_from_db()
    assert job.state == State.DEAD
    jobs.retry(job)
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    jobs.run_due()
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Event.objects.count() == 1


def test_only_what_has_ended_in_vain_can_be_retried(organisation: Organisation, handles: Register) -> None:
    handles("work", nothing)
    job = jobs.enqueue("work")
    with pytest.raises(NotRetryable):
        jobs.retry(job)
    jobs.run_due()
    with pytest.raises(NotRetryable):
        jobs.retry(job)


def test_a_cancelled_job_does_not_run_until_it_is_retried(organisation: Organisation, handles: Register) -> None:
    handles("work", nothing)
    job = jobs.enqueue("work")
    jobs.cancel(job)
    assert jobs.run_due() == 0
    jobs.retry(job)
    assert jobs.run_due() == 1


def test_a_job_cancelled_while_it_runs_keeps_nothing(organisation: Organisation, handles: Register) -> None:
    def work(job: jobs.RunningJob) -> None:
        jobs.cancel(job.row)
        job.report(1)
        events.record("effect", "job", job.id, by_id=None)

    handles("work", work, atomic=False)
    job = jobs.enqueue("work")
    jobs.run_due()
    job.refresh_from_db()
    assert (job.state, Event.objects.count()) == (State.CANCELLED, 0)


def test_what_is_done_can_not_be_cancelled(organisation: Organisation, handles: Register) -> None:
    handles("work", nothing)
    job = jobs.enqueue("work")
    jobs.run_due()
    with pytest.raises(NotCancellable):
        jobs.cancel(job)
