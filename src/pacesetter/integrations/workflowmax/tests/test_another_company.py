"""A job that has not been made yet is made for whom the activity names when it is made, whatever was known before."""

import json

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.job_systems.verbs import choose_client
from pacesetter.integrations.models import JobOrder, Link, OrderState
from pacesetter.integrations.workflowmax.tests.conftest import Plan, order_of
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, Row
from pacesetter.people.models import Member


@pytest.fixture
def hooli(db: None) -> Company:
    return Company.objects.create(name="Hooli", name_key="hooli")


@pytest.fixture
def done(wfm: FakeWorkflowMax, job_type: ActivityType, rita: Member, initech: Company, jane: Contact) -> Activity:
    """Logged as done; client and contact are there, and the job was refused."""
    wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "jobName is too long"}'))
    activity = verbs.log(by=rita, activity_type=job_type, owner=rita, company=initech, contacts=[jane], subject="Books")
    jobs.run_due()
    order = order_of(activity)
    assert (order.state, bool(order.client_id), bool(order.contact_id)) == (OrderState.FAILED, True, True)
    return activity


def tried_again(activity: Activity, wfm: FakeWorkflowMax) -> tuple[JobOrder, Row]:
    """What was changed is sent by itself."""
    jobs.run_due()
    (job,) = wfm.jobs
    return order_of(activity), job


def contact_asked_for(wfm: FakeWorkflowMax) -> str:
    """Of the job that was asked for last."""
    (*_earlier, last) = [one for one in wfm.asked if one.method == "POST" and one.url.endswith("/v2/jobs")]
    found: str = json.loads(last.body).get("contactUUID", "")
    return found


def client_called(wfm: FakeWorkflowMax, name: str) -> Row:
    (found,) = [one for one in wfm.clients if one["name"] == name]
    return found


def test_one_that_is_done_already_goes_to_the_client_of_its_new_company(
    done: Activity, wfm: FakeWorkflowMax, rita: Member, initech: Company, hooli: Company
) -> None:
    verbs.edit(done, by=rita, company=hooli, contacts=[])
    order, job = tried_again(done, wfm)
    assert order.state == OrderState.DONE
    assert job["client"]["uuid"] == client_called(wfm, "Hooli")["uuid"]
    assert contact_asked_for(wfm) == ""
    links = Link.objects.filter(our_kind="company")
    assert {one.our_id: one.external_id for one in links} == {
        initech.pk: client_called(wfm, "Initech")["uuid"],
        hooli.pk: job["client"]["uuid"],
    }


def test_it_goes_to_nobody_where_it_has_no_company_any_more(done: Activity, wfm: FakeWorkflowMax, rita: Member) -> None:
    verbs.edit(done, by=rita, company=None, contacts=[])
    jobs.run_due()
    assert (order_of(done).state, wfm.jobs) == (OrderState.FAILED, [])
    assert "needs a company" in order_of(done).problem


def test_it_names_the_contact_who_stands_there_now(
    done: Activity, wfm: FakeWorkflowMax, rita: Member, initech: Company
) -> None:
    joe = Contact.objects.create(name="Joe Public", email="joe@initech.example", company=initech)
    verbs.edit(done, by=rita, contacts=[joe])
    order, _job = tried_again(done, wfm)
    (contact,) = [one for one in client_called(wfm, "Initech")["contacts"] if one["firstName"] == "Joe"]
    assert (contact_asked_for(wfm), order.contact_of) == (contact["uuid"], joe.pk)


def test_a_planned_one_names_the_contact_who_stands_there_now(
    plan: Plan, wfm: FakeWorkflowMax, rita: Member, initech: Company
) -> None:
    wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "jobName is too long"}'))
    activity = plan()
    jobs.run_due()
    joe = Contact.objects.create(name="Joe Public", email="joe@initech.example", company=initech)
    verbs.edit(activity, by=rita, contacts=[joe])
    jobs.run_due()
    assert len(wfm.jobs) == 1
    (contact,) = [one for one in client_called(wfm, "Initech")["contacts"] if one["firstName"] == "Joe"]
    assert contact_asked_for(wfm) == contact["uuid"]


def test_a_client_that_was_chosen_for_another_company_is_not_used(
    wfm: FakeWorkflowMax, job_type: ActivityType, rita: Member, initech: Company, hooli: Company
) -> None:
    holding = wfm.add_client("Initech Holding")
    activity = verbs.log(by=rita, activity_type=job_type, owner=rita, company=initech)
    jobs.run_due()
    assert order_of(activity).state == OrderState.ASKING
    verbs.edit(activity, by=rita, company=hooli)
    with pytest.raises(Refusal):  # asked on a page that was opened before
        choose_client(order_of(activity), client_id=holding["uuid"])
    jobs.run_due()
    (job,) = wfm.jobs
    assert job["client"]["uuid"] == client_called(wfm, "Hooli")["uuid"]


def test_a_contact_who_works_elsewhere_by_now_is_made_at_the_new_client(
    plan: Plan, wfm: FakeWorkflowMax, job_type: ActivityType, rita: Member, jane: Contact, hooli: Company
) -> None:
    """The link is with the contact of the old client, whom a job of the new one can't name."""
    plan()
    jobs.run_due()
    before = Link.objects.get(our_kind="contact").external_id
    jane.company = hooli
    jane.save(update_fields=["company"])
    verbs.log(by=rita, activity_type=job_type, owner=rita, company=hooli, contacts=[jane], subject="Audit")
    jobs.run_due()
    (contact,) = client_called(wfm, "Hooli")["contacts"]
    assert contact_asked_for(wfm) == contact["uuid"] != before
    assert Link.objects.get(our_kind="contact").external_id == contact["uuid"]
