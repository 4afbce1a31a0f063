"""The same jobs by API V1 and in Xero Practice Manager: the interface is neutral, and so are its guarantees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.activities.models import Activity, Status
from pacesetter.config.recurring import RECURRING
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.job_systems.verbs import ask_again
from pacesetter.integrations.models import Connection, ConnectionState, JobLists, JobOrder, OrderState, SentRequest
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.tests.conftest import nobody_is_reached, slept
from pacesetter.integrations.verbs import edit_connection
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION, an_id
from pacesetter.integrations.workflowmax_v1.tests.conftest import Plan
from pacesetter.integrations.workflowmax_v1.tests.fake import FakeXml, refused
from pacesetter.integrations.workflowmax_v1.xml import read, text, written
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

__all__ = ["nobody_is_reached", "slept"]


def order_now(activity: Activity) -> JobOrder:
    order: JobOrder = JobOrder.objects.get(activity=activity)
    return order


def test_a_job_with_template_manager_and_staff(planned: Activity, fake: FakeXml, connection: Connection) -> None:
    jobs.run_due()
    order, (job,) = order_now(planned), fake.jobs
    assert (connection.state, connection.account_id) == (ConnectionState.CONNECTED, ORGANISATION)
    assert fake.clients[0]["contacts"] == [(an_id(200), "Jane Doe")]
    assert (job["name"], job["template"], job["category"], job["manager"]) == (
        "New books",
        an_id(2),
        an_id(3),
        an_id(7),
    )
    assert job["staff"] == [an_id(7), an_id(6)]
    assert (order.state, order.number, order.status) == (OrderState.DONE, "J000309", "Planned")
    assert order.address == "https://app.example/job.aspx?id=J000309"
    assert JobLists.objects.get().choices("templates") == [(an_id(2), "Onboarding")]


@pytest.mark.parametrize("known", [False, True], ids=["who is not known there", "who is"])
def test_a_client_that_is_there_gets_the_contact_once(planned: Activity, fake: FakeXml, known: bool) -> None:
    people = [(an_id(199), "Somebody Else"), *([(an_id(198), "jane doe")] if known else [])]
    fake.clients = [{"uuid": an_id(10_000), "name": "INITECH", "contacts": people}]
    fake.fail("POST client.api/contact", after=True)
    for _ in range(2):
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
        jobs.run_due()
    order, (client,), (job,) = order_now(planned), fake.clients, fake.jobs
    assert (order.state, order.problem) == (OrderState.DONE, "")
    assert [name.lower() for _key, name in client["contacts"]] == ["somebody else", "jane doe"]
    assert job["contact"] == client["contacts"][1][0]
    assert ("POST client.api/contact" in fake.asked) is not known


@pytest.mark.parametrize("after", [False, True], ids=["before it acts", "after it acted"])
@pytest.mark.parametrize("on", ["POST client.api/add", "POST job.api/add", "PUT job.api/assign"])
def test_whatever_is_not_answered_there_is_one_job(planned: Activity, fake: FakeXml, on: str, after: bool) -> None:
    fake.fail(on, after=after)
    jobs.run_due()
    # What was not answered is looked for although it is weeks ago.
    with clock.standing_at(clock.now() + timedelta(days=20)):
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
        jobs.run_due()
    assert (order_now(planned).state, len(fake.clients), len(fake.jobs)) == (OrderState.DONE, 1, 1)
    assert sorted(fake.jobs[0]["staff"]) == [an_id(6), an_id(7)]


def test_an_error_that_comes_with_200_is_said(planned: Activity, fake: FakeXml) -> None:
    fake.fail("POST job.api/add", refused("The client name is required"))
    jobs.run_due()
    order = order_now(planned)
    assert (order.state, order.problem) == (OrderState.FAILED, "The client name is required")
    ask_again(order)
    jobs.run_due()
    assert len(fake.jobs) == 1


def test_an_answer_that_is_no_xml_is_tried_again(planned: Activity, fake: FakeXml) -> None:
    fake.fail("GET client.api/search", Answer(200, {}, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"))
    jobs.run_due()
    assert order_now(planned).state == OrderState.WAITING


def test_completed_there_is_completed_here(planned: Activity, fake: FakeXml) -> None:
    jobs.run_due()
    fake.jobs[0]["state"] = "COMPLETED"
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    planned.refresh_from_db()
    assert planned.status == Status.COMPLETED


def test_one_that_was_deleted_there_keeps_nobody_from_the_others(
    planned: Activity, fake: FakeXml, plan: Plan, initech: Company
) -> None:
    other = plan(initech, planned.contact_links.get().contact)
    jobs.run_due()
    deleted, there = order_now(planned), order_now(other)
    fake.jobs = [one for one in fake.jobs if one["uuid"] == there.job_id]
    fake.jobs[0]["state"] = "COMPLETED"
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    for row in (deleted, there, other):
        row.refresh_from_db()
    assert (there.is_complete, other.status) == (True, Status.COMPLETED)
    assert (deleted.status, deleted.is_complete) == ("Can't be read: Invalid identifier", False)
    assert not Job.objects.filter(state=Job.State.DEAD).exists()


def test_following_leaves_most_of_what_is_permitted_in_a_day_to_new_jobs(
    planned: Activity, fake: FakeXml, connection: Connection, key: str
) -> None:
    """Each is asked for by itself, so not all are at once; who was asked for longest ago comes first."""
    jobs.run_due()
    first, long_ago = fake.jobs[0], clock.now() - timedelta(days=1)
    for number in range(400, 424):
        job_id, planned.pk = f"J{number:06}", None
        planned.save(force_insert=True)
        order = JobOrder(activity=planned, connection=connection, reference=job_id, job_id=job_id)
        order.created_at = order.seen_at = long_ago
        order.save()
        fake.jobs.append({**first, "uuid": job_id})
    per_day = next(one.calls for one in provider_of(key).limits if one.seconds == 86_400)
    every = next(one.every for one in RECURRING if one.kind == "integrations.follow_all_jobs")
    for times, left in ((1, 4), (2, 0)):
        fake.asked.clear()
        with clock.standing_at(clock.now() + times * every):
            jobs.enqueue("integrations.follow_all_jobs")
            jobs.run_due()
        assert len(fake.asked) * (timedelta(days=1) / every) < per_day / 2
        assert JobOrder.objects.filter(seen_at=long_ago).count() == left


def test_a_dry_run_sends_nothing(planned: Activity, fake: FakeXml, connection: Connection, ada: Member) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    jobs.run_due()
    assert (order_now(planned).state, fake.clients, fake.jobs) == (OrderState.PRETENDED, [], [])
    shown = SentRequest.objects.filter(is_pretended=True, address__endswith="job.api/add").get()
    assert "<ClientNumber>PS-" in shown.sent


def test_entities_and_document_types_are_refused() -> None:
    bomb = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Response>&b;</Response>'
    assert read(bomb) is None
    assert read(b"<Response>") is None


def test_what_is_written_can_be_read() -> None:
    body = written("Job", {"Name": "A <&> B\x00\x1f", "Empty": "", "add": {"@uuid": "u"}})
    found = read(body)
    assert found is not None
    assert text(found, "Name") == "A <&> B"
    assert found.find("Empty") is None
    assert found.find("add").get("uuid") == "u"  # type: ignore[union-attr]
