"""What holders of a stream are told of the board is what they would be shown, had they fetched it at that moment."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import RequestFactory

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member, TeamMembership
from pacesetter.tenancy.models import touch_settings
from pacesetter.web.live import shared
from pacesetter.web.live.again import ticket_of
from pacesetter.web.live.holders import good_still
from pacesetter.web.live.known import known_since, new_id
from pacesetter.web.live.pieces import Marks, Version, told
from pacesetter.web.live.telling import Telling
from pacesetter.web.live.tests.scopes import Scope
from pacesetter.web.live.tests.test_again import Here
from pacesetter.web.live.ticket import Ticket
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.test_live_again import archived, raised, shut_out, switched_off, without_a_session


@pytest.fixture(autouse=True)
def nothing_kept(at_noon: Any, done: None) -> None:
    shared._places.clear()


class Listener(Visitor):
    """Somebody with a stream at the board's address."""

    def __init__(self, member: Member) -> None:
        super().__init__()
        self.log_in(member)
        written = self.read("/board/", Accept="text/event-stream").split("event: ticket\ndata: ")[1].split("\n")[0]
        self.cookies = self.client.cookies.output(header="", sep=";").strip()
        ticket = ticket_of(Scope("/board/", {"Cookie": self.cookies}), written)
        assert ticket is not None
        self.ticket: Ticket = ticket
        self._telling = Telling(Here(), self._fetch)
        headers = {"Cookie": self.cookies, "Accept-Encoding": "gzip", "Accept": "text/event-stream"}
        environ = RequestFactory().get("/board/", headers=headers).META
        self.viewing = self._telling.viewing(ticket, environ)
        self._marks: Marks | None = None

    def _fetch(self, environ: dict[str, Any]) -> None:
        self._outside(self.client.handler, environ)

    def version(self) -> Version | None:
        """What would be sent to all who see the same, made in this one's name."""
        message = new_id()
        since = known_since(message)
        assert since is not None
        made = self._telling._made(self.ticket.sign, 1, since, self.viewing.request(message))
        return made[0] if made else None

    def hears(self) -> Any:
        """What is sent now; None for whoever is told to fetch."""
        version = self.version()
        if version is None or self.ticket.holder not in self._outside(good_still, [self.ticket.holder]):
            return None
        before, self._marks = self._marks, version.marks
        return json.loads(told(version, before))

    def fetches(self) -> str:
        return self.read("/board/", **{"HX-Request": "true", "Live": new_id()})


def call_of(member: Member, kind: ActivityType) -> None:
    verbs.log(by=member, activity_type=kind, owner=member, at=datetime(2026, 3, 9, 1, tzinfo=UTC))


def test_each_is_told_what_they_would_fetch(mona: Member, rita: Member, raj: Member, call: ActivityType) -> None:
    listeners = {"Rita": Listener(mona), "Raj": Listener(raj)}
    for name, listener in listeners.items():
        heard = listener.hears()["whole"]
        assert (heard, name in heard) == (listener.fetches(), True)
    call_of(rita, call)
    rows = listeners["Rita"].hears()["pieces"]
    assert set(rows) == {str(rita.pk), "totals"}
    fetched = listeners["Rita"].fetches()
    assert all(row in fetched for row in rows.values())
    # Nothing of hers reaches Raj, who is in another team.
    assert listeners["Raj"].hears() == {"pieces": {}}


def test_another_organisation_hears_nothing(mona: Member, otto: Member, rita: Member, call: ActivityType) -> None:
    listener, other = Listener(mona), Listener(otto)
    assert listener.ticket.sign != other.ticket.sign
    other.hears()
    call_of(rita, call)
    assert other.hears() == {"pieces": {}}
    assert "Rita" not in other.fetches()


@pytest.mark.parametrize("gone", [archived, without_a_session, shut_out, switched_off])
def test_who_may_look_no_more_is_told_nothing(mona: Member, gone: Any) -> None:
    listener = Listener(mona)
    gone(mona)
    assert listener.hears() is None
    assert listener.version() is None


def left_the_team(mona: Member, rita: Member) -> None:
    TeamMembership.objects.filter(member=rita).delete()
    touch_settings()


def promoted(mona: Member, rita: Member) -> None:
    raised(mona)


@pytest.mark.parametrize("change", [left_the_team, promoted])
def test_whose_view_has_changed_is_told_to_fetch(mona: Member, rita: Member, ada: Member, change: Any) -> None:
    listener, same = Listener(mona), Listener(mona)
    assert listener.hears() is not None
    change(mona, rita)
    assert [one.hears() for one in (listener, same)] == [None, None]
    assert ("Rita" in listener.fetches()) is (change is promoted)
