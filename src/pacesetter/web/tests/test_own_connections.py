"""Accounts of one's own: connected, checked, paused and disconnected by their owner alone."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caldav.tests.fake import PASSWORD, FakeCalDav
from pacesetter.integrations.calendars.tests.failing import Fault
from pacesetter.integrations.google.tests.fake import OWNER, FakeGoogle
from pacesetter.integrations.models import BusyTime, Connection, ConnectionState, OAuthApp
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import register_app
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

APP: dict[str, str | list[str]] = {"client_id": "app", "client_secret": "app-secret-13579", "uses": ["calendar"]}
CALDAV = {"url": "https://cloud.example/dav/", "user": "rita", "password": PASSWORD, "invites": "yes"}


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    fake = FakeGoogle()
    with answered_by(fake):
        yield fake


@pytest.fixture
def registered(ada: Member) -> None:
    register_app(by=ada, provider="google", given={"client_id": "app", "client_secret": "s"}, uses=["calendar"])


def connect(visitor: Visitor) -> Connection:
    """As a person does it: the form, the link, the way back."""
    page = visitor.post("/profile/connections/new/google/", {"invites": "yes"}).content.decode()
    found = re.search(r'href="(https://accounts\.google\.com/[^"]+)"', page)
    assert found is not None
    query = parse_qs(urlsplit(html.unescape(found[1])).query)
    assert query["scope"][0].split()[2:] == [
        "https://www.googleapis.com/auth/calendar.events.owned",
        "https://www.googleapis.com/auth/calendar.freebusy",
    ]
    assert (query["access_type"], query["code_challenge_method"]) == (["offline"], ["S256"])
    visitor.get(f"/profile/connections/callback/?code=c&state={query['state'][0]}")
    return Connection.objects.get(owner__isnull=False)


def test_an_administrator_registers_the_app_and_the_secret_is_not_shown(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read("/settings/connections/apps/google/")
    assert "http://localhost:8000/profile/connections/callback/" in page
    assert "auth/calendar.events.owned" in page
    visitor.post("/settings/connections/apps/google/", APP)
    assert "Registered" in visitor.read("/settings/connections/")
    assert "app-secret" not in visitor.read("/settings/connections/apps/google/")
    visitor.post("/settings/connections/apps/google/", {**APP, "client_id": "other", "client_secret": ""})
    row = OAuthApp.objects.get()
    assert row.setting("client_id") == "other"
    assert row.secrets
    assert "Forget the app" in visitor.delete("/settings/connections/apps/google/").content.decode()
    assert OAuthApp.objects.exists()
    visitor.delete("/settings/connections/apps/google/", sure=True)
    assert OAuthApp.objects.count() == 0


def test_an_app_without_a_secret_or_a_use_is_refused(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    for name, empty in (("client_secret", ""), ("uses", [])):
        page = visitor.post("/settings/connections/apps/google/", {**APP, name: empty}).content.decode()
        assert f'id="id_{name}_error"' in page
    assert OAuthApp.objects.count() == 0


def test_what_is_not_registered_can_not_be_connected(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).read("/profile/connections/")
    assert "an administrator does that" in page
    assert "/profile/connections/new/google/" not in page
    said = visitor.post("/profile/connections/new/google/", {"invites": "yes"}).content.decode()
    assert "An administrator has to register an app there first." in said
    assert Connection.objects.count() == 0


def test_from_nothing_to_connected_and_back(
    visitor: Visitor, rita: Member, registered: None, google: FakeGoogle
) -> None:
    visitor.log_in(rita)
    row = connect(visitor)
    assert (row.state, row.owner_id, row.account_name) == (ConnectionState.CONNECTED, rita.pk, OWNER)
    page = visitor.read(f"/profile/connections/{row.pk}/")
    assert f"Google is connected, with the account {OWNER}." in page
    assert f"Meeting requests go out from this calendar, as {OWNER}." in page
    soon = clock.now() + timedelta(days=1)
    google.busy = [(soon.isoformat(), (soon + timedelta(hours=1)).isoformat())]
    jobs.run_due()
    assert BusyTime.objects.filter(member=rita).count() == 1
    assert "When you are busy was read" in visitor.read(f"/profile/connections/{row.pk}/")
    visitor.post(f"/profile/connections/{row.pk}/pause/")
    assert "Paused" in visitor.read("/profile/connections/")
    visitor.delete(f"/profile/connections/{row.pk}/pause/")
    visitor.post(f"/profile/connections/{row.pk}/check/")
    assert "Google is connected" in visitor.read(f"/profile/connections/{row.pk}/")
    visitor.post(f"/profile/connections/{row.pk}/ending/")
    jobs.run_due()
    assert google.is_revoked
    row.refresh_from_db()
    assert (row.state, row.secrets, BusyTime.objects.count()) == ("ended", "", 0)


def test_a_box_that_was_left_empty_is_said(
    visitor: Visitor, rita: Member, registered: None, google: FakeGoogle
) -> None:
    google.granted = "openid https://www.googleapis.com/auth/userinfo.email"
    visitor.log_in(rita)
    row = connect(visitor)
    assert row.state == ConnectionState.BEGUN
    assert "tick all boxes" in visitor.read(f"/profile/connections/{row.pk}/")


def test_a_withdrawn_consent_says_what_to_do(
    visitor: Visitor, rita: Member, registered: None, google: FakeGoogle
) -> None:
    visitor.log_in(rita)
    row = connect(visitor)
    google.withdraws_consent()
    jobs.run_due()
    page = visitor.read(f"/profile/connections/{row.pk}/")
    assert "Needs attention" in page
    assert "Connect again, to consent anew." in page


def test_a_server_that_does_not_schedule_is_used_for_busy_times_alone(visitor: Visitor, rita: Member) -> None:
    with answered_by(FakeCalDav(schedules=False)):
        visitor.log_in(rita).post("/profile/connections/new/caldav/", CALDAV)
        row = Connection.objects.get()
        assert [name for _path, name in row.accounts] == ["Work", "Private"]
        page = visitor.read(f"/profile/connections/{row.pk}/")
    assert "so they go out by mail" in page
    assert PASSWORD not in page


def test_a_wrong_password_is_said_and_not_sent_back(visitor: Visitor, rita: Member) -> None:
    with answered_by(FakeCalDav()):
        given = {**CALDAV, "password": "wrong-password"}
        page = visitor.log_in(rita).post("/profile/connections/new/caldav/", given).content.decode()
    assert "does not accept the key" in page
    assert "wrong-password" not in page


def test_nobody_else_sees_it(
    visitor: Visitor, rita: Member, ada: Member, mona: Member, registered: None, google: FakeGoogle
) -> None:
    visitor.log_in(rita)
    row = connect(visitor)
    for other in (mona, ada):
        visitor.log_in(other)
        for path in ("", "check/", "pause/", "consent/", "ending/"):
            assert visitor.post(f"/profile/connections/{row.pk}/{path}").status_code == 404
        assert OWNER not in visitor.read("/profile/connections/")
    row.refresh_from_db()
    assert row.state == ConnectionState.CONNECTED


def test_the_page_of_a_meeting_says_what_to_do_when_its_calendar_is_gone(
    visitor: Visitor,
    rita: Member,
    ada: Member,
    meeting: ActivityType,
    initech: Company,
    registered: None,
    google: FakeGoogle,
) -> None:
    visitor.log_in(rita)
    row = connect(visitor)
    jane = Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")
    activity: Activity = verbs.plan(
        by=rita,
        owner=rita,
        activity_type=meeting,
        contacts=[jane],
        due_at=clock.now() + timedelta(days=2),
        details={"invite": True},
    )
    jobs.run_due()
    page = visitor.read(f"/activities/{activity.pk}/")
    assert f"Sent from the calendar Google: {OWNER}" in page
    assert "Ask everybody anew" not in page
    assert "1 meeting that is still to come" in visitor.read(f"/profile/connections/{row.pk}/ending/")
    archive = Visitor().log_in(ada).read(f"/settings/people/{rita.pk}/archive/")
    assert "Save a calendar that 1 meeting to come was sent from" in archive
    visitor.post(f"/profile/connections/{row.pk}/ending/")
    assert "Ask everybody anew" in visitor.read(f"/activities/{activity.pk}/")
    visitor.post(f"/activities/{activity.pk}/meeting-request/")
    page = visitor.read(f"/activities/{activity.pk}/")
    assert "Everybody is asked anew." in page
    assert "Sent from the calendar" not in page


def test_what_the_calendar_refused_is_tried_again_from_the_page_of_the_meeting(
    visitor: Visitor, rita: Member, raj: Member, meeting: ActivityType, initech: Company, registered: None,
    google: FakeGoogle,
) -> None:  # fmt: skip
    visitor.log_in(rita)
    connect(visitor)
    jane = Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")
    activity: Activity = verbs.plan(
        by=rita,
        owner=rita,
        activity_type=meeting,
        contacts=[jane],
        due_at=clock.now() + timedelta(days=2),
        details={"invite": True},
    )
    jobs.run_due()
    google.faults.append(Fault("DELETE", "/events", Answer(400, {}, b"No"), acts=False))
    verbs.cancel(activity, by=rita)
    jobs.run_due()
    address = f"/activities/{activity.pk}/meeting-request/"
    assert 'name="again"' in visitor.read(f"/activities/{activity.pk}/")
    visitor.log_in(raj)
    assert visitor.post(address, {"again": "1"}).status_code == 404
    visitor.log_in(rita).post(address, {"again": "1"})
    jobs.run_due()
    assert google.told("jane@initech.example") == ["invited", "cancelled"]
    assert 'name="again"' not in visitor.read(f"/activities/{activity.pk}/")


def test_an_administrators_own_account_can_be_saved_from_the_settings_too(visitor: Visitor, ada: Member) -> None:
    with answered_by(FakeCalDav()):
        visitor.log_in(ada).post("/profile/connections/new/caldav/", CALDAV)
        row = Connection.objects.get()
        given = {**CALDAV, "password": "", "invites": "no", "account_id": row.account_id}
        assert visitor.post(f"/settings/connections/{row.pk}/", given).status_code == 302
    row.refresh_from_db()
    assert (row.setting("invites"), row.mode) == ("no", "live")
    # It is not among those of the organisation.
    assert f"/settings/connections/{row.pk}/" not in visitor.read("/settings/connections/")
