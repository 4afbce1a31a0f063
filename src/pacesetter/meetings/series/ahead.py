"""Meetings of series that are further ahead than is planned: no activities yet, and no free time either."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pacesetter.meetings.free_time import Span
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.guests import members_of
from pacesetter.meetings.series.rules import starts_of
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.sent_ids import sent_ids


class Ahead(NamedTuple):
    """One meeting that is no activity yet."""

    series: MeetingSeries
    starts_at: datetime
    ends_at: datetime


def ahead_of(member_ids: Collection[int], since: datetime, until: datetime) -> Iterator[Ahead]:
    """Those that meet the time from `since` until `until` and that one of the members owns or comes to. One query,
    and one more for each series that goes on beyond what is planned."""
    for series in _GOING_ON.rows(member_ids=list(member_ids), until=until):
        length = timedelta(minutes=series.planned_minutes or 30)
        known = set(series.occurrences.filter(activity__isnull=False).values_list("original_at", flat=True))
        for at in starts_of(series):
            if at < until and at + length > since and at not in known:
                yield Ahead(series, at, at + length)


def _going_on(member_ids: Sequence[int], until: datetime) -> QuerySet[MeetingSeries]:
    mine = Q(owner__in=sent_ids(member_ids)) | Q(guests__member__in=sent_ids(member_ids))
    found = MeetingSeries.objects.filter(mine, next_at__isnull=False, next_at__lt=until).distinct()
    return found.select_related("activity_type", "company").order_by("pk")


_GOING_ON: ComposedQuery[MeetingSeries] = ComposedQuery(_going_on, is_planned=True)


def busy_ahead(member_ids: Collection[int], since: datetime, until: datetime) -> dict[int, list[Span]]:
    """Member id -> when they are busy by that."""
    found: dict[int, list[Span]] = {}
    people: dict[int, set[int]] = {}
    for one in ahead_of(member_ids, since, until):
        if one.series.pk not in people:
            people[one.series.pk] = {one.series.owner_id, *(member.pk for member in members_of(one.series))}
        for member_id in people[one.series.pk].intersection(member_ids):
            found.setdefault(member_id, []).append(Span(one.starts_at, one.ends_at))
    return found
