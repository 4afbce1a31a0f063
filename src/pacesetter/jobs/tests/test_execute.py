from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from pacesetter import events, jobs
from pacesetter.events.models import Event
from pacesetter.jobs import registry
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import Register, make_due
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

State = Job.State


def effects() -> int:
    return Event.across_organisations.filter(verb="effect").count()


def effect(job: jobs.RunningJob) -> None:
    events.record("effect", "job", job.id, by_id=None)


def failing(error: BaseException) -> Callable[[jobs.RunningJob], None]:
    def run(job: jobs.RunningJob) -> None:
        effect(job)
        raise error

    return run


def run(handles: Register, handler: Callable[[jobs.RunningJob], Any], **options: Any) -> Job:
    """Enqueue one job for this handler, run it once, and answer its row."""
    handles("work", handler, **options)
    job = jobs.enqueue("work")
    jobs.run_due()
    job.refresh_from_db()
    return job


def test_a_job_is_done_with_what_its_handler_wrote(organisation: Organisation, handles: Register) -> None:
    job = run(handles, effect)
    assert (job.state, job.attempts, effects()) == (State.DONE, 1, 1)
    assert job.finished_at is not None
    assert job.lease_until is None
    assert jobs.run_due() == 0


def test_a_handler_works_for_the_organisation_of_its_job(
    organisation: Organisation, other_organisation: Organisation, handles: Register
) -> None:
    handles("work", effect)
    with scope(other_organisation):
        jobs.enqueue("work")
    jobs.run_due()
    assert not Event.objects.exists()
    with scope(other_organisation):
        assert Event.objects.count() == 1


def test_what_a_failed_attempt_wrote_is_gone_and_the_job_waits(organisation: Organisation, handles: Register) -> None:
    before = timezone.now()
    back_off = jobs.BackOff(first=timedelta(minutes=10), longest=timedelta(hours=1))
    job = run(handles, failing(ZeroDivisionError("by nothing")), back_off=back_off)
    assert (job.state, job.attempts, effects()) == (State.QUEUED, 1, 0)
    assert job.error_class == "builtins.ZeroDivisionError"
    assert "by nothing" in job.last_error
    assert job.run_at >= before + timedelta(minutes=5)
    assert jobs.run_due() == 0


def test_the_last_attempt_kills_the_job(organisation: Organisation, handles: Register) -> None:
    job = run(handles, failing(ZeroDivisionError()), max_attempts=3)
    for _ in range(2):
        make_due(job)
        assert jobs.run_due() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DEAD, 3)
    make_due(job)
    assert jobs.run_due() == 0


def test_a_permanent_failure_kills_the_job_at_once(organisation: Organisation, handles: Register) -> None:
    job = run(handles, failing(jobs.Permanent("no such address")))
    assert (job.state, job.attempts, effects()) == (State.DEAD, 1, 0)
    assert job.error_class == "pacesetter.jobs.errors.Permanent"


def test_a_temporary_failure_waits_as_long_as_was_asked(organisation: Organisation, handles: Register) -> None:
    before = timezone.now()
    job = run(handles, failing(jobs.Temporary("too many requests", retry_after=timedelta(hours=7))))
    assert job.state == State.QUEUED
    # Minutes of allowance, because the job's clock is the database's.
    assert timedelta(hours=6, minutes=55) < job.run_at - before < timedelta(hours=7, minutes=5)


def test_a_handler_that_asks_python_to_exit_has_failed(organisation: Organisation, handles: Register) -> None:
    assert run(handles, failing(SystemExit(1))).error_class == "builtins.SystemExit"


def test_an_error_that_no_database_can_keep_is_kept_in_part(organisation: Organisation, handles: Register) -> None:
    job = run(handles, failing(ValueError("a\x00b\ud800c" + "x" * 20_000 + " the end")))
    assert job.state == State.QUEUED
    assert job.last_error.rstrip().endswith("the end")
    assert len(job.last_error) <= 8100
    job = run_again(job, handles, failing(ValueError("a\x00b\ud800c")))
    assert "a\\x00b\\ud800c" in job.last_error


def run_again(job: Job, handles: Register, handler: Callable[[jobs.RunningJob], Any]) -> Job:
    del registry._handlers["work"]
    handles("work", handler)
    make_due(job)
    jobs.run_due()
    job.refresh_from_db()
    return job


def test_the_ending_of_a_long_handler_is_kept_only_with_the_mark_that_it_is_done(
    organisation: Organisation, handles: Register
) -> None:
    def talk(job: jobs.RunningJob) -> Callable[[], None]:
        def ending() -> None:
            effect(job)
            if job.attempt == 1:
                raise ZeroDivisionError

        return ending

    job = run(handles, talk, atomic=False)
    assert (job.state, effects()) == (State.QUEUED, 0)
    make_due(job)
    jobs.run_due()
    job.refresh_from_db()
    assert (job.state, effects()) == (State.DONE, 1)


def test_the_room_of_a_dead_job_is_told_in_the_scope_of_its_organisation(
    organisation: Organisation, other_organisation: Organisation, handles: Register
) -> None:
    def told(job: Job) -> None:
        events.record("died", "job", job.pk, by_id=None, data={"error": job.error_class})

    handles("work", failing(jobs.Permanent()), on_dead=told)
    with scope(other_organisation):
        job = jobs.enqueue("work")
    jobs.run_due()
    with scope(other_organisation):
        assert Event.objects.get(verb="died", subject_id=job.pk).data == {"error": "pacesetter.jobs.errors.Permanent"}


def test_a_job_dies_even_if_nobody_can_be_told(organisation: Organisation, handles: Register) -> None:
    def told(job: Job) -> None:
        effect_of_death = events.Entry("died", "job", job.pk, None)
        events.record_many([effect_of_death])
        raise ZeroDivisionError

    job = run(handles, failing(jobs.Permanent()), on_dead=told)
    assert job.state == State.DEAD
    assert not Event.objects.filter(verb="died").exists()


def test_progress_shows_while_a_long_job_runs(organisation: Organisation, handles: Register) -> None:
    seen: list[Job] = []

    def count(job: jobs.RunningJob) -> None:
        job.report(200, 1000, "reading rows")
        seen.append(Job.objects.get(pk=job.id))

    run(handles, count, atomic=False)
    assert [(row.progress_done, row.progress_total, row.progress_note) for row in seen] == [(200, 1000, "reading rows")]


def test_an_atomic_handler_can_not_show_progress(organisation: Organisation, handles: Register) -> None:
    job = run(handles, lambda job: job.report(1))
    assert job.state == State.QUEUED
    assert "can't be seen" in job.last_error


def test_the_effect_key_is_the_same_on_every_attempt(organisation: Organisation, handles: Register) -> None:
    keys = []

    def charge(job: jobs.RunningJob) -> None:
        keys.append((job.effect_key(), job.effect_key("charge")))
        if job.attempt == 1:
            raise jobs.Temporary("busy")

    make_due(run(handles, charge))
    jobs.run_due()
    jobs.enqueue("work")
    jobs.run_due()
    assert keys[0] == keys[1] != keys[2]
    assert keys[0][1] == f"{keys[0][0]}-charge"
