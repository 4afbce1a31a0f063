"""A job in WorkflowMax, from the activity to its completion."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome, Status
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.job_systems.verbs import ask_again, choose_client, set_job_choices
from pacesetter.integrations.models import Connection, ConnectionState, JobLists, Link, OrderState, SentRequest
from pacesetter.integrations.verbs import check_connection, disconnect, edit_connection, finish_consent
from pacesetter.integrations.workflowmax.tests.conftest import Plan, order_of
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, an_id
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request


def due_now() -> None:
    """What waits for its back-off does not wait any longer."""
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
    jobs.run_due()


def test_a_new_client_with_contact_a_job_with_template_manager_and_staff(plan: Plan, wfm: FakeWorkflowMax) -> None:
    activity = plan(due_on=clock.now().date() + timedelta(days=3))
    jobs.run_due()
    order = order_of(activity)
    (client,), (job,) = wfm.clients, wfm.jobs
    assert client["name"] == "Initech"
    assert (client["contacts"][0]["firstName"], client["contacts"][0]["lastName"]) == ("Jane", "van Doe")
    assert (job["name"], job["clientOrderNumber"]) == ("New books", order.reference)
    assert wfm.applied == [(job["uuid"], an_id(2))]
    assert [one["firstName"] for one in job["staffAssigned"]] == ["Wim", "Rita"]
    assert (order.state, order.number, order.status, order.problem) == (OrderState.DONE, "J000309", "Planned", "")
    assert order.address == f"https://app.example/jobs/{job['uuid']}"
    assert {(one.kind, one.our_kind) for one in Link.objects.all()} == {
        ("client", "company"),
        ("contact", "contact"),
        ("job", "activity"),
    }


def test_the_next_job_of_the_company_uses_the_link(plan: Plan, wfm: FakeWorkflowMax) -> None:
    plan()
    jobs.run_due()
    wfm.asked.clear()
    plan()
    jobs.run_due()
    assert (len(wfm.clients), len(wfm.jobs)) == (1, 2)
    assert "GET /v2/clients" not in wfm.paths


def test_a_client_of_the_same_name_is_used(plan: Plan, wfm: FakeWorkflowMax) -> None:
    known = wfm.add_client("INITECH.", [{"firstName": "J.", "email": "Jane@Initech.example"}])
    wfm.add_client("Initech Holding")
    order = order_of(plan())
    wfm.clients[0]["name"] = "Initech"
    jobs.run_due()
    order.refresh_from_db()
    assert (order.client_id, order.contact_id) == (known["uuid"], known["contacts"][0]["uuid"])


def test_where_several_may_be_meant_somebody_is_asked(plan: Plan, wfm: FakeWorkflowMax, rita: Member) -> None:
    wfm.add_client("Initech Holding")
    second = wfm.add_client("Initech (NZ) Ltd")
    order = order_of(plan())
    jobs.run_due()
    order.refresh_from_db()
    assert order.state == OrderState.ASKING
    assert [one[1] for one in order.client_choices] == ["Initech Holding", "Initech (NZ) Ltd"]
    assert wfm.jobs == []
    with pytest.raises(Refusal):
        choose_client(order, client_id="another")
    choose_client(order, client_id=second["uuid"])
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, order.client_id, len(wfm.jobs)) == (OrderState.DONE, second["uuid"], 1)


def test_or_says_that_it_is_a_new_one(plan: Plan, wfm: FakeWorkflowMax) -> None:
    wfm.add_client("Initech Holding")
    order = order_of(plan())
    jobs.run_due()
    order.refresh_from_db()
    choose_client(order, client_id="")
    jobs.run_due()
    assert [one["name"] for one in wfm.clients] == ["Initech Holding", "Initech"]


def test_the_activity_may_choose_otherwise(plan: Plan, wfm: FakeWorkflowMax) -> None:
    activity = plan(details={"job": {"template": an_id(1), "staff": [an_id(6)]}})
    jobs.run_due()
    assert wfm.applied[0][1] == an_id(1)
    assert [one["firstName"] for one in wfm.jobs[0]["staffAssigned"]] == ["Rita"]
    assert order_of(activity).state == OrderState.DONE


def test_one_without_a_company_says_so_and_goes_on_when_there_is_one(
    plan: Plan, wfm: FakeWorkflowMax, initech: Company, rita: Member
) -> None:
    activity = plan(company=None, contacts=[])
    jobs.run_due()
    order = order_of(activity)
    assert order.state == OrderState.FAILED
    assert "needs a company" in order.problem
    verbs.edit(activity, by=rita, company=initech)
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, len(wfm.jobs)) == (OrderState.DONE, 1)


def test_one_logged_as_done_makes_its_job_too(
    wfm: FakeWorkflowMax, job_type: ActivityType, rita: Member, initech: Company
) -> None:
    verbs.log(by=rita, activity_type=job_type, owner=rita, company=initech)
    jobs.run_due()
    assert len(wfm.jobs) == 1


def test_what_is_cancelled_in_time_is_not_sent_until_it_is_planned_again(
    plan: Plan, wfm: FakeWorkflowMax, rita: Member
) -> None:
    activity = plan()
    verbs.cancel(activity, by=rita)
    jobs.run_due()
    assert (order_of(activity).state, wfm.jobs) == (OrderState.CANCELLED, [])
    verbs.reopen(activity, by=rita)
    jobs.run_due()
    assert (order_of(activity).state, len(wfm.jobs)) == (OrderState.DONE, 1)


def test_what_is_taken_back_at_once_was_never_sent(
    plan: Plan, wfm: FakeWorkflowMax, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = import_module("pacesetter.integrations.job_systems.verbs.order_job")
    monkeypatch.setattr(file, "GRACE", timedelta(seconds=20))
    activity = plan()
    jobs.run_due()
    assert wfm.asked == []
    verbs.delete(activity, by=rita)
    due_now()
    assert wfm.asked == []


def test_staff_that_cannot_be_put_on_it_does_not_stop_the_others_and_can_be_tried_again(
    plan: Plan, wfm: FakeWorkflowMax
) -> None:
    order = order_of(plan())
    wfm.fail(r"POST /v2/jobs/.*/staff", Answer(422, {}, b'{"message": "No capacity"}'))
    jobs.run_due()
    order.refresh_from_db()
    assert order.problem == "The job is there; 1 of 2 could not be put on it."
    assert list(order.unassigned.values()) == ["Answered 422: No capacity"]
    ask_again(order)
    jobs.run_due()
    order.refresh_from_db()
    assert (order.problem, order.unassigned, len(wfm.jobs)) == ("", {}, 1)
    assert [one["firstName"] for one in wfm.jobs[0]["staffAssigned"]] == ["Rita", "Wim"]
    with pytest.raises(Refusal):
        ask_again(order)


def test_completed_there_is_completed_here(plan: Plan, wfm: FakeWorkflowMax) -> None:
    activity = plan()
    jobs.run_due()
    wfm.complete()
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    activity.refresh_from_db()
    order = order_of(activity)
    assert (activity.status, order.status, order.is_complete) == (Status.COMPLETED, "Completed", True)


def test_unless_the_type_says_otherwise(plan: Plan, wfm: FakeWorkflowMax, job_type: ActivityType, ada: Member) -> None:
    set_job_choices(job_type, JobChoices(completes=False), by=ada)
    activity = plan()
    jobs.run_due()
    wfm.complete()
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    activity.refresh_from_db()
    assert (activity.status, order_of(activity).status) == (Status.PLANNED, "Completed")


def test_where_an_outcome_is_needed_somebody_is_told_until_it_is_done(
    plan: Plan, wfm: FakeWorkflowMax, job_type: ActivityType, rita: Member
) -> None:
    ActivityType.objects.filter(pk=job_type.pk).update(needs_outcome=True)
    activity = plan()
    jobs.run_due()
    wfm.complete()
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    activity.refresh_from_db()
    assert activity.status == Status.PLANNED
    assert "Complete the activity here" in order_of(activity).problem
    won = Outcome.objects.create(name="Set up")
    ActivityTypeOutcome.objects.create(activity_type=job_type, outcome=won)
    verbs.complete(activity, by=rita, outcome=won)
    assert order_of(activity).problem == ""


def test_a_dry_run_sends_nothing_and_shows_what_it_would_send(
    plan: Plan, wfm: FakeWorkflowMax, connection: Connection, ada: Member
) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    order = order_of(plan())
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, order.client_id, order.job_id, wfm.clients, wfm.jobs) == (OrderState.PRETENDED, "", "", [], [])
    shown = SentRequest.objects.filter(is_pretended=True).order_by("pk")
    assert [one.address.rpartition("/")[2] for one in shown] == [
        "clients",
        "contacts",
        "jobs",
        "job-templates",
        "staff",
        "staff",
    ]
    assert not Link.objects.exists()
    edit_connection(connection, by=ada, mode="live")
    ask_again(order)
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, len(wfm.jobs)) == (OrderState.DONE, 1)


def test_it_is_offered_only_where_it_is_connected(
    plan: Plan, connection: Connection, ada: Member, otto: Member
) -> None:
    plan()
    disconnect(connection, by=ada)
    with pytest.raises(Refusal) as refused:
        plan()
    assert refused.value.code == "not_connected"


def test_lists_are_read_when_it_is_connected(connection: Connection) -> None:
    lists = JobLists.objects.get(connection=connection)
    assert [name for _id, name in lists.choices("templates")] == ["Audit", "Onboarding"]
    assert lists.staff_by_email() == {"rita@acme.example": an_id(6), "wim@acme.example": an_id(7)}


def test_sellers_do_not_change_what_jobs_are_like(job_type: ActivityType, rita: Member, ada: Member) -> None:
    with pytest.raises(NotAllowed):
        set_job_choices(job_type, JobChoices(), by=rita)
    with pytest.raises(Refusal):
        set_job_choices(job_type, JobChoices(due_days=9999), by=ada)


def test_a_token_revoked_in_the_middle_waits_for_an_administrator_and_goes_on(
    plan: Plan, wfm: FakeWorkflowMax, connection: Connection, ada: Member
) -> None:
    order = order_of(plan())

    def revoked_after_the_client() -> None:
        wfm.fail("POST /v2/jobs", Answer(401, {}, b"{}"))
        wfm.fail("POST /oauth/token", Answer(400, {}, b'{"error": "invalid_grant"}'))

    revoked_after_the_client()
    jobs.run_due()
    order.refresh_from_db()
    connection.refresh_from_db()
    assert connection.state == ConnectionState.NEEDS_ATTENTION
    assert (order.state, len(wfm.clients), len(wfm.jobs)) == (OrderState.FAILED, 1, 0)
    assert "goes on by itself" in order.problem
    finish_consent(connection, by=ada, code="c2", asked=new_request(), back_to="https://kpi.example/back")
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, len(wfm.clients), len(wfm.jobs)) == (OrderState.DONE, 1, 1)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(429, {"retry-after": "1"}, b'{"message": "Slow down"}'),
        Answer(403, {}, b"<html>Denied</html>"),
        Answer(500, {}, b"oops"),
        Answer(503, {}, b""),
        Answer(200, {}, b"<html>Maintenance</html>"),
        Answer(200, {}, b'{"data": null}'),
    ],
    ids=["429", "403 in HTML", "500", "503", "200 in HTML", "200 without what was asked for"],
)
@pytest.mark.parametrize("on", ["GET /v2/clients", "POST /v2/clients", "POST /v2/jobs"])
def test_odd_answers_are_tried_again_and_make_one_job(
    plan: Plan, wfm: FakeWorkflowMax, on: str, answer: Answer
) -> None:
    order = order_of(plan())
    wfm.fail(on, answer)
    jobs.run_due()
    order.refresh_from_db()
    later = clock.now() + timedelta(minutes=5)
    with clock.standing_at(later):  # past the pause that was asked for
        due_now()
        due_now()
    order.refresh_from_db()
    assert (order.state, len(wfm.clients), len(wfm.jobs)) == (OrderState.DONE, 1, 1)


def test_an_error_that_comes_with_200_is_said_and_not_repeated(plan: Plan, wfm: FakeWorkflowMax) -> None:
    order = order_of(plan())
    wfm.fail("POST /v2/jobs", Answer(200, {}, b'{"status": "ERROR", "message": "The status is not known"}'))
    jobs.run_due()
    order.refresh_from_db()
    assert (order.state, order.problem) == (OrderState.FAILED, "The status is not known")
    ask_again(order)
    jobs.run_due()
    assert len(wfm.jobs) == 1


def test_checking_again_keeps_the_organisation(connection: Connection, ada: Member) -> None:
    assert check_connection(connection, by=ada).account_id == connection.account_id
