from datetime import UTC, datetime

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from pacesetter import jobs
from pacesetter.events.models import Event
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.example_tasks import add, call_out, fail, later, tell_attempt
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import no_scope, scope


def test_a_task_waits_in_the_outbox_and_answers_what_it_returned(organisation: Organisation) -> None:
    result = add.enqueue(2, other=3)
    assert result.status == TaskResultStatus.READY
    jobs.run_due()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)
    assert Event.objects.get().subject_id == 5


def test_a_roll_back_takes_the_task_away(organisation: Organisation) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add.enqueue(2, 3)
        raise ZeroDivisionError
    assert jobs.run_due() == 0


def test_a_task_for_the_network_runs_outside_a_transaction(organisation: Organisation) -> None:
    result = call_out.enqueue("Rita")
    assert Job.objects.get().kind == "tasks.call_outside"
    jobs.run_due()
    result.refresh()
    assert result.return_value == {"hello": "Rita"}


def test_a_task_may_be_for_later_know_its_attempt_and_be_a_coroutine(organisation: Organisation) -> None:
    postponed = add.using(run_after=datetime(2999, 1, 1, tzinfo=UTC)).enqueue(1, 1)
    attempt, coroutine = tell_attempt.enqueue(), later.enqueue(7)
    assert jobs.run_due() == 2
    for result in (postponed, attempt, coroutine):
        result.refresh()
    assert postponed.status == TaskResultStatus.READY
    assert attempt.return_value == 1
    returned: object = coroutine.return_value
    assert returned == 7


def test_a_dead_task_has_failed_and_says_why(organisation: Organisation) -> None:
    result = fail.enqueue()
    jobs.run_due()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is jobs.Permanent
    assert "never" in result.errors[0].traceback


def test_only_a_task_can_be_called(organisation: Organisation) -> None:
    add.enqueue(1, 1)
    job = Job.objects.get()
    job.payload["task"] = "pacesetter.jobs.tests.example_tasks.no_task"
    job.save()
    jobs.run_due()
    job.refresh_from_db()
    assert "is not a task" in job.last_error


@pytest.mark.django_db
def test_a_task_may_serve_nobody(other_organisation: Organisation) -> None:
    result = call_out.enqueue("all")
    jobs.run_due()
    with scope(other_organisation):
        assert call_out.get_result(result.id).return_value == {"hello": "all"}


def test_another_organisation_can_not_read_a_result(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    result = call_out.enqueue("Rita")
    with scope(other_organisation), pytest.raises(TaskResultDoesNotExist):
        call_out.get_result(result.id)
    with no_scope(), pytest.raises(TaskResultDoesNotExist):
        call_out.get_result(result.id)


@pytest.mark.parametrize("id", ["", "1", "x-y", "1-00000000000000000000000000000000", "9" * 30 + "-" + "0" * 32])
def test_an_unknown_result_does_not_exist(organisation: Organisation, id: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        add.get_result(id)


def test_a_guessed_number_is_not_enough(organisation: Organisation) -> None:
    number, _, uid = add.enqueue(1, 1).id.partition("-")
    with pytest.raises(TaskResultDoesNotExist):
        add.get_result(f"{number}-{uid[::-1]}")
