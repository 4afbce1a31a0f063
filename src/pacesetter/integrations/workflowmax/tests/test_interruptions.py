"""Whatever dies or gets lost at any step: one client, one contact, one job, one template, each of the staff once.

A step dies in three places: before the other side hears of it, after it has acted, and after we have written that down.
"""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.activities.models import Status
from pacesetter.activities.verbs import cancel, edit
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.job_systems.sending import Sending
from pacesetter.integrations.models import JobOrder, Link, OrderState
from pacesetter.integrations.verbs import finish_consent
from pacesetter.integrations.workflowmax.tests.conftest import Plan, order_of
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, Killed
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

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


def lost_on_the_way(order: JobOrder, wfm: FakeWorkflowMax, *, after: bool) -> None:
    """The job is asked for, no answer comes, and then the consent has ended."""
    wfm.too_slow("POST /v2/jobs", after=after)
    jobs.run_due()
    wfm.fail("GET /v2/jobs", Answer(401, {}, b"{}"))
    wfm.fail("POST /oauth/token", Answer(400, {}, b'{"error": "invalid_grant"}'))
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        jobs.run_due()
    order.refresh_from_db()
    assert (order.state, order.job_id, len(wfm.jobs)) == (OrderState.FAILED, "", int(after))


def connected_again(order: JobOrder, ada: Member) -> None:
    finish_consent(order.connection, by=ada, code="c2", asked=new_request(), back_to="https://kpi.example/back")
    go_on()
    order.refresh_from_db()


@pytest.mark.parametrize("after", [False, True], ids=["before it acts", "after it acted"])
def test_a_job_that_was_not_answered_is_not_made_again_for_another_company(
    plan: Plan, wfm: FakeWorkflowMax, ada: Member, rita: Member, after: bool
) -> None:
    activity = plan()
    order = order_of(activity)
    lost_on_the_way(order, wfm, after=after)
    hooli = Company.objects.create(name="Hooli", name_key="hooli")
    edit(activity, by=rita, company=hooli, contacts=[])
    connected_again(order, ada)
    (job,) = wfm.jobs
    assert (order.state, order.job_id) == (OrderState.DONE, job["uuid"])
    assert [one["name"] for one in wfm.clients] == (["Initech"] if after else ["Initech", "Hooli"])
    assert ("made for the company that stood here before" in order.problem) is after
    assert Link.objects.filter(our_kind="company", our_id=hooli.pk).exists() is not after


@pytest.mark.parametrize("after", [False, True], ids=["before it acts", "after it acted"])
def test_what_was_cancelled_before_anybody_knew_is_not_made_then(
    plan: Plan, wfm: FakeWorkflowMax, ada: Member, rita: Member, after: bool
) -> None:
    activity = plan()
    order = order_of(activity)
    lost_on_the_way(order, wfm, after=after)
    cancel(activity, by=rita)
    connected_again(order, ada)
    assert (order.state, len(wfm.jobs)) == ((OrderState.DONE, 1) if after else (OrderState.CANCELLED, 0))


def test_a_completion_that_is_interrupted_is_made_up_for(
    plan: Plan, wfm: FakeWorkflowMax, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dies between the two: that the job is complete there, and that the activity is complete here."""
    activity = plan()
    jobs.run_due()
    wfm.complete()
    file = import_module("pacesetter.integrations.job_systems.jobs")
    complete = file.complete_here

    def dying(order: JobOrder) -> None:
        raise Killed

    monkeypatch.setattr(file, "complete_here", dying)
    jobs.enqueue("integrations.follow_all_jobs")
    run_into(Killed)
    monkeypatch.setattr(file, "complete_here", complete)
    go_on()
    activity.refresh_from_db()
    assert activity.status == Status.COMPLETED


def test_one_that_was_given_up_does_not_say_that_it_is_tried_again(plan: Plan, wfm: FakeWorkflowMax) -> None:
    order = order_of(plan())
    for _time in range(12):
        wfm.fail("GET /v2/clients", Answer(503, {}, b""))
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
        jobs.run_due()
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert order.problem == "It was tried many times, and no longer is by itself. Answered 503."


def test_a_second_job_of_the_queue_leaves_the_order_alone(plan: Plan, wfm: FakeWorkflowMax) -> None:
    order = order_of(plan())
    jobs.enqueue("integrations.send_job", {"connection": order.connection_id, "order": order.pk})
    jobs.run_due()
    assert_exactly_one(wfm, order)
