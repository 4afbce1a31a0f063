"""Take back a change of several meetings, by what its event tells."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs.undo_edit import EDITS
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.remapping import join
from pacesetter.meetings.series.snapshot import RHYTHM, Snapshot, set_columns, set_people, set_places, snapshot_of
from pacesetter.meetings.series.upcoming import is_over
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.people.models import Member

_DELETED = "activity.deleted"
_STEPS = EDITS | {_DELETED}


def can_undo_series_change(event: Event) -> bool:
    """Whether the event tells enough: those of earlier versions say only that it happened."""
    if "states" not in event.data:
        return False
    return all(step.verb in _STEPS for step in _steps_of(event))


def undo_series_change(event: Event, *, by: Member) -> MeetingSeries:
    """Give the meetings what they had before the event, and the series its rule. A series that was split goes on as
    one again: attendees hear that the newer one is off, and that the older one goes on. What has been held since keeps
    its words; what the new rule had planned is deleted, what it had deleted comes back.

    Raises a `Refusal` where somebody has changed it since, and where a meeting has been held at a time that it has by
    the change alone.
    """
    before, whole = event.data["states"]["before"], event.data["states"]["whole"]
    with transaction.atomic(), told_together():
        # The older one first, as whoever splits it does.
        old = locked(whole["id"], by) if whole else None
        series = locked(before["id"], by)
        comparison = _Comparison(event, series, old)
        comparison.must_be_as_left()
        set_columns(series, comparison.columns_before())
        if comparison.has_other_people:
            set_people(series, before)
        _delete_what_is_new(comparison.new_activities(), by)
        if comparison.has_other_rhythm:
            set_places(series, before["places"])
        _take_back_steps(event, comparison.held, by)
        if old is not None and whole is not None:
            cut_at = whole["columns"]["cut_at"]
            join(old, series, cut_at=datetime.fromisoformat(cut_at) if cut_at else None)
            series = old
        plan_ahead(series, by=by)
        data = {"series_id": series.pk, "event_id": event.pk}
        events.record("meeting.series_change_undone", "activity", event.subject_id, by_id=by.pk, data=data)
        tell_of_series(series)
    return series


class _Comparison:
    """What the event says, beside what is there by now."""

    def __init__(self, event: Event, series: MeetingSeries, old: MeetingSeries | None) -> None:
        self._event, self._old = event, old
        self._before: Snapshot = event.data["states"]["before"]
        self._after: Snapshot = event.data["states"]["after"]
        self._now = snapshot_of(series)
        self.has_other_people = _people(self._before) != _people(self._after)
        self.has_other_rhythm = any(self._before["columns"][name] != self._after["columns"][name] for name in RHYTHM)
        rows = Activity.objects.filter(pk__in=_ids(self._now), deleted_at__isnull=True)
        self._rows = {row.pk: row for row in rows}
        self.held = {pk for pk, row in self._rows.items() if row.status == Status.COMPLETED}

    def columns_before(self) -> dict[str, Any]:
        """Those that the change has set, as they were."""
        after = self._after["columns"]
        return {name: value for name, value in self._before["columns"].items() if value != after[name]}

    def new_activities(self) -> list[Activity]:
        """Those that the change has planned, or that were planned since and nobody has done anything with."""
        found = [self._rows[pk] for pk in _ids(self._now) - _ids(self._before) if pk in self._rows]
        return [one for one in found if one.status == Status.PLANNED]

    def must_be_as_left(self) -> None:
        """Raises a `Refusal` where it is not."""
        if self.has_other_rhythm:
            self._refuse_what_was_held()
        # What was split is joined again only as it was: the two would not be one series otherwise.
        names = set(self._after["columns"]) if self._old else set(self.columns_before())
        if self.has_other_rhythm:
            names |= set(RHYTHM)
        if any(self._now["columns"][name] != self._after["columns"][name] for name in names):
            raise _changed_since()
        if (self.has_other_people or self._old) and _people(self._now) != _people(self._after):
            raise _changed_since()
        if not set(_places(self._after)) <= set(_places(self._now)):
            raise _changed_since()
        if self._old is not None:
            self._must_end_where_this_begins(self._old)
        if _is_any_touched(self.new_activities(), self._event):
            raise _changed_since()

    def _must_end_where_this_begins(self, old: MeetingSeries) -> None:
        now, whole = snapshot_of(old), self._event.data["states"]["whole"]
        expected = {**whole["columns"], "cut_at": self._before["columns"]["starts_at"], "cut_made_at": None}
        if now["columns"] != expected or _people(now) != _people(whole):
            raise _changed_since()

    def _refuse_what_was_held(self) -> None:
        now = clock.now()
        there = [row for row in self._rows.values() if row.status != Status.CANCELLED]
        if any(is_over(row, now) for row in there):
            words = _("One of these meetings has been since. Change the others by the form.")
            raise Refusal(words, code="held")


def _changed_since() -> Refusal:
    return Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")


def _people(kept: Snapshot) -> tuple[list[int], list[int]]:
    return kept["contacts"], kept["members"]


def _places(kept: Snapshot) -> list[tuple[str, int]]:
    return [(at, pk) for at, pk in kept["places"]]


def _ids(kept: Snapshot) -> set[int]:
    return {pk for _at, pk in kept["places"]}


def _is_any_touched(activities: Collection[Activity], event: Event) -> bool:
    ids = [one.pk for one in activities]
    later = Event.objects.filter(subject_kind="activity", subject_id__in=ids, pk__gt=event.pk)
    return later.exclude(verb="activity.planned").exists()


def _delete_what_is_new(activities: Collection[Activity], by: Member) -> None:
    # Without their places first: those are planned anew, by the old rule.
    MeetingOccurrence.objects.filter(activity__in=activities).update(activity=None)
    for activity in activities:
        verbs.delete(activity, by=by)


def _steps_of(event: Event) -> list[Event]:
    """What was done to single meetings, the latest first; those that were planned are known by their places."""
    steps = Event.objects.filter(pk__in=event.data["steps"]).exclude(verb="activity.planned")
    return list(steps.order_by("-pk"))


def _take_back_steps(event: Event, held: Collection[int], by: Member) -> None:
    steps = _steps_of(event)
    rows = Activity.objects.in_bulk({step.subject_id for step in steps})
    for step in steps:
        activity = rows[step.subject_id]
        if step.subject_id in held:
            continue
        if step.verb == _DELETED:
            verbs.restore(activity, by=by)
        else:
            verbs.undo_edit(activity, step, by=by)
