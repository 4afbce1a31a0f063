"""Meetings of series in the calendar that are further ahead than is planned: no activities yet."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from pacesetter.activities.catalogue import Catalogue
from pacesetter.core import clock
from pacesetter.meetings.models import MeetingOccurrence
from pacesetter.meetings.series.ahead import ahead_of
from pacesetter.people.models import Member
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.month_entry import Entry, timed


def entries_ahead(
    viewer: Member, whose: Member, starts_on: date, ends_on: date, catalogue: Catalogue
) -> Iterator[tuple[date, datetime, Entry]]:
    """Those of the member's series on these days, each leading to its series. No query for days that have been, else
    two, and one more for each series that goes on so far."""
    zone = viewer.zone()
    since = max(datetime.combine(starts_on, time(), zone), clock.now())
    until = datetime.combine(ends_on, time(), zone)
    if until <= since + timedelta(minutes=1):
        return
    found = [one for one in ahead_of([whose.pk], since, until) if one.series.owner_id == whose.pk]
    ids = {one.series.pk for one in found}
    rows = MeetingOccurrence.objects.filter(series__in=ids, activity__isnull=False).order_by("original_at")
    last = dict(rows.values_list("series_id", "activity_id")) if ids else {}
    for one in found:
        activity_id, day = last.get(one.series.pk), one.starts_at.astimezone(zone).date()
        if activity_id is None or not starts_on <= day < ends_on:
            continue
        kind = catalogue.types[one.series.activity_type_id]
        about = one.series.company.name if one.series.company else one.series.subject
        yield day, one.starts_at, timed("ahead", activity_id, symbol_of(kind), one.starts_at, kind.name, about, zone)
