"""Acme, connected to a Xero of our own."""

from collections.abc import Iterator

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import nobody_is_reached, slept
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.integrations.xero_projects.tests.fake import FakeXero
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

__all__ = ["nobody_is_reached", "slept"]


@pytest.fixture
def xero(nobody_is_reached: None) -> Iterator[FakeXero]:
    fake = FakeXero()
    with answered_by(fake):
        yield fake


@pytest.fixture
def connection(xero: FakeXero, ada: Member) -> Connection:
    given = {"client_id": "app", "client_secret": "app-secret"}
    begun = begin_connection(by=ada, provider="xero_projects", way="oauth", given=given)
    done = finish_consent(begun, by=ada, code="c", asked=new_request(), back_to="https://kpi.example/back")
    jobs.run_due()
    return done


@pytest.fixture
def planned(connection: Connection, rita: Member, initech: Company) -> Activity:
    kind = ActivityType.objects.create(name="Set up project", category="workflowmax_job")
    jane = Contact.objects.create(name="Jane Doe", email="jane@initech.example", company=initech)
    return verbs.plan(by=rita, activity_type=kind, owner=rita, company=initech, contacts=[jane], subject="New books")
