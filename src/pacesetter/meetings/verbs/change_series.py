"""Change a series: all of its meetings, or one and those that follow."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.itip import Recurrence
from pacesetter.meetings.models import Meeting, MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.differences import Differences
from pacesetter.meetings.series.guests import contacts_of, members_of, set_guests
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.recording import recorded
from pacesetter.meetings.series.remapping import remap, split
from pacesetter.meetings.series.rules import checked, set_rule, starts_of, whole_rule
from pacesetter.meetings.series.shifting import Shift
from pacesetter.meetings.series.upcoming import first_to_come, to_come
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.people.models import Member


class SeriesEdits(TypedDict, total=False):
    """What can be changed in several meetings at once."""

    owner: Member
    company: Company | None
    contacts: Sequence[Contact]
    participants: Sequence[Member]
    subject: str
    minutes: int
    value_minor: int
    details: dict[str, Any]


def change_following(
    occurrence: MeetingOccurrence,
    *,
    by: Member,
    moved_to: datetime | None = None,
    rule: Recurrence | None = None,
    **edits: Unpack[SeriesEdits],
) -> MeetingSeries:
    """Change this meeting and all that follow; they become a series of their own, to which attendees are asked. What is
    the same as this meeting has now is left alone in the others.

    Raises a `Refusal` where this one has been already, or the new days make no sense.
    """
    with transaction.atomic(), told_together():
        series = locked(occurrence.series_id, by)
        _refuse_past(series, occurrence.original_at)
        change = Differences(occurrence, edits)
        shift = Shift(series, occurrence, moved_to)
        at = occurrence.original_at
        with recorded(occurrence, series, "following", by) as recorder:
            if at != starts_of(series)[0]:
                series = recorder.split_into(split(series, at, by=by))
            _change(series, change, shift, rule, by)
    return series


def change_all(
    occurrence: MeetingOccurrence,
    *,
    by: Member,
    moved_to: datetime | None = None,
    rule: Recurrence | None = None,
    **edits: Unpack[SeriesEdits],
) -> MeetingSeries:
    """Change all meetings of the series as this one is changed. Those that have been stay as they are; so another time
    begins with the first that is to come, and a number of meetings in `rule` counts them.

    Raises a `Refusal` where none is to come, or the new days make no sense.
    """
    with transaction.atomic(), told_together():
        series = locked(occurrence.series_id, by)
        earliest = first_to_come(series)
        if earliest is None:
            raise Refusal(_("No meeting of this series is still to come."), code="over")
        change = Differences(occurrence, edits)
        shift = Shift(series, occurrence, moved_to)
        is_other_time = bool(shift) or rule is not None or "minutes" in change.fields
        before = starts_of(series).index(earliest)
        if is_other_time and before:
            rule = _without_the_past(rule, before)
        with recorded(occurrence, series, "all", by) as recorder:
            if is_other_time and before:
                series = recorder.split_into(split(series, earliest, by=by))
            _change(series, change, shift, rule, by)
    return series


def _without_the_past(rule: Recurrence | None, number: int) -> Recurrence | None:
    """Of so many meetings in all, those that are left where a number of them has been."""
    if rule is None or rule.count is None:
        return rule
    if rule.count <= number:
        words = ngettext(
            "%(number)s meeting of this series has been already. Give a greater number.",
            "%(number)s meetings of this series have been already. Give a greater number.",
            number,
        )
        raise Refusal(words % {"number": number}, field="times", code="out_of_range")
    return replace(rule, count=rule.count - number)


def _refuse_past(series: MeetingSeries, at: datetime) -> None:
    earliest = first_to_come(series)
    if earliest is None or at < earliest:
        raise Refusal(_("This meeting has been already. Choose one that is to come."), code="over")
    if at not in starts_of(series):
        raise Refusal(_("The series ends before this meeting."), code="outside_series")


def _change(series: MeetingSeries, change: Differences, shift: Shift, rule: Recurrence | None, by: Member) -> None:
    for name, value in change.fields.items():
        setattr(series, "planned_minutes" if name == "minutes" else name, value)
    series.details = {**series.details, **change.details}
    is_other_rhythm = bool(shift) or rule is not None
    if is_other_rhythm:
        starts_at, new = shift.applied(series.starts_at, rule or whole_rule(series), is_given=rule is not None)
        checked(starts_at, new, series.zone, least=1)
        set_rule(series, starts_at, new)
        if rule is not None:
            series.cut_at = series.cut_made_at = None
        elif series.cut_at is not None:
            series.cut_at = shift.moved(series.cut_at)
    series.save()
    if change.has_people:
        set_guests(series, change.contacts(contacts_of(series)), change.members(members_of(series)))
    if is_other_rhythm:
        remap(series, by=by)
    for row in to_come(series):
        assert row.activity is not None  # noqa: S101 - those to come are activities
        _change_one(row.activity, change, by)
        if is_other_rhythm and row.activity.due_at != row.original_at:
            verbs.reschedule(row.activity, by=by, due_at=row.original_at)
    plan_ahead(series, by=by)
    tell_of_series(series)


def _change_one(activity: Activity, change: Differences, by: Member) -> None:
    given: dict[str, Any] = dict(change.fields)
    if change.details:
        given["details"] = {**activity.details, **change.details}
    if change.has_people:
        links = activity.contact_links.select_related("contact").order_by("pk")
        given["contacts"] = change.contacts([link.contact for link in links])
        parts = activity.participants.select_related("member").order_by("pk")
        given["participants"] = change.members([part.member for part in parts])
    if given:
        verbs.edit(activity, by=by, **given)


def change_by_proposal(
    meeting: Meeting, starts_at: datetime | None, minutes: int | None, place: str, *, by: Member
) -> None:
    """Let what is to come of a series be as somebody would rather have its first meeting: moved by as much, or at
    another place. Raises a `Refusal` where none is to come."""
    series = meeting.series
    assert series is not None  # noqa: S101 - the caller has seen to that
    row = next(iter(to_come(series)), None)
    if row is None or row.activity is None or row.activity.due_at is None:
        raise Refusal(_("No meeting of this series is still to come."), code="over")
    edits: SeriesEdits = {} if minutes is None else {"minutes": minutes}
    if place:
        edits["details"] = {**row.activity.details, "place": place}
    moved_to = None
    if starts_at is not None:
        zone = ZoneInfo(series.zone)
        old, new = meeting.starts_at.astimezone(zone), starts_at.astimezone(zone)
        due_at = row.activity.due_at.astimezone(zone)
        moved_to = datetime.combine(due_at.date() + (new.date() - old.date()), new.time(), zone).astimezone(UTC)
    change_all(row, by=by, moved_to=moved_to, **edits)
