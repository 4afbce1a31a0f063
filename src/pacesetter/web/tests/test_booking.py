"""Booking on the public page, by link, without a log-in and without script."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Booking, BookingPage
from pacesetter.meetings.tests.visits import open_page
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
# 10:00 on Wednesday in Auckland.
AT = datetime(2026, 3, 24, 21, tzinfo=UTC)
SENT = "20260324T2100Z"
PAGE = "/book/acme/rita/"
VISIT = {"name": "Vera Visitor", "email": "vera@hooli.example", "company": "Hooli", "words": "Your prices"}


@pytest.fixture
def page(rita: Member, meeting: ActivityType) -> BookingPage:
    return open_page(rita, meeting, words="Welcome!")


def filled_in(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The form as a browser sends it."""
    text = visitor.read(f"{PAGE}visit/?at={SENT}&minutes=60&zone=Europe/London")
    hidden = dict(re.findall(r'type="hidden" name="(at|minutes|zone|key)" value="([^"]*)"', text))
    return {**{name: unescape(value) for name, value in hidden.items()}, "website": "", **VISIT, **changed}


def hidden_in(text: str) -> dict[str, str]:
    """What the forms of a page send beside what a person fills in."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_visitor_books_sees_it_moves_it_and_cancels_it(visitor: Visitor, page: BookingPage) -> None:
    text = visitor.read(f"{PAGE}?minutes=60&zone=Pacific/Auckland")
    assert "Meet Rita" in text
    assert "Welcome!" in text
    assert f'value="{SENT}"' in text
    answer = visitor.post(f"{PAGE}visit/", filled_in(visitor))
    assert answer.status_code == 302
    mine = answer.headers["Location"]
    text = visitor.read(mine)
    assert "9:00\u202fPM" in text or "9:00 PM" in text  # the day before, in London
    assert "vera@hooli.example" in text
    assert f'value="{SENT}"' in visitor.read(f"{mine}time/")
    assert visitor.post(f"{mine}time/", {"at": "20260324T2200Z"}).status_code == 302
    assert Activity.objects.get().due_at == AT.replace(hour=22)
    visitor.delete(mine)
    assert Activity.objects.get().status == "cancelled"
    assert "called off" in visitor.read(mine)
    to_vera = OutgoingMessage.objects.filter(to="vera@hooli.example").order_by("pk")
    assert [mail.calendar_method for mail in to_vera] == ["REQUEST", "REQUEST", "CANCEL"]
    assert f"{mine}" in to_vera[0].text


def test_a_form_that_is_sent_twice_books_once(visitor: Visitor, page: BookingPage) -> None:
    form = filled_in(visitor)
    first, second = (visitor.post(f"{PAGE}visit/", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Booking.objects.count() == 1


def test_whoever_comes_second_is_shown_other_times(
    visitor: Visitor, page: BookingPage, rita: Member, meeting: ActivityType
) -> None:
    form = filled_in(visitor)
    verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT, subject="Secret merger")
    answer = visitor.post(f"{PAGE}visit/", form)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "has just been taken" in text
    assert f'value="{SENT}"' not in text
    assert "Secret merger" not in text
    # Nothing is typed again, whichever week the other time is in.
    kept = hidden_in(text)
    assert {name: kept[name] for name in VISIT} == VISIT
    text = visitor.post(f"{PAGE}visit/?from=2026-03-30", kept | {"do": "look"}).content.decode()
    text = visitor.post(f"{PAGE}visit/", hidden_in(text) | {"do": "choose", "at": "20260330T2200Z"}).content.decode()
    assert Booking.objects.count() == 0
    assert "Vera Visitor" in text
    assert "Your prices" in text
    again = hidden_in(text) | VISIT
    assert again["key"] == form["key"]
    assert visitor.post(f"{PAGE}visit/", again).status_code == 302
    assert Booking.objects.get().activity.due_at == datetime(2026, 3, 30, 22, tzinfo=UTC)


def test_nothing_is_told_but_who_is_met_and_what_is_free(
    visitor: Visitor, page: BookingPage, rita: Member, meeting: ActivityType
) -> None:
    Member.objects.filter(pk=rita.pk).update(phone="+6495551234")
    verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT, subject="Secret merger", note="Soft on price")
    text = visitor.read(PAGE) + visitor.read(f"{PAGE}visit/?at={SENT}&minutes=60")
    for secret in ("Secret merger", "Soft on price", rita.email, "5551234", "shell-nav", "Quick log"):
        assert secret not in text


@pytest.mark.parametrize("address", ["/book/acme/raj/", "/book/globex/rita/", "/book/nobody/rita/"])
def test_where_nothing_is_open_nothing_is_found(address: str, visitor: Visitor, page: BookingPage) -> None:
    assert visitor.get(address).status_code == 404
    assert visitor.post(f"{address}visit/", {"at": SENT}).status_code == 404


def test_a_closed_page_is_not_found_and_what_was_booked_is(visitor: Visitor, page: BookingPage) -> None:
    mine = visitor.post(f"{PAGE}visit/", filled_in(visitor)).headers["Location"]
    BookingPage.objects.update(is_open=False)
    assert visitor.get(PAGE).status_code == 404
    assert "Cancel the meeting" in visitor.read(mine)
    assert visitor.get(f"{mine}time/").status_code == 302


def test_an_invented_link_finds_nothing(visitor: Visitor, page: BookingPage) -> None:
    for path in ("/bookings/invented/", "/bookings/invented/time/"):
        assert visitor.get(path).status_code == 404
        assert visitor.delete(path).status_code in (404, 405)


def test_errors_stand_at_their_fields(visitor: Visitor, page: BookingPage) -> None:
    answer = visitor.post(f"{PAGE}visit/", filled_in(visitor, email="vera"))
    assert answer.status_code == 422
    assert b'id="id_email_error"' in answer.content
    assert Booking.objects.count() == 0


def test_too_much_at_once_is_refused(visitor: Visitor, page: BookingPage) -> None:
    answers = []
    for hour in range(21, 25):
        at = f"202603{24 + hour // 24}T{hour % 24:02}00Z"
        answers.append(visitor.post(f"{PAGE}visit/", filled_in(visitor, at=at)).status_code)
    assert answers == [302, 302, 302, 429]


def test_a_machine_that_fills_in_everything_books_nothing(visitor: Visitor, page: BookingPage) -> None:
    assert visitor.post(f"{PAGE}visit/", filled_in(visitor, website="https://spam.example")).status_code == 302
    assert Booking.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["?minutes=x&zone=Mars&from=9999-99-99", "?minutes=" + "9" * 5000, "?from=2999-01-01", "?from=0001-01-01"]
)
def test_an_address_that_makes_no_sense_shows_the_usual(query: str, visitor: Visitor, page: BookingPage) -> None:
    assert "Meet Rita" in visitor.read(PAGE + query)
    assert visitor.get(f"{PAGE}visit/{query}&at=yesterday").status_code == 302


def test_queries_do_not_grow_with_what_is_planned(
    visitor: Visitor, page: BookingPage, rita: Member, meeting: ActivityType
) -> None:
    counts = []
    for number in (1, 5):
        for _ in range(number):
            verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT)
        with CaptureQueriesContext(connection) as queries:
            visitor.read(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
