"""Whoever fetches a shared part again, with the ticket of the last time."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.people.models import AccessLevel, IdentityProvider, Member
from pacesetter.tenancy.models import Organisation, touch_settings
from pacesetter.tenancy.scope import scope
from pacesetter.web.live import shared, ticket
from pacesetter.web.live.again import asked_again, headers_of
from pacesetter.web.live.handover import HEADER
from pacesetter.web.live.holders import Holder, good_still
from pacesetter.web.live.known import new_id
from pacesetter.web.live.tests.scopes import Scope
from pacesetter.web.tests.conftest import Visitor

# The sessions and the memberships of all who come within a moment.
QUERIES_WITH_A_TICKET = 2


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    shared._places.clear()


def moment() -> str:
    """The message that tells a change which this process has just heard of."""
    return new_id()


class Watcher(Visitor):
    """Somebody who looks at the board, through what stands before Django in the server."""

    ticket = ""

    def look(self, live: str, path: str = "/board/", ticket: str | None = None, **headers: str) -> HttpResponse:
        brought = self.ticket if ticket is None else ticket
        asked = {"HX-Request": "true", "Live": live, "Accept-Encoding": "gzip"} | headers
        asked |= {"Live-Ticket": brought} if brought else {}
        answer = self._from_memory(path, asked) or self.get(path, **asked)
        self.ticket = answer.headers.get("Live-Ticket", self.ticket)
        return answer

    def _from_memory(self, path: str, headers: dict[str, str]) -> HttpResponse | None:
        again = asked_again(Scope(path, headers | {"Cookie": self.client.cookies.output(header="", sep=";")}))
        if again is None or again.ticket.holder not in self._outside(good_still, [again.ticket.holder]):
            return None
        kept = shared.kept_since(again.ticket.sign, again.since)
        return HttpResponse(kept.body, headers=dict(headers_of(kept))) if kept else None


def words(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return gzip.decompress(answer.content).decode()


@pytest.fixture
def watcher(at_noon: Any, mona: Member, done: None) -> Watcher:
    """Mona, who has fetched the board once."""
    made = Watcher()
    made.log_in(mona)
    assert made.look(moment()).status_code == 200
    assert made.ticket
    return made


def queries(count: Any, watcher: Watcher, live: str, **headers: str) -> int:
    with count() as seen:
        watcher.look(live, **headers)
    return len(seen)


@pytest.fixture
def count() -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_the_same_part_costs_two_queries_and_reads_the_same(watcher: Watcher, count: Any) -> None:
    live = moment()
    first = words(watcher.look(live))
    with count() as seen:
        again = watcher.look(live)
    assert len(seen) == QUERIES_WITH_A_TICKET
    assert words(again) == first
    assert again.headers["Cache-Control"] == "no-store"
    assert "Cookie" in again.headers["Vary"]


def test_a_later_change_is_made_anew_by_the_first_who_asks(
    watcher: Watcher, rita: Member, call: ActivityType, count: Any
) -> None:
    before = words(watcher.look(moment()))
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 9, 1, tzinfo=UTC))
    later = moment()
    with count() as seen:
        assert words(watcher.look(later)) != before
    assert len(seen) > QUERIES_WITH_A_TICKET
    assert queries(count, watcher, later) == QUERIES_WITH_A_TICKET


def archived(member: Member) -> None:
    from django.utils import timezone

    Member.objects.filter(pk=member.pk).update(archived_at=timezone.now())


def without_a_session(member: Member) -> None:
    Session.objects.all().delete()


@pytest.mark.parametrize("gone", [archived, without_a_session])
def test_who_may_look_no_more_gets_nothing(watcher: Watcher, mona: Member, gone: Any) -> None:
    gone(mona)
    answer = watcher.look(moment())
    # The whole page goes to where one logs in, or chooses an organisation.
    assert answer.headers["HX-Redirect"].startswith(("/accounts/login/", "/organisation/"))
    assert answer.content == b""


def shut_out(member: Member) -> None:
    assert member.user is not None
    member.user.set_password("a new password for this")
    member.user.save()


def switched_off(member: Member) -> None:
    assert member.user is not None
    member.user.is_active = False
    member.user.save()


@pytest.mark.parametrize("gone", [shut_out, switched_off])
def test_who_is_logged_in_no_more_gets_nothing(watcher: Watcher, mona: Member, gone: Any) -> None:
    gone(mona)
    answer = watcher.look(moment())
    # The whole page goes to where one logs in, or chooses an organisation.
    assert answer.headers["HX-Redirect"].startswith(("/accounts/login/", "/organisation/"))
    assert answer.content == b""


def raised(member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(access_level=AccessLevel.COORDINATOR)


def new_settings(member: Member) -> None:
    touch_settings()


@pytest.mark.parametrize("change", [raised, new_settings])
def test_whose_view_has_changed_is_asked_anew(
    watcher: Watcher, mona: Member, raj: Member, change: Any, count: Any
) -> None:
    live = moment()
    watcher.look(live)
    change(mona)
    assert queries(count, watcher, live) > QUERIES_WITH_A_TICKET


def test_a_ticket_is_good_for_its_session_and_address_alone(watcher: Watcher, raj: Member, count: Any) -> None:
    live = moment()
    watcher.look(live)
    other = Watcher()
    other.log_in(raj)
    with count() as seen:
        answer = other.look(live, ticket=watcher.ticket)
    assert len(seen) > QUERIES_WITH_A_TICKET
    assert "Rita" not in words(answer)
    assert queries(count, watcher, live, path="/board/?period=year") > QUERIES_WITH_A_TICKET


@pytest.mark.parametrize("written", ["nonsense", "a:b:c", "W10:1tZ:x"])
def test_what_is_no_ticket_is_none(watcher: Watcher, written: str) -> None:
    assert "Rita" in words(watcher.look(moment(), ticket=written))


def test_a_ticket_runs_out(watcher: Watcher, monkeypatch: pytest.MonkeyPatch, count: Any) -> None:
    monkeypatch.setattr(ticket, "_LASTS", -1)
    live = moment()
    watcher.look(live)
    watcher.look(live)
    assert queries(count, watcher, live) > QUERIES_WITH_A_TICKET


def test_another_organisation_s_people_are_never_on_it(
    watcher: Watcher, other_organisation: Organisation, otto: Member, count: Any
) -> None:
    live = moment()
    watcher.look(live)
    with scope(other_organisation):
        Member.objects.filter(pk=otto.pk).update(access_level=AccessLevel.ADMINISTRATOR)
    visitor = Watcher()
    visitor.log_in(otto)
    assert "Rita" not in words(visitor.look(live, ticket=watcher.ticket))


def test_a_stream_gives_a_ticket_for_its_part(at_noon: Any, mona: Member, done: None, count: Any) -> None:
    made = Watcher()
    made.log_in(mona)
    stream = made.read("/board/", Accept="text/event-stream")
    given = stream.split("event: ticket\ndata: ")[1].split("\n")[0]
    assert "Rita" not in stream
    live = moment()
    # Somebody else makes what both are shown.
    other = Watcher()
    other.log_in(mona)
    other.look(live)
    with count() as seen:
        assert "Rita" in words(made.look(live, ticket=given))
    assert len(seen) == QUERIES_WITH_A_TICKET


@pytest.mark.parametrize("path", ["/board/", "/board/?period=year"])
def test_no_stream_and_no_ticket_is_given_to_whoever_may_not_look(db: None, path: str) -> None:
    answer = Watcher().get(path, Accept="text/event-stream")
    assert answer.status_code == 302
    assert HEADER not in answer.headers
    assert b"event" not in answer.content


def test_all_who_come_within_a_moment_are_asked_for_at_once(
    watcher: Watcher, mona: Member, raj: Member, otto: Member, count: Any
) -> None:
    tickets = []
    for who in (mona, raj, otto, mona):
        one = Watcher()
        one.log_in(who)
        one.look(moment())
        tickets.append(holder_of(one))
    Session.objects.get(pk=tickets[3].session_key).delete()
    archived(raj)
    with count() as seen:
        assert good_still(tickets) == {tickets[0], tickets[2]}
    assert len(seen) == QUERIES_WITH_A_TICKET
    # One's facts are not another's, nor is one's session good for another member.
    assert good_still([replace(tickets[0], user_id=tickets[2].user_id)]) == set()
    assert good_still([replace(tickets[0], organisation_id=tickets[2].organisation_id)]) == set()


def test_who_came_by_the_provider_is_let_in_while_it_is_there(watcher: Watcher, mona: Member) -> None:
    by_provider = replace(holder_of(watcher), is_by_provider=True)
    assert good_still([by_provider]) == set()
    provider = IdentityProvider.objects.create(issuer="https://id.example", client_id="a")
    assert good_still([by_provider, holder_of(watcher)]) == {by_provider, holder_of(watcher)}
    provider.is_only_way = True
    provider.save()
    assert good_still([by_provider, holder_of(watcher)]) == {by_provider}


def holder_of(watcher: Watcher) -> Holder:
    again = asked_again(
        Scope(
            "/board/",
            {
                "HX-Request": "true",
                "Live": moment(),
                "Accept-Encoding": "gzip",
                "Live-Ticket": watcher.ticket,
                "Cookie": f"session={watcher.client.cookies['session'].value}",
            },
        )
    )
    assert again is not None
    return again.ticket.holder
