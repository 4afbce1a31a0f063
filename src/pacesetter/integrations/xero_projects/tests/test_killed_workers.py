"""Real workers, killed with SIGKILL wherever something was just changed there: one project for each."""

from pathlib import Path

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company
from pacesetter.integrations.models import Connection, JobOrder, OrderState
from pacesetter.integrations.tests.mortal import Mortals, around_effects
from pacesetter.integrations.xero_projects.tests.fake import FakeXero
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


def test_exactly_one_project_wherever_a_worker_is_killed(
    connection: Connection, rita: Member, xero: FakeXero, tmp_path: Path
) -> None:
    # By the name of the project alone: with keys it would be one in any case.
    xero.knows_keys = False
    kind = ActivityType.objects.create(name="Set up project", category="workflowmax_job")

    def order(number: int) -> JobOrder:
        company = Company.objects.create(name=f"Initech {number:03}", name_key=f"initech {number:03}")
        activity = verbs.plan(by=rita, activity_type=kind, owner=rita, company=company, subject="New books")
        found: JobOrder = JobOrder.objects.get(activity=activity)
        return found

    def is_done(row: JobOrder) -> bool:
        row.refresh_from_db()
        return row.state == OrderState.DONE

    mortals = Mortals(tmp_path, xero)
    try:
        orders, steps = mortals.walk(order, is_done, around_effects)
    finally:
        mortals.end()
    assert sum(step.startswith("after POST") for step in steps) == 2  # contact, project
    assert len(orders) > 2
    assert sorted(one["projectId"] for one in xero.projects) == sorted(row.job_id for row in orders)
    assert len(xero.contacts) == len({one["Name"] for one in xero.contacts}) == len(orders)
