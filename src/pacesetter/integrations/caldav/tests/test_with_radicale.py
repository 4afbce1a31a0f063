"""Against a real CalDAV server, over a real connection."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pacesetter.core.http import Rules, networks
from pacesetter.integrations.caldav.etags import place_of
from pacesetter.integrations.caldav.provider import CalDav
from pacesetter.integrations.caldav.tests.radicale import PASSWORD, USER, running_radicale
from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile, PlaceLost
from pacesetter.integrations.calendars.event import Event, Guest, changes_between, stored
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

STARTS = datetime(2026, 3, 25, 21, tzinfo=UTC)
MARK = "0123456789abcdef0123456789abcdef"
WANTED = Event(
    STARTS, STARTS + timedelta(hours=1), title="Demo, and more", guests=(Guest("jane@initech.example"),), version="v1"
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_radicale(Path(tmp_path_factory.mktemp("radicale"))) as found:
        yield found


@pytest.fixture
def connection(url: str, rita: Member, settings: Any) -> Connection:
    port = int(url.rpartition(":")[2])
    settings.INTEGRATION_RULES = Rules(networks(["127.0.0.0/8"]), ports=frozenset({port}), plain_http=True)
    given = {"url": "https://cloud.example", "user": USER, "password": PASSWORD}
    row = begin_connection(by=rita, owner=rita, provider="caldav", way="key", given=given)
    # Forms take https alone; this server has no certificate.
    Connection.objects.filter(pk=row.pk).update(settings={**row.settings, "url": url, "address": "rita@acme.example"})
    row.refresh_from_db()
    return row


@pytest.fixture
def account(connection: Connection, rita: Member) -> Iterator[CalendarAccount]:
    row = check_connection(connection, by=rita)
    Connection.objects.filter(pk=row.pk).update(settings={**row.settings, "address": "rita@acme.example"})
    with Caller(row) as caller:
        yield CalDav().calendar(caller)


def test_the_calendar_is_found_and_that_it_sends_nothing(connection: Connection, rita: Member) -> None:
    row = check_connection(connection, by=rita)
    assert (row.account_id, row.account_name) == (f"/{USER}/work/", "Work")
    assert not CalDav().can_invite(row)


def test_a_wrong_password_is_refused(connection: Connection, rita: Member) -> None:
    connection.settings = {**connection.settings, "user": "somebody"}
    connection.save()
    with pytest.raises(Failure, match="401"):
        check_connection(connection, by=rita)


def test_made_once_changed_read_back_and_called_off(account: CalendarAccount) -> None:
    since, until = STARTS - timedelta(days=10), STARTS + timedelta(days=10)
    before = account.news("", since=since, until=until).place
    made = account.make(MARK, WANTED)
    assert made is not None
    assert (made.starts_at, made.ends_at, made.version, made.guests[0].address) == (
        WANTED.starts_at,
        WANTED.ends_at,
        "v1",
        "jane@initech.example",
    )
    assert account.make(MARK, WANTED) is None
    assert [(span.starts_at, span.ends_at) for span in account.busy(since, until)] == [(STARTS, WANTED.ends_at)]

    later = replace(WANTED, starts_at=STARTS + timedelta(hours=2), ends_at=STARTS + timedelta(hours=3), version="v2")
    changed = account.change(changes_between(stored(WANTED), later, made))
    assert (changed.starts_at, changed.version) == (later.starts_at, "v2")
    with pytest.raises(ChangedMeanwhile):
        account.change(changes_between(stored(WANTED), later, made))
    news = account.news(before, since=since, until=until)
    assert [(one.id, one.event.version) for one in news.seen if one.event] == [(made.id, "v2")]
    by_tags = account.news(place_of({}), since=since, until=until)
    assert [(one.id, one.event.version) for one in by_tags.seen if one.event] == [(made.id, "v2")]
    assert account.news(by_tags.place, since=since, until=until).seen == []

    account.call_off(changed, "")
    account.call_off(changed, "")
    assert account.find(MARK, "") is None
    assert [one.event for one in account.news(news.place, since=since, until=until).seen] == [None]


def test_a_place_that_it_never_gave_is_lost(account: CalendarAccount) -> None:
    with pytest.raises(PlaceLost):
        account.news("http://radicale.org/ns/sync/0123", since=STARTS, until=STARTS)
