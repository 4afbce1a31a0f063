"""When members are busy by their connected calendars (`meetings.busy`)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from pacesetter.integrations.models import BusyTime, ConnectionState
from pacesetter.meetings.free_time import Span


def busy_by_calendars(
    member_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> Mapping[int, Collection[Span]]:
    """As their calendars were read last. What a paused or broken connection said last still counts: better a time too
    few than a double booking. One query."""
    rows = BusyTime.objects.filter(member__in=member_ids, ends_at__gt=starts_at, starts_at__lt=ends_at)
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for member_id, start, end in rows.exclude(connection__state=ConnectionState.ENDED).values_list(
        "member_id", "starts_at", "ends_at"
    ):
        found[member_id].append(Span(start.astimezone(UTC), end.astimezone(UTC)))
    return found
