from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.jobs import pruning
from pacesetter.jobs.models import Job, Slot
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.tenancy.models import Organisation

State = Job.State


def ended(state: str, days_ago: int) -> None:
    job = jobs.enqueue("work")
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now() - timedelta(days=days_ago))


def prune() -> None:
    job = jobs.enqueue("jobs.prune")
    jobs.run_due()
    job.refresh_from_db()
    assert job.state == State.DONE
    job.delete()


def test_old_jobs_go_and_what_somebody_may_still_need_stays(
    organisation: Organisation, handles: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "_BATCH", 2)
    handles("work", nothing)
    for state in (State.DONE, State.CANCELLED, State.DEAD):
        for days_ago in (13, 15, 179, 181):
            ended(state, days_ago)
    waiting = jobs.enqueue("work", run_at=timezone.now() + timedelta(days=400))
    prune()
    now = timezone.now()
    kept = [(job.state, (now - job.finished_at).days) for job in Job.objects.all() if job.finished_at]
    assert sorted(kept) == sorted(
        [(State.DONE, 13), (State.CANCELLED, 13), (State.DEAD, 13), (State.DEAD, 15), (State.DEAD, 179)]
    )
    assert Job.objects.filter(pk=waiting.pk).exists()


@pytest.mark.django_db
def test_the_last_moment_of_a_recurring_job_is_never_forgotten() -> None:
    now = timezone.now()
    for days_ago in (100, 90, 1):
        Slot.objects.create(kind="daily", due_at=now - timedelta(days=days_ago))
    for days_ago in (400, 300):
        Slot.objects.create(kind="yearly", due_at=now - timedelta(days=days_ago))
    prune()
    kept = {(slot.kind, (now - slot.due_at).days) for slot in Slot.objects.all()}
    assert kept == {("daily", 1), ("yearly", 300)}
