"""Bringing in behind the pages."""

from pathlib import Path

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import BatchState
from pacesetter.imports.tests.files import csv_file
from pacesetter.imports.verbs import start
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

TEXT = "Activity ID,Activity type,Owner,Date\n" + "".join(
    f"A{number},Discovery call,Rita,2026-03-02\n" for number in range(50)
)


@pytest.mark.django_db(transaction=True)
def test_a_job_brings_it_in_and_shows_how_far_it_is(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    job = jobs.enqueue("imports.commit", {"batch": batch.pk, "by": ada.pk})
    assert jobs.run_due() == 1
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == (Job.State.DONE, 50, 50)
    assert Activity.objects.count() == 50
    undo = jobs.enqueue("imports.undo", {"batch": batch.pk, "by": ada.pk})
    assert jobs.run_due() == 1
    undo.refresh_from_db()
    batch.refresh_from_db()
    assert (undo.state, batch.state) == (Job.State.DONE, BatchState.UNDONE)
    assert not Activity.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_on_with_what_was_cut_off_and_does_not_begin_anew(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    for _ in range(2):
        jobs.enqueue("imports.commit", {"batch": batch.pk, "by": ada.pk})
    assert jobs.run_due() == 2
    assert Activity.objects.count() == 50
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


@pytest.mark.django_db(transaction=True)
def test_a_reps_job_fails_and_brings_nothing_in(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    job = jobs.enqueue("imports.commit", {"batch": batch.pk, "by": rita.pk})
    jobs.run_due()
    job.refresh_from_db()
    batch.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert "Only administrators and coordinators" in batch.trouble
    assert not Activity.objects.exists()
