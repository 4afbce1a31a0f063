"""Real workers, killed with SIGKILL wherever something was just changed there: one job, with one of everything."""

from pathlib import Path

import pytest

from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.models import JobOrder, OrderState
from pacesetter.integrations.tests.mortal import Mortals, around_effects
from pacesetter.integrations.workflowmax.tests.fake import an_id
from pacesetter.integrations.workflowmax_v1.tests.conftest import Plan
from pacesetter.integrations.workflowmax_v1.tests.fake import FakeXml

pytestmark = pytest.mark.django_db(transaction=True)


def test_exactly_one_job_wherever_a_worker_is_killed(plan: Plan, fake: FakeXml, tmp_path: Path) -> None:
    def order(number: int) -> JobOrder:
        # No name is part of another, or it would be asked which client is meant.
        company = Company.objects.create(name=f"Initech {number:03}", name_key=f"initech {number:03}")
        jane = Contact.objects.create(name="Jane Doe", email=f"jane{number}@initech.example", company=company)
        found: JobOrder = JobOrder.objects.get(activity=plan(company, jane))
        return found

    def is_done(row: JobOrder) -> bool:
        row.refresh_from_db()
        return row.state == OrderState.DONE

    mortals = Mortals(tmp_path, fake)
    try:
        orders, steps = mortals.walk(order, is_done, around_effects)
    finally:
        mortals.end()
    effects = [step for step in steps if step.startswith(("after POST", "after PUT"))]
    assert len(effects) == 5, effects  # client, job, manager, two of staff
    assert len(orders) > len(effects)
    assert sorted(one["uuid"] for one in fake.jobs) == sorted(row.job_id for row in orders)
    assert sorted(one["name"] for one in fake.clients) == sorted(row.activity.company.name for row in orders)  # type: ignore[union-attr]
    assert [len(one["contacts"]) for one in fake.clients] == [1] * len(orders)
    assert {(tuple(sorted(one["staff"])), one["manager"]) for one in fake.jobs} == {((an_id(6), an_id(7)), an_id(7))}
