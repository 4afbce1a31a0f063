"""Rita's booking page, and visitors who use it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.meetings.bookings import free_times
from pacesetter.meetings.models import Booking, BookingPage
from pacesetter.meetings.verbs import Visit, book, save_booking_page
from pacesetter.people.models import Member


def open_page(member: Member, meeting: ActivityType, **changed: Any) -> BookingPage:
    """Half an hour or an hour, without a buffer, four hours before at the latest."""
    values: dict[str, Any] = {
        "slug": "rita",
        "activity_type": meeting,
        "durations": [30, 60],
        "buffer_minutes": 0,
        "notice_hours": 4,
        "days_ahead": 30,
        "video_url": "https://meet.example/rita",
    }
    return save_booking_page(member, by=member, **(values | changed))


def first_free(page: BookingPage) -> datetime:
    """The first time that can be booked for an hour, whenever now is."""
    today = clock.today(page.member.zone())
    return free_times(page, minutes=60, first=today, last=today + timedelta(days=20), zone=page.member.zone())[0]


def visit(starts_at: datetime, **changed: Any) -> Visit:
    values: dict[str, Any] = {
        "minutes": 60,
        "name": "Vera Visitor",
        "email": "vera@hooli.example",
        "company": "Hooli",
        "words": "Your prices",
        "zone": "Europe/London",
        "came_from": "192.0.2.1",
    }
    return Visit(starts_at, **(values | changed))


def booked(page: BookingPage, starts_at: datetime, *, secret: str = "", **changed: Any) -> Booking:
    return book(
        page,
        visit(starts_at, **changed),
        secret=secret or secrets.token_urlsafe(32),
        link_to=lambda one: f"https://kpi.example/bookings/{one}/",
    )
