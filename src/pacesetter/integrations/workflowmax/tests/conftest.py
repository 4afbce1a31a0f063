"""Acme, connected to a WorkflowMax of our own, with an activity type that makes jobs there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.job_systems.verbs import set_job_choices
from pacesetter.integrations.models import Connection, JobOrder
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import nobody_is_reached, slept
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, an_id
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

__all__ = ["nobody_is_reached", "slept"]

APP = {"client_id": "app", "client_secret": "app-secret", "job_page": "https://app.example/jobs/{uuid}"}
Plan = Callable[..., Activity]


@pytest.fixture
def wfm(nobody_is_reached: None) -> Iterator[FakeWorkflowMax]:
    fake = FakeWorkflowMax()
    with answered_by(fake):
        yield fake


@pytest.fixture
def connection(ada: Member, wfm: FakeWorkflowMax) -> Connection:
    begun = begin_connection(by=ada, provider="workflowmax", way="oauth", given=APP)
    done = finish_consent(begun, by=ada, code="c", asked=new_request(), back_to="https://kpi.example/back")
    jobs.run_due()
    wfm.asked.clear()
    return done


@pytest.fixture
def job_type(ada: Member, connection: Connection) -> ActivityType:
    """Onboarding, managed and done by Wim; the owner is put on it too."""
    kind = ActivityType.objects.create(name="Set up job", category="workflowmax_job")
    choices = JobChoices(connection.pk, template=an_id(2), category=an_id(3), manager=an_id(7), staff=[an_id(7)])
    return set_job_choices(kind, choices, by=ada)


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane van Doe", email="jane@initech.example", company=initech)


@pytest.fixture
def plan(rita: Member, job_type: ActivityType, initech: Company, jane: Contact) -> Plan:
    """`plan(company=None)` plans the activity; what follows is left to the queue."""

    def make(**given: Any) -> Activity:
        known: dict[str, Any] = {"company": initech, "contacts": [jane], "subject": "New books", "note": "As agreed"}
        return verbs.plan(by=rita, activity_type=job_type, owner=rita, **{**known, **given})

    return make


def order_of(activity: Activity) -> JobOrder:
    order: JobOrder = JobOrder.objects.get(activity=activity)
    return order
