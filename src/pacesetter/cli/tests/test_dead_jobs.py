"""Jobs that were given up: listed, and tried again."""

from typing import Any

import pytest

from pacesetter.cli.main import main
from pacesetter.core import clock
from pacesetter.jobs.models import Job
from pacesetter.tenancy.models import Organisation

pytestmark = pytest.mark.django_db


def job(organisation: Organisation | None, state: str = Job.State.DEAD, **more: Any) -> Job:
    now = clock.now()
    return Job.objects.create(
        organisation=organisation,
        kind="mail.deliver",
        payload={"link": "https://kpi.example/only-for-jane"},
        state=state,
        attempts=5,
        max_attempts=5,
        run_at=now,
        created_at=now,
        finished_at=now,
        error_class="SMTPDataError",
        last_error="550 no such\nmailbox",
        **more,
    )


def test_each_is_listed_with_its_reason_and_without_what_it_carries(
    organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    one, of_nobody = job(organisation), job(None)
    job(organisation, Job.State.DONE)
    assert main(["dead-jobs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [str(of_nobody.pk), str(one.pk)]
    assert f"{organisation.slug}  mail.deliver  SMTPDataError: 550 no such mailbox" in lines[1]
    assert "only-for-jane" not in "".join(lines)


def test_a_long_list_goes_on_where_it_ended(
    organisation: Organisation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacesetter.cli.dead_jobs._PAGE", 2)
    first, second, third = (job(organisation) for _ in range(3))
    assert main(["dead-jobs"]) == 0
    *listed, hint = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [str(third.pk), str(second.pk)]
    assert main(["dead-jobs", *hint.split()[-2:]]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [str(first.pk)]


def test_those_that_are_named_are_queued_with_all_their_attempts(organisation: Organisation) -> None:
    one, other = job(organisation), job(organisation)
    assert main(["dead-jobs", "--retry", str(one.pk)]) == 0
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, one.attempts, other.state) == (Job.State.QUEUED, 0, Job.State.DEAD)
    assert main(["dead-jobs", "--retry-all"]) == 0
    other.refresh_from_db()
    assert other.state == Job.State.QUEUED


def test_one_that_was_not_given_up_is_refused_and_nothing_is_tried_again(
    organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    dead, done = job(organisation), job(organisation, Job.State.DONE)
    assert main(["dead-jobs", "--retry", str(dead.pk), str(done.pk)]) == 1
    assert f"Not given up, or not there: {done.pk}." in capsys.readouterr().err
    dead.refresh_from_db()
    assert dead.state == Job.State.DEAD


def test_where_nothing_was_given_up_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dead-jobs"]) == 0
    assert capsys.readouterr().out == "Nothing was given up.\n"
