"""Booking as a visitor: what becomes of it, and what is refused. It is Monday noon in Auckland, where Rita works."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.meetings.bookings import free_times
from pacesetter.meetings.models import Booking, BookingPage, Meeting
from pacesetter.meetings.tests.conftest import NOW, sent_to
from pacesetter.meetings.tests.visits import booked, open_page
from pacesetter.people.models import Leave, Member
from pacesetter.tenancy.models import Organisation

# 10:00 on Wednesday in Auckland.
AT = datetime(2026, 3, 24, 21, tzinfo=UTC)
AUCKLAND = ZoneInfo("Pacific/Auckland")
WEDNESDAY = date(2026, 3, 25)
SECRET = "s" * 43


@pytest.fixture
def page(rita: Member, meeting: ActivityType) -> BookingPage:
    return open_page(rita, meeting)


def free_on(page: BookingPage, day: date, minutes: int = 60) -> list[str]:
    found = free_times(page, minutes=minutes, first=day, last=day, zone=AUCKLAND)
    return [one.astimezone(AUCKLAND).strftime("%H:%M") for one in found]


def refusal_of(page: BookingPage, at: datetime = AT, **changed: Any) -> str:
    with pytest.raises(Refusal) as refused:
        booked(page, at, **changed)
    return refused.value.code


def test_a_stranger_becomes_a_contact_of_a_new_lead_and_is_invited(page: BookingPage, rita: Member) -> None:
    booking = booked(page, AT, secret=SECRET)
    activity = booking.activity
    assert (activity.due_at, activity.planned_minutes, activity.owner) == (AT, 60, rita)
    assert (activity.subject, activity.note) == ("Vera Visitor and Rita", "Your prices")
    contact = Contact.objects.get(email="vera@hooli.example")
    assert contact.company == activity.company
    assert contact.company is not None
    assert (contact.company.name, contact.company.kind, contact.company.sales_rep) == ("Hooli", "lead", rita)
    (mail,) = sent_to("vera@hooli.example")
    assert mail.calendar_method == "REQUEST"
    assert f"https://kpi.example/bookings/{SECRET}/" in mail.calendar.replace("\r\n ", "")
    assert "https://meet.example/rita" in mail.calendar
    assert [copy.calendar_method for copy in sent_to("rita@acme.example")] == ["PUBLISH"]
    assert counted_for(rita) == [("b", 1, 60, 0)]


def test_somebody_known_stays_as_they_are(page: BookingPage, jane: Contact, initech: Company) -> None:
    booking = booked(page, AT, name="Somebody else", email="JANE@initech.example", company="Other")
    assert booking.activity.company == initech
    jane.refresh_from_db()
    assert (jane.name, jane.company) == ("Jane Doe", initech)
    assert Contact.objects.count() == Company.objects.count() == 1


def test_a_visitor_joins_a_company_by_their_address_and_not_by_their_word(page: BookingPage, initech: Company) -> None:
    Company.objects.filter(pk=initech.pk).update(domain="initech.example")
    assert booked(page, AT, email="new@initech.example").activity.company == initech
    claimed = booked(page, AT + timedelta(hours=1), email="eve@gmail.com", company="Initech")
    assert claimed.activity.company is None


def test_times_are_those_in_which_nothing_else_is_planned(
    page: BookingPage, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType
) -> None:
    assert free_on(page, WEDNESDAY)[:2] + free_on(page, WEDNESDAY)[-1:] == ["09:00", "09:30", "16:00"]
    verbs.plan(by=rita, owner=rita, activity_type=call, due_at=AT, minutes=20)
    raj_s = verbs.plan(
        by=raj, owner=raj, activity_type=meeting, participants=[rita], due_at=AT + timedelta(hours=3), minutes=60
    )
    verbs.plan(by=rita, owner=rita, activity_type=call, due_on=WEDNESDAY)
    free = ["09:00", "10:30", "11:00", "11:30", "12:00", "14:00", "14:30", "15:00", "15:30", "16:00"]
    assert free_on(page, WEDNESDAY) == free
    verbs.cancel(raj_s, by=raj)
    assert "13:00" in free_on(page, WEDNESDAY)


def test_days_off_leave_notice_and_what_lies_too_far_ahead_are_not_offered(page: BookingPage, rita: Member) -> None:
    assert free_on(page, date(2026, 3, 28)) == []
    assert free_on(page, date(2026, 3, 22)) == []
    assert free_on(page, date(2026, 3, 23)) == ["16:00"]  # four hours from noon
    assert free_on(page, date(2026, 4, 27)) == []
    Leave.objects.create(member=rita, starts_on=WEDNESDAY, ends_on=WEDNESDAY + timedelta(days=1))
    assert free_on(page, WEDNESDAY) == []
    assert refusal_of(page) == "taken"


def test_a_buffer_stays_free(rita: Member, meeting: ActivityType) -> None:
    page = open_page(rita, meeting, buffer_minutes=30)
    booked(page, AT)
    assert free_on(page, WEDNESDAY)[:2] == ["11:30", "12:00"]


@pytest.mark.parametrize("minutes", [0, 15, 45, 600])
def test_another_length_than_what_is_offered_is_refused(minutes: int, page: BookingPage) -> None:
    assert refusal_of(page, minutes=minutes) == "unknown"


def test_a_time_between_those_that_are_offered_is_refused(page: BookingPage) -> None:
    assert refusal_of(page, AT + timedelta(minutes=7)) == "taken"


def test_the_same_form_sent_twice_books_once(page: BookingPage) -> None:
    assert booked(page, AT, secret=SECRET) == booked(page, AT, secret=SECRET)
    assert Activity.objects.count() == 1


def test_a_closed_page_books_nothing(page: BookingPage) -> None:
    BookingPage.objects.update(is_open=False)
    assert refusal_of(page) == "closed"
    assert refusal_of(page, secret="short") == "closed"


def test_one_visitor_books_so_much_and_no_more(page: BookingPage) -> None:
    for number in range(3):
        booked(page, AT + timedelta(hours=number), came_from=f"192.0.2.{number}")
    assert refusal_of(page, AT + timedelta(hours=4), came_from="192.0.2.9") == "too_many"
    for number in range(3):
        booked(page, AT + timedelta(days=1, hours=number), email=f"v{number}@gmail.com", came_from="192.0.2.1")
    assert {row.visitor_hash for row in Booking.objects.all()}.isdisjoint({"192.0.2.1"})
    for number in range(2):
        booked(page, AT + timedelta(days=1, hours=3 + number), email=f"w{number}@gmail.com", came_from="192.0.2.1")
    assert refusal_of(page, AT + timedelta(days=1, hours=5), email="x@gmail.com") == "too_many"
    with clock.standing_at(NOW + timedelta(hours=1, minutes=1)):
        booked(page, AT + timedelta(days=1, hours=5), email="x@gmail.com")


def test_what_is_planned_meanwhile_is_not_booked_over(page: BookingPage, rita: Member, meeting: ActivityType) -> None:
    verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT)
    assert refusal_of(page) == "taken"
    assert Meeting.objects.count() == 0


def test_another_organisation_s_plans_are_not_looked_at(
    page: BookingPage, organisation: Organisation, otto: Member
) -> None:
    booking = booked(page, AT)
    assert booking.organisation_id == organisation.pk != otto.organisation_id
