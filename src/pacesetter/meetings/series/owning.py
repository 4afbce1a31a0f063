"""Who looks after a series."""

from pacesetter.meetings.models import MeetingSeries
from pacesetter.people.models import Member


def owner_now(series: MeetingSeries) -> Member:
    """Its owner; where that one has left and handed the rest over, whoever owns the latest of its meetings, who is its
    owner from now on."""
    if series.owner.archived_at is None:
        return series.owner
    latest = series.occurrences.filter(activity__owner__archived_at__isnull=True).order_by("-original_at")
    row = latest.select_related("activity__owner__organisation").first()
    if row is not None and row.activity is not None:
        series.owner = row.activity.owner
        series.save(update_fields=["owner"])
    return series.owner
