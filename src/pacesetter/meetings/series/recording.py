"""The one event of a change of several meetings, from which it can be taken back as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from pacesetter import events
from pacesetter.events import noting
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.snapshot import Snapshot, snapshot_of
from pacesetter.people.models import Member


class Recorder:
    """What is known of a change while it is made: `whole` is the series before it was split, where it was."""

    def __init__(self, series: MeetingSeries) -> None:
        self.series = series
        self.before: Snapshot = snapshot_of(series)
        self.whole: Snapshot | None = None

    def split_into(self, fresh: MeetingSeries) -> MeetingSeries:
        """From here on the change is about this series, with which the meetings go on."""
        self.whole, self.series, self.before = self.before, fresh, snapshot_of(fresh)
        return fresh


@contextmanager
def recorded(occurrence: MeetingOccurrence, series: MeetingSeries, scope: str, by: Member) -> Iterator[Recorder]:
    """Record what the block does, with the series before and after, and the events of its single meetings as `steps`.

    Whoever notes events gets this one alone: its steps are taken back with it.
    """
    recorder = Recorder(series)
    with noting() as steps:
        yield recorder
    if occurrence.activity_id is None:
        return
    after = snapshot_of(recorder.series)
    states = {"whole": recorder.whole, "before": recorder.before, "after": after}
    # Not beside each other, as the columns of one activity are in its own events.
    data = {"series_id": recorder.series.pk, "scope": scope, "states": states, "steps": steps}
    events.record("meeting.series_changed", "activity", occurrence.activity_id, by_id=by.pk, data=data)
