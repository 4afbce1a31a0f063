"""Follow-ups and other activities stay inside: whatever is done to one, no message, no job and no request leaves."""

import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NoReturn

import pytest
from django.core import mail

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.push.tests.reading import Browser
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.jobs.models import Job
from pacesetter.mail.models import OutgoingMessage
from pacesetter.notifications.verbs import subscribe
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallSource

NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)
DAY = date(2026, 3, 30)


def refuse_to_open(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("a socket was opened")


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # The database's own connection is made below Python, and before.
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse_to_open)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse_to_open)
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def connected(rita: Member) -> None:
    """There is every way out: a job system, a mail service, Rita's calendar, her phone, and a phone system."""
    for provider, owner in (("workflowmax", None), ("mailchimp", None), ("google", rita)):
        Connection.objects.create(
            provider=provider, owner=owner, way="oauth", state=ConnectionState.CONNECTED, created_at=NOW
        )
    browser = Browser.new()
    endpoint = "https://push.example/send/1"
    subscribe(rita, by=rita, endpoint=endpoint, public=browser.public, auth=browser.auth)
    CallSource.objects.create(name="Switchboard", shape="standard", public_id="p")


@pytest.fixture(params=["follow_up", "other"])
def inside(request: pytest.FixtureRequest, organisation: object) -> ActivityType:
    made: ActivityType = ActivityType.objects.create(name="Stays inside", category=request.param)
    return made


def test_the_way_out_is_really_shut() -> None:
    with pytest.raises(AssertionError, match="a socket was opened"):
        socket.create_connection(("127.0.0.1", 9))
    with socket.socket() as plain, pytest.raises(AssertionError, match="a socket was opened"):
        plain.connect(("127.0.0.1", 9))


@pytest.mark.parametrize("category", ["meeting", "workflowmax_job"])
def test_of_other_categories_something_leaves(category: str, connected: None, rita: Member, initech: Company) -> None:
    """So what the test below finds missing is there to be found."""
    kind = ActivityType.objects.create(name="Goes out", category=category)
    jane = Contact.objects.create(name="Jane", company=initech, email="jane@initech.example")
    verbs.plan(
        by=rita,
        activity_type=kind,
        owner=rita,
        due_at=NOW + timedelta(days=2),
        company=initech,
        contacts=[jane],
        details={"invite": True},
    )
    assert Job.objects.exists()


def test_nothing_leaves_whatever_is_done(
    inside: ActivityType,
    connected: None,
    rita: Member,
    mona: Member,
    initech: Company,
    django_capture_on_commit_callbacks: Any,
) -> None:
    jane = Contact.objects.create(name="Jane", company=initech, email="jane@initech.example", phone="+6495551234")
    with django_capture_on_commit_callbacks(execute=True):
        activity = verbs.plan(
            by=mona,
            activity_type=inside,
            owner=rita,
            due_on=DAY,
            company=initech,
            contacts=[jane],
            participants=[mona],
            subject="Price",
            # What a meeting would send invitations for.
            details={"invite": True, "place": "Here"},
        )
        verbs.edit(activity, by=rita, subject="Prices", note="Ask", owner=mona, contacts=[], participants=[rita])
        verbs.edit(activity, by=mona, contacts=[jane], owner=rita)
        verbs.reschedule(activity, by=rita, due_at=datetime(2026, 3, 30, 21, tzinfo=UTC))
        verbs.snooze(activity, by=rita, until=date(2026, 4, 2))
        verbs.repeat(activity, by=rita, every=1, unit="weeks")
        verbs.complete(activity, by=rita, minutes=5)
        verbs.reopen(activity, by=rita)
        verbs.stop_repeating(activity, by=rita)
        verbs.cancel(activity, by=rita)
        verbs.reopen(activity, by=rita)
        verbs.delete(activity, by=rita)
        verbs.restore(activity, by=rita)
        logged = verbs.log(by=rita, activity_type=inside, owner=rita, company=initech, contacts=[jane])
        verbs.mark_duplicate(logged, by=rita, of=activity)
        with pytest.raises(Refusal):
            verbs.reopen(activity, by=rita)
    assert not OutgoingMessage.across_organisations.exists()
    assert not Job.objects.exists()
    assert mail.outbox == []
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 2
