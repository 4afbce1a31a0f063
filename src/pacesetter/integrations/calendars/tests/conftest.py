"""Rita's calendar at each kind of provider, and a meeting of hers with Jane of Initech and Raj."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.caldav.tests.fake import PASSWORD, FakeCalDav
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.gates import gate
from pacesetter.integrations.google.tests.fake import FakeGoogle
from pacesetter.integrations.google.tests.judging import judge
from pacesetter.integrations.microsoft.tests.fake import FakeGraph
from pacesetter.integrations.models import CalendarEvent, Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import begin_connection, check_connection, finish_consent, register_app
from pacesetter.meetings.models import Meeting
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)
STARTS = datetime(2026, 3, 25, 21, tzinfo=UTC)
JANE, RAJ = "jane@initech.example", "raj@acme.example"
APP = {"client_id": "app", "client_secret": "app-secret-13579"}


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was slept, without sleeping."""
    found: list[float] = []
    monkeypatch.setattr(gate, "sleep", found.append)
    return found


@pytest.fixture(autouse=True)
def noon(settings: Any) -> Iterator[None]:
    settings.INBOUND_DOMAIN = "kpi.example"
    with clock.standing_at(NOW):
        yield


def connected_to(key: str, owner: Member, administrator: Member) -> Connection:
    """The owner's account there, connected as a person does it."""
    if key == "caldav":
        given = {"url": "https://cloud.example/dav/", "user": "rita", "password": PASSWORD}
        begun = begin_connection(by=owner, owner=owner, provider=key, way="key", given=given)
        return check_connection(begun, by=owner)
    register_app(by=administrator, provider=key, given=APP, uses=["calendar"])
    begun = begin_connection(by=owner, owner=owner, provider=key, way="oauth", given={})
    return finish_consent(begun, by=owner, code="c", asked=new_request(), back_to="https://kpi.example/back/")


SERVERS: dict[str, Callable[[], CalendarServer]] = {"google": FakeGoogle, "microsoft": FakeGraph, "caldav": FakeCalDav}


@pytest.fixture(params=["google", "microsoft", "caldav"])
def kind(request: pytest.FixtureRequest) -> str:
    """The key of the provider; tests that say nothing else run with each."""
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[CalendarServer]:
    """The other side."""
    fake = SERVERS[kind]()
    if kind == "google":
        fake.judges.append(judge)
    with answered_by(fake):
        yield fake


@pytest.fixture
def connection(kind: str, server: CalendarServer, rita: Member, ada: Member) -> Connection:
    """Rita's calendar, connected."""
    row = connected_to(kind, rita, ada)
    server.asked.clear()
    return row


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def demo(
    connection: Connection, rita: Member, raj: Member, meeting: ActivityType, initech: Company, jane: Contact
) -> Activity:
    """An hour on Thursday morning, asked for and not sent yet."""
    return verbs.plan(
        by=rita,
        owner=rita,
        activity_type=meeting,
        company=initech,
        contacts=[jane],
        participants=[raj],
        subject="Demo of the new release",
        note="They are price sensitive",
        due_at=STARTS,
        minutes=60,
        details={"invite": True, "place": "Their office", "agenda": "Half an hour of questions"},
    )


@pytest.fixture
def asked(demo: Activity) -> Meeting:
    """The meeting, which is in Rita's calendar by now."""
    jobs.run_due()
    return Meeting.objects.get(activity=demo)


def row_of(meeting: Meeting) -> CalendarEvent:
    """What is kept of where it is."""
    return CalendarEvent.objects.get(meeting=meeting)


def read_calendars() -> None:
    """What the worker does every few minutes."""
    jobs.enqueue("integrations.read_all_calendars")
    jobs.run_due()
