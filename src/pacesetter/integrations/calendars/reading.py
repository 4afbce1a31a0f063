"""Read from a connected calendar: what has become of our events there, and when its owner is busy."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.calendars.account import CalendarAccount, News, PlaceLost, all_news
from pacesetter.integrations.calendars.answers import record_answers
from pacesetter.integrations.calendars.event import Event, moved_there, stored
from pacesetter.integrations.calendars.reading_series import take_series
from pacesetter.integrations.calendars.wanted import wanted_event
from pacesetter.integrations.models import BusyTime, CalendarEvent, CalendarPlace, Connection
from pacesetter.meetings.bookings import days_that_can_be_booked
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.verbs.moved_elsewhere import moved_elsewhere

# Answers come late; and what is planned further ahead than a year is read once the end comes nearer.
_BACK, _AHEAD, _RENEW = timedelta(days=7), timedelta(days=400), timedelta(days=200)
# What colleagues look at when they plan, whatever visitors may book.
_BUSY_DAYS = 60


def read_news(connection: Connection, account: CalendarAccount, *, stay: Callable[[], None]) -> int:
    """Read what has changed since last time; from the beginning where the other side does not remember. Answers how
    many of our events it concerned. The place is kept with what was read up to there, so nothing is read and lost.

    Raises `Failure`.
    """
    if not CalendarEvent.objects.filter(connection=connection).exists():
        return 0
    try:
        return _read(connection, account, stay)
    except PlaceLost:
        _begin_again(connection)
        return _read(connection, account, stay)


def _read(connection: Connection, account: CalendarAccount, stay: Callable[[], None]) -> int:
    now, place = clock.now(), CalendarPlace.of(connection)
    if place.until is not None and place.until < now + _RENEW:
        _begin_again(connection)
        place = CalendarPlace.of(connection)
    until, found = place.until or now + _AHEAD, 0
    for news in all_news(account, place.place, since=now - _BACK, until=until):
        stay()
        found += _take(connection, account, news)
        CalendarPlace.objects.filter(pk=place.pk).update(place=news.place, until=until, read_at=now)
    return found


def _begin_again(connection: Connection) -> None:
    CalendarPlace.objects.filter(connection=connection).update(place="", until=None)


def _take(connection: Connection, account: CalendarAccount, news: News) -> int:
    ids = {one.id for one in news.seen}
    rows = {
        row.external_id: row
        for row in CalendarEvent.objects.filter(connection=connection, external_id__in=ids).exclude(external_id="")
    }
    for one in news.seen:
        row = rows.get(one.id)
        if row is not None and not row.sent.get("rule"):
            take_event(row, one.event, account)
    series = [row for row in rows.values() if row.sent.get("rule")]
    if any(one.event is None and one.id not in rows for one in news.seen):
        # What is gone may have been one of a series, which nothing names any more.
        of_series = CalendarEvent.objects.filter(connection=connection, gone_at=None, sent__has_key="rule")
        series += [row for row in of_series if row.external_id not in rows]
    for row in series:
        take_event(row, None, account)
    return len(rows)


def take_event(row: CalendarEvent, there: Event | None, account: CalendarAccount) -> None:
    """Take over what has become of one event: answers, another time, or its end. Nothing is taken over while a change
    of ours is on its way: what is there is about the state before, and is read again with the change."""
    if is_pending(row):
        return
    if there is None:
        # Some tell "gone" of what only left the span that is looked at, so it is asked for itself.
        there = account.find(row.mark, row.external_id)
        if there is None or there.is_cancelled:
            CalendarEvent.objects.filter(pk=row.pk, gone_at=None).update(gone_at=clock.now())
            return
    if row.sent.get("rule"):
        take_series(row, there, account)
        return
    if moved_there(row.sent, there):
        _take_time(row, there)
    record_answers(row, there, by_mail=not account.tells_organiser)


def is_pending(row: CalendarEvent) -> bool:
    """Whether the meeting here has changed since it was written there."""
    return bool(wanted_event(Meeting.objects.get(pk=row.meeting_id)).state != row.version)


def _take_time(row: CalendarEvent, there: Event) -> None:
    with transaction.atomic():
        meeting = Meeting.objects.select_related("activity__owner__organisation", "activity__activity_type").get(
            pk=row.meeting_id
        )
        if not moved_elsewhere(meeting, starts_at=there.starts_at, ends_at=there.ends_at):
            return
        wanted = wanted_event(meeting)
        times = {name: value for name, value in stored(there).items() if name in ("starts_at", "ends_at")}
        CalendarEvent.objects.filter(pk=row.pk).update(version=wanted.state, sent={**row.sent, **times})


def read_busy(connection: Connection, account: CalendarAccount) -> int:
    """Replace what is known of when the owner is busy. Answers how many spans there are. Raises `Failure`."""
    now = clock.now()
    until = now + timedelta(days=max(_BUSY_DAYS, days_that_can_be_booked(connection.owner_id) + 1))
    spans = account.busy(now - timedelta(days=1), until)
    with transaction.atomic():
        BusyTime.objects.filter(connection=connection).delete()
        BusyTime.objects.bulk_create(
            BusyTime(connection=connection, member_id=connection.owner_id, starts_at=start, ends_at=end)
            for start, end in _merged(spans)
        )
        place = CalendarPlace.of(connection)
        CalendarPlace.objects.filter(pk=place.pk).update(busy_read_at=now)
    return len(spans)


def _merged(spans: object) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):  # type: ignore[call-overload]
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
