"""Take back that a series was planned."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.series.upcoming import first_to_come
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.people.models import Member


def take_back_series(series: MeetingSeries, *, by: Member) -> None:
    """Delete all of its meetings, as if nobody had planned them; whoever was asked hears that it is off. They
    can't be restored; plan them anew. Raises a `Refusal` where one has been already: then the rest can be cancelled."""
    with transaction.atomic(), told_together():
        row = locked(series.pk, by)
        starts = starts_of(row)
        if not starts or first_to_come(row) != starts[0]:
            raise Refusal(_("Some of these meetings have been already. Cancel the rest."), code="over")
        activities = [one.activity for one in row.occurrences.select_related("activity")]
        row.cut_at, row.cut_made_at, row.next_at = row.starts_at, clock.now(), None
        row.save(update_fields=["cut_at", "cut_made_at", "next_at"])
        for activity in activities:
            if activity is not None and activity.deleted_at is None:
                verbs.delete(activity, by=by)
        first = next(one for one in activities if one is not None)
        events.record("meeting.series_taken_back", "activity", first.pk, by_id=by.pk, data={"series_id": row.pk})
        tell_of_series(row)
