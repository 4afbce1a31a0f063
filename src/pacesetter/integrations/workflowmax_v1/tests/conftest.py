"""Acme, connected to an imitation of API V1, and to one of Practice Manager."""

from collections.abc import Callable, Iterator

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.job_systems.verbs import set_job_choices
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import nobody_is_reached, slept
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.integrations.workflowmax.tests.fake import an_id
from pacesetter.integrations.workflowmax_v1.tests.fake import FakeXml
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

__all__ = ["nobody_is_reached", "slept"]

APP = {"client_id": "app", "client_secret": "app-secret"}
Plan = Callable[[Company, Contact], Activity]
SYSTEMS = {"workflowmax_v1": ("/", "account_id"), "xero_practice_manager": ("/practicemanager/3.1/", "Xero-Tenant-Id")}


@pytest.fixture(params=SYSTEMS)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fake(key: str, nobody_is_reached: None) -> Iterator[FakeXml]:
    system = FakeXml(*SYSTEMS[key])
    with answered_by(system):
        yield system


@pytest.fixture
def connection(key: str, fake: FakeXml, ada: Member) -> Connection:
    begun = begin_connection(by=ada, provider=key, way="oauth", given=APP)
    done = finish_consent(begun, by=ada, code="c", asked=new_request(), back_to="https://kpi.example/back")
    jobs.run_due()
    return done


@pytest.fixture
def job_type(connection: Connection, ada: Member) -> ActivityType:
    """Onboarding, managed and done by Wim; the owner is put on it too."""
    kind = ActivityType.objects.create(name="Set up job", category="workflowmax_job")
    choices = JobChoices(connection.pk, template=an_id(2), category=an_id(3), manager=an_id(7), staff=[an_id(7)])
    return set_job_choices(kind, choices, by=ada)


@pytest.fixture
def plan(job_type: ActivityType, rita: Member) -> Plan:
    """`plan(company, contact)` plans the activity; what follows is left to the queue."""

    def make(company: Company, contact: Contact) -> Activity:
        return verbs.plan(
            by=rita, activity_type=job_type, owner=rita, company=company, contacts=[contact], subject="New books"
        )

    return make


@pytest.fixture
def planned(plan: Plan, initech: Company) -> Activity:
    jane = Contact.objects.create(name="Jane Doe", company=initech)
    return plan(initech, jane)
