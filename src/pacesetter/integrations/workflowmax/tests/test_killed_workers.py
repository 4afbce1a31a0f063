"""Real workers, killed with SIGKILL at every step of a job's creation: there is one job, with one of everything."""

from pathlib import Path

import pytest

from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.models import JobOrder, OrderState
from pacesetter.integrations.tests.mortal import Mortals
from pacesetter.integrations.workflowmax.tests.conftest import Plan
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax

pytestmark = pytest.mark.django_db(transaction=True)


def test_exactly_one_job_wherever_a_worker_is_killed(plan: Plan, wfm: FakeWorkflowMax, tmp_path: Path) -> None:
    def order(number: int) -> JobOrder:
        # No name is part of another, or it would be asked which client is meant.
        company = Company.objects.create(name=f"Initech {number:03}", name_key=f"initech {number:03}")
        jane = Contact.objects.create(name="Jane van Doe", email=f"jane{number}@initech.example", company=company)
        found: JobOrder = JobOrder.objects.get(activity=plan(company=company, contacts=[jane]))
        return found

    def is_done(row: JobOrder) -> bool:
        row.refresh_from_db()
        return row.state == OrderState.DONE

    mortals = Mortals(tmp_path, wfm)
    try:
        orders, steps = mortals.walk(order, is_done)
    finally:
        mortals.end()
    for row in orders:
        row.refresh_from_db()
    assert sum(step.startswith("after POST") for step in steps) >= 5  # client, job, template, two of staff
    assert sorted(one["uuid"] for one in wfm.jobs) == sorted(row.job_id for row in orders)
    assert len({row.job_id for row in orders}) == len(orders)
    assert sorted(one["name"] for one in wfm.clients) == [f"Initech {number:03}" for number in range(len(orders))]
    assert [len(one["contacts"]) for one in wfm.clients] == [1] * len(orders)
    assert sorted(job for job, _template in wfm.applied) == sorted(row.job_id for row in orders)
    assert {tuple(sorted(s["firstName"] for s in one["staffAssigned"])) for one in wfm.jobs} == {("Rita", "Wim")}
