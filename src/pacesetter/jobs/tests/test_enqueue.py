from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from pacesetter import jobs
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import NoOrganisation, no_scope, organisation_id_or_none, scope


@pytest.fixture(autouse=True)
def kinds(handles: Register) -> None:
    handles("call.back", nothing)
    handles("clean.up", nothing, serves="installation")


def test_a_job_belongs_to_the_organisation_in_scope(organisation: Organisation) -> None:
    job = jobs.enqueue("call.back", {"company": 7})
    job.refresh_from_db()
    assert (job.organisation_id, job.payload, job.state) == (organisation.pk, {"company": 7}, Job.State.QUEUED)


def test_a_job_of_the_installation_belongs_to_nobody(organisation: Organisation) -> None:
    assert jobs.enqueue("clean.up").organisation_id is None


@pytest.mark.django_db
def test_a_job_for_an_organisation_needs_one() -> None:
    with pytest.raises(NoOrganisation):
        jobs.enqueue("call.back")
    assert not Job.objects.exists()


def test_a_kind_that_nobody_handles_is_refused_at_once(organisation: Organisation) -> None:
    with pytest.raises(jobs.UnknownKind, match=r"'call\.bakc'"):
        jobs.enqueue("call.bakc")


def test_a_roll_back_takes_the_job_away(organisation: Organisation) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue("call.back")
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_key_makes_one_job_of_many_calls(organisation: Organisation) -> None:
    first = jobs.enqueue("call.back", {"company": 7}, key="7")
    second = jobs.enqueue("call.back", {"company": 8}, key="7")
    assert second.pk == first.pk
    assert Job.objects.get().payload == {"company": 7}


def test_a_key_holds_after_the_job_is_done(organisation: Organisation) -> None:
    jobs.enqueue("call.back", key="7")
    jobs.run_due()
    assert jobs.enqueue("call.back", key="7").state == Job.State.DONE
    assert Job.objects.count() == 1


def test_organisations_and_kinds_have_keys_of_their_own(
    organisation: Organisation, other_organisation: Organisation, handles: Register
) -> None:
    handles("send.offer", nothing)
    jobs.enqueue("call.back", key="7")
    jobs.enqueue("send.offer", key="7")
    with scope(other_organisation):
        jobs.enqueue("call.back", key="7")
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_jobs_of_nobody_have_one_key_too() -> None:
    job = jobs.enqueue("clean.up", key="today")
    assert jobs.enqueue("clean.up", key="today").pk == job.pk
    twin = Job(kind="clean.up", key="today", run_at=job.run_at, created_at=job.created_at, max_attempts=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_job_may_be_for_later(organisation: Organisation) -> None:
    moment = datetime(2999, 12, 31, 23, 59, tzinfo=UTC)
    job = jobs.enqueue("call.back", run_at=moment)
    assert jobs.run_due() == 0
    job.refresh_from_db()
    assert job.run_at == moment


def test_a_kind_can_not_have_two_handlers(handles: Register) -> None:
    with pytest.raises(ValueError, match="Two handlers"):
        handles("call.back", nothing)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's workers notice commits by themselves")
def test_workers_are_woken_once_per_commit_even_where_a_part_was_rolled_back(
    organisation: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as calls:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            jobs.enqueue("call.back")
            raise ZeroDivisionError
        with transaction.atomic():
            jobs.enqueue("call.back")
        jobs.enqueue("call.back")
        jobs.enqueue("call.back")
    # One of the savepoint that was released, one of the transaction around it.
    assert 1 <= len(calls) <= 2


def test_a_job_of_nobody_runs_for_nobody_even_inside_a_scope(organisation: Organisation, handles: Register) -> None:
    seen = []

    def look(job: jobs.RunningJob) -> None:
        seen.append(organisation_id_or_none())

    handles("look", look, serves="either")
    with no_scope():
        jobs.enqueue("look")
    jobs.enqueue("look")
    jobs.run_due()
    assert seen == [None, organisation.pk]
