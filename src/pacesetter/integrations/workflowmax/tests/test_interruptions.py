"""Whatever dies or gets lost at any step: one client, one contact, one job, one template, each of the staff once.

A step dies in three places: before the other side hears of it, after it has acted, and after we have written that down.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.integrations.job_systems.sending import Sending
from pacesetter.integrations.models import JobOrder, OrderState
from pacesetter.integrations.workflowmax.tests.conftest import Plan, order_of
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, Killed
from pacesetter.jobs.models import Job

WRITES = [
    "POST /v2/clients",
    "POST /v2/clients/.*/contacts",
    "POST /v2/jobs",
    "POST /v2/jobs/.*/job-templates",
    "POST /v2/jobs/.*/staff",
]
READS = ["GET /v2/clients", "GET /v2/jobs/.*"]


def go_on() -> None:
    """A worker that died is noticed, what waits is due, and whatever comes of it is done."""
    for _round in range(4):
        Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.QUEUED, lease_until=None)
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
        with clock.standing_at(clock.now() + timedelta(minutes=5)):
            jobs.run_due()


def run_into(death: type[BaseException]) -> None:
    try:
        jobs.run_due()
    except death:
        return


def assert_exactly_one(wfm: FakeWorkflowMax, order: JobOrder) -> None:
    order.refresh_from_db()
    assert order.state == OrderState.DONE
    assert len(wfm.clients) == 1
    assert len(wfm.clients[0]["contacts"]) == 1
    assert [one["uuid"] for one in wfm.jobs] == [order.job_id]
    assert len(wfm.applied) == 1
    staff = [one["firstName"] for one in wfm.jobs[0]["staffAssigned"]]
    assert sorted(staff) == ["Rita", "Wim"]


@pytest.mark.parametrize("after", [False, True], ids=["before it acts", "after it acted"])
@pytest.mark.parametrize("on", WRITES + READS)
@pytest.mark.parametrize("how", ["killed", "too slow"])
def test_one_of_everything_whatever_the_network_or_the_worker_does(
    plan: Plan, wfm: FakeWorkflowMax, jane: Contact, on: str, after: bool, how: str
) -> None:
    if on.endswith("contacts"):
        wfm.add_client("Initech")  # a client that is there lacks the contact
    order = order_of(plan())
    if how == "killed":
        wfm.fail(on, error=Killed(), after=after)
    else:
        wfm.too_slow(on, after=after)
    run_into(Killed)
    assert wfm.faults == []
    go_on()
    assert_exactly_one(wfm, order)


@pytest.mark.parametrize("written", range(10))
@pytest.mark.parametrize("is_kept", [False, True], ids=["before the commit", "after the commit"])
def test_one_of_everything_whichever_writing_down_is_interrupted(
    plan: Plan, wfm: FakeWorkflowMax, monkeypatch: pytest.MonkeyPatch, written: int, is_kept: bool
) -> None:
    """Walks through every place at which the order is written: the worker dies just before, or just after."""
    order = order_of(plan())
    keep: Callable[..., None] = Sending._keep
    count = 0

    def dying(self: Sending, **values: object) -> None:
        nonlocal count
        count += 1
        if count != written + 1:
            keep(self, **values)
            return
        if is_kept:
            keep(self, **values)
        raise Killed

    monkeypatch.setattr(Sending, "_keep", dying)
    run_into(Killed)
    monkeypatch.setattr(Sending, "_keep", keep)
    go_on()
    assert_exactly_one(wfm, order)


def test_the_steps_walked_through_are_all_there_are(
    plan: Plan, wfm: FakeWorkflowMax, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a step is added, the walk above has to become longer."""
    plan()
    kept: list[object] = []
    keep: Callable[..., None] = Sending._keep

    def counted(self: Sending, **values: object) -> None:
        kept.append(values)
        keep(self, **values)

    monkeypatch.setattr(Sending, "_keep", counted)
    jobs.run_due()
    assert len(kept) == 10


def test_a_template_of_which_nothing_can_be_known_is_not_applied_twice(plan: Plan, wfm: FakeWorkflowMax) -> None:
    wfm.tells_tasks = False
    order = order_of(plan())
    wfm.too_slow("POST /v2/jobs/.*/job-templates", after=True)
    jobs.run_due()
    go_on()
    order.refresh_from_db()
    assert len(wfm.applied) == 1
    assert "Look whether the template was applied" in order.problem


def test_a_job_that_was_not_answered_is_found_when_the_connection_comes_back_after_weeks(
    plan: Plan, wfm: FakeWorkflowMax
) -> None:
    order = order_of(plan())
    wfm.too_slow("POST /v2/jobs", after=True)
    jobs.run_due()
    with clock.standing_at(clock.now() + timedelta(days=20)):
        go_on()
    assert_exactly_one(wfm, order)


def test_a_second_job_of_the_queue_leaves_the_order_alone(plan: Plan, wfm: FakeWorkflowMax) -> None:
    order = order_of(plan())
    jobs.enqueue("integrations.send_job", {"connection": order.connection_id, "order": order.pk})
    jobs.run_due()
    assert_exactly_one(wfm, order)
