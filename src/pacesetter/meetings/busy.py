"""When members are busy: what they have planned at a time of day, as owner or as one who takes part, and what their
connected calendars say.

Whoever asks learns when, and never what.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from pacesetter.activities.models import Activity, ActivityParticipant
from pacesetter.activities.to_do_list import OPEN
from pacesetter.meetings.free_time import Span
from pacesetter.meetings.models import Meeting, MeetingOccurrence
from pacesetter.meetings.series.ahead import busy_ahead
from pacesetter.meetings.series.state import occurrence_from
from pacesetter.meetings.state import length_of

# Nothing that is planned takes longer; so nothing that began earlier reaches into a span.
_LONGEST = timedelta(days=1)


def busy_spans(
    member_ids: Collection[int], starts_at: datetime, ends_at: datetime, *, but: int | None = None
) -> dict[int, list[Span]]:
    """Member id -> what meets the time from `starts_at` until `ends_at`. Without the activity `but`, which is the one
    that is about to be moved. As many queries whoever and however many the members are."""
    asked = Span(starts_at, ends_at)
    rows = Activity.objects.filter(due_at__gt=starts_at - _LONGEST, due_at__lt=ends_at, **OPEN)
    if but is not None:
        rows = rows.exclude(pk=but)
    found: defaultdict[int, list[Span]] = defaultdict(list)
    # By owner and day, as the index of to-dos has them.
    own = rows.filter(
        owner__in=member_ids,
        due_on__range=((starts_at - 2 * _LONGEST).date(), (ends_at + _LONGEST).date()),
    )
    for activity in own.only("owner_id", "due_at", "planned_minutes"):
        _add(found, activity.owner_id, activity, asked)
    parts = ActivityParticipant.objects.filter(member__in=member_ids, activity__in=rows.order_by())
    for part in parts.select_related("activity"):
        _add(found, part.member_id, part.activity, asked)
    for member_id, ahead in busy_ahead(member_ids, starts_at, ends_at).items():
        found[member_id] += ahead
    own_time = _time_of(but)
    for source in busy_sources():
        for member_id, spans in source(member_ids, starts_at, ends_at).items():
            found[member_id] += [rest for span in spans for rest in _without(span, own_time)]
    return dict(found)


@cache
def busy_sources() -> "tuple[BusySource, ...]":
    """Every source of the table in `config/registries.py`. Each knows times, and never what they are taken up by."""
    return tuple(import_string(path) for path in settings.BUSY_SOURCES)


class BusySource(Protocol):
    """Somebody who knows when members are busy; one query however many they are."""

    def __call__(
        self, member_ids: Collection[int], starts_at: datetime, ends_at: datetime
    ) -> Mapping[int, Collection[Span]]: ...


def _time_of(activity_id: int | None) -> Span | None:
    """When the meeting that is about to be moved stands in calendars, which know it as well."""
    if activity_id is None:
        return None
    row = MeetingOccurrence.objects.filter(activity=activity_id, series__meeting__is_cancelled=False)
    occurrence = row.select_related("series__meeting").first()
    if occurrence is not None:
        return _time_of_one(occurrence)
    meeting = Meeting.objects.filter(activity=activity_id, series__isnull=True, is_cancelled=False).first()
    return Span(meeting.starts_at, meeting.ends_at) if meeting is not None else None


def _time_of_one(occurrence: MeetingOccurrence) -> Span | None:
    meeting, told = occurrence.series.meeting, occurrence_from(occurrence)
    if told is not None and told.is_cancelled:
        return None
    starts_at = (told.starts_at if told else None) or occurrence.original_at
    return Span(starts_at, (told.ends_at if told else None) or starts_at + (meeting.ends_at - meeting.starts_at))


def _without(span: Span, out: Span | None) -> list[Span]:
    if out is None or not span.meets(out):
        return [span]
    rest = [Span(span.starts_at, out.starts_at), Span(out.ends_at, span.ends_at)]
    return [one for one in rest if one.starts_at < one.ends_at]


def _add(found: dict[int, list[Span]], member_id: int, activity: Activity, asked: Span) -> None:
    assert activity.due_at is not None  # noqa: S101 - only those with a time are asked for
    start = activity.due_at.astimezone(UTC)
    span = Span(start, start + timedelta(minutes=length_of(activity)))
    if span.meets(asked):
        found[member_id].append(span)
