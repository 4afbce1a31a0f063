"""Jobs in Xero Projects: another maker's system, with the same guarantees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.integrations.models import Connection, JobOrder, OrderState
from pacesetter.integrations.tests.conftest import nobody_is_reached, slept
from pacesetter.integrations.verbs import edit_connection
from pacesetter.integrations.xero_projects.tests.fake import FakeXero
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

__all__ = ["nobody_is_reached", "slept"]


def order_now(activity: Activity) -> JobOrder:
    order: JobOrder = JobOrder.objects.get(activity=activity)
    return order


def test_a_project_for_the_company(planned: Activity, xero: FakeXero, connection: Connection) -> None:
    jobs.run_due()
    order, (project,) = order_now(planned), xero.projects
    assert connection.account_name == "Acme Ltd"
    assert [one["Name"] for one in xero.contacts] == ["Initech"]
    assert project["name"] == f"New books ({order.reference})"
    assert project["contactId"] == xero.contacts[0]["ContactID"]
    assert (order.state, order.job_id, order.status) == (OrderState.DONE, project["projectId"], "In progress")


@pytest.mark.parametrize("loses", ["before", "after"])
@pytest.mark.parametrize("knows_keys", [True, False])
def test_one_project_whatever_is_not_answered(planned: Activity, xero: FakeXero, loses: str, knows_keys: bool) -> None:
    xero.loses, xero.knows_keys = loses, knows_keys
    jobs.run_due()
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=timezone.now())
        jobs.run_due()
    assert (order_now(planned).state, len(xero.contacts), len(xero.projects)) == (OrderState.DONE, 1, 1)
    assert order_now(planned).problem == ""


def test_closed_there_is_completed_here(planned: Activity, xero: FakeXero, rita: Member, initech: Company) -> None:
    # More than one is asked for at once.
    verbs.plan(by=rita, activity_type=planned.activity_type, owner=rita, company=initech, subject="Old books")
    jobs.run_due()
    xero.projects[0]["status"] = "CLOSED"
    jobs.enqueue("integrations.follow_all_jobs")
    jobs.run_due()
    planned.refresh_from_db()
    assert (planned.status, order_now(planned).status) == (Status.COMPLETED, "Closed")


def test_a_dry_run_makes_nothing(planned: Activity, xero: FakeXero, connection: Connection, ada: Member) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    jobs.run_due()
    assert (order_now(planned).state, xero.contacts, xero.projects) == (OrderState.PRETENDED, [], [])
