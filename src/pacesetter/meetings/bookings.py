"""Booking pages and bookings, found by their addresses, and the times that are free."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pacesetter.core import clock
from pacesetter.meetings.busy import busy_spans
from pacesetter.meetings.free_time import free_starts, working_span
from pacesetter.meetings.models import Booking, BookingPage
from pacesetter.people.tokens import hash_of
from pacesetter.people.working_time import working_times

# The times of short meetings lie closer together.
_STEP, _SHORT_STEP = timedelta(minutes=30), timedelta(minutes=15)


def page_at(organisation: str, slug: str) -> BookingPage | None:
    """The open page at this address, with its member and organisation; None where there is none, it is closed, or its
    member was archived: a visitor is not told which. Needs no organisation in scope."""
    return (
        BookingPage.across_organisations.select_related("organisation", "member__organisation", "activity_type")
        .filter(organisation__slug=organisation, slug=slug, is_open=True, member__archived_at__isnull=True)
        .filter(activity_type__archived_at__isnull=True)
        .first()
    )


def booking_of(secret: str) -> Booking | None:
    """The booking that a visitor's link stands for, with all that is shown of it; None where there is none. Needs no
    organisation in scope."""
    return (
        Booking.across_organisations.select_related(
            "organisation", "page__member__organisation", "page__activity_type", "activity__owner__organisation"
        )
        .filter(secret_hash=hash_of(secret))
        .first()
    )


def free_times(
    page: BookingPage, *, minutes: int, first: date, last: date, zone: ZoneInfo, but: int | None = None
) -> list[datetime]:
    """When a meeting of so many minutes can begin on the days from `first` to `last` of the visitor's zone, in UTC.

    `but` is the activity that is about to be moved. A fixed number of queries, however long the time.
    """
    now = clock.now()
    member, home = page.member, page.member.zone()
    opens = max(datetime.combine(first, time(), zone), now + timedelta(hours=page.notice_hours))
    closes = min(datetime.combine(last + timedelta(days=1), time(), zone), now + timedelta(days=page.days_ahead))
    if opens >= closes:
        return []
    day, until = opens.astimezone(home).date(), closes.astimezone(home).date() + timedelta(days=1)
    working_time = working_times([member], day, until)[member.pk]
    days = [day + timedelta(days=number) for number in range((until - day).days)]
    working = [span for one in days if (span := working_span(working_time, one, home)) is not None]
    buffer = timedelta(minutes=page.buffer_minutes)
    busy = busy_spans([member.pk], opens - buffer, closes + timedelta(days=1) + buffer, but=but).get(member.pk, [])
    starts = free_starts(
        working,
        busy,
        length=timedelta(minutes=minutes),
        step=_STEP if minutes >= 30 else _SHORT_STEP,
        buffer=buffer,
        after=opens.astimezone(UTC),
    )
    return [start for start in starts if start < closes]


def is_free(page: BookingPage, starts_at: datetime, *, minutes: int, but: int | None = None) -> bool:
    """Whether the visitor may have this time. Asked with the page locked, it stays true until the end of the
    transaction, as far as visitors go."""
    day = starts_at.astimezone(UTC).date()
    return starts_at in free_times(page, minutes=minutes, first=day, last=day, zone=ZoneInfo("UTC"), but=but)


def days_that_can_be_booked(member_id: int | None) -> int:
    """How many days ahead visitors can book with the member; 0 where they can't."""
    found: int | None = (
        BookingPage.objects.filter(member=member_id, is_open=True).values_list("days_ahead", flat=True).first()
    )
    return found or 0
