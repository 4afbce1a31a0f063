"""What tests of activity verbs look at."""

from typing import Any

from pacesetter.activities.models import Activity
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member

Total = tuple[str, int, int, int]


def totals() -> dict[int, list[Total]]:
    """Member id -> (moment, number, minutes, value) of what counts by day; first checked against every other source."""
    assert tallies.mismatches() == []
    found: dict[int, list[Total]] = {}
    for row in TallyDay.objects.exclude(count=0).order_by("member_id", "moment", "outcome_id", "period_on"):
        found.setdefault(row.member_id, []).append((row.moment, row.count, row.minutes, row.value_minor))
    assert sum(row.count for row in TallyDay.objects.all()) == sum(row.count for row in TallyMonth.objects.all())
    return found


def counted_for(member: Member) -> list[Total]:
    """What counts for the member."""
    return totals().get(member.pk, [])


def columns(activity: Activity) -> dict[str, Any]:
    """The activity as it is kept, without the moment of its last change."""
    row: dict[str, Any] = {**Activity.objects.values().get(pk=activity.pk)}
    del row["updated_at"]
    return row


def last_event() -> Event:
    """The newest event."""
    event: Event = Event.objects.latest("id")
    return event
