"""A series between its two sides: the rows, and what `itip` works with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pacesetter import itip
from pacesetter.activities.models import Activity, Status
from pacesetter.meetings.models import Meeting, MeetingAttendee, MeetingOccurrence, MeetingSeries
from pacesetter.meetings.people import Invited, invited_to_each
from pacesetter.meetings.series.answered import answer_of, answers_at
from pacesetter.meetings.series.guests import invited_to_series
from pacesetter.meetings.series.rules import from_json, rule_told, starts_of
from pacesetter.meetings.state import answered, is_off, length_of, organiser_of, title_of, told

_WORDS = ("title", "place", "description", "url")


def is_series_off(series: MeetingSeries) -> bool:
    """Whether nothing of it takes place, or nobody is to be asked to it (any more)."""
    return not series.details.get("invite") or not starts_of(series)


def told_series(meeting: Meeting, rows: Sequence[MeetingOccurrence]) -> itip.Meeting:
    """What attendees were last told, with what they have answered."""
    whole = told(meeting)
    if meeting.rule is None:
        return whole
    attendees = {row.address: row for row in meeting.attendees.all()}
    answers = answers_at(rows)
    found = []
    for row in rows:
        one = occurrence_from(row)
        come = _people(row, whole, attendees)
        with_own = tuple(answered(who, answer_of(attendees[who.address], row, answers)) for who in come)
        if one is not None and one.is_cancelled:
            found.append(one)
        elif (row.told or {}).get("people") is not None or with_own != whole.attendees:
            found.append(replace(one or itip.Occurrence(row.original_at, row.original_at), attendees=with_own))
        elif one is not None:
            found.append(one)
    return replace(whole, recurrence=from_json(meeting.rule), exceptions=tuple(found))


def _people(
    row: MeetingOccurrence, whole: itip.Meeting, attendees: Mapping[str, MeetingAttendee]
) -> tuple[itip.Attendee, ...]:
    people = (row.told or {}).get("people")
    if people is None:
        return whole.attendees
    return tuple(itip.Attendee(address, attendees[address].name) for address in people if address in attendees)


def occurrence_from(row: MeetingOccurrence) -> itip.Occurrence | None:
    """What attendees were told of this one where it differs, without who comes; None where it is as the rule says."""
    kept = row.told
    original_at = row.original_at.astimezone(UTC)
    if kept is None:
        return None
    if kept.get("is_off"):
        return itip.Occurrence(original_at)
    starts_at, ends_at = kept.get("starts_at"), kept.get("ends_at")
    return itip.Occurrence(
        original_at,
        datetime.fromisoformat(starts_at) if starts_at else original_at,
        datetime.fromisoformat(ends_at) if ends_at else None,
        **{name: kept.get(name) for name in _WORDS},
    )


def kept(one: itip.Occurrence, people: Sequence[str] | None) -> dict[str, Any] | None:
    """The same as the row keeps it. `people` are the addresses of who comes where these are others than to the rest."""
    if one.is_cancelled:
        return {"is_off": True}
    found: dict[str, Any] = {name: value for name in _WORDS if (value := getattr(one, name)) is not None}
    if one.starts_at != one.original_at and one.starts_at is not None:
        found["starts_at"] = one.starts_at.astimezone(UTC).isoformat()
    if one.ends_at is not None:
        found["ends_at"] = one.ends_at.astimezone(UTC).isoformat()
    if people is not None:
        found["people"] = list(people)
    return found or None


def wanted_series(
    series: MeetingSeries,
    meeting: Meeting,
    rows: Sequence[MeetingOccurrence],
    before: itip.Meeting | None,
    now: datetime,
) -> tuple[itip.Meeting, list[Invited]]:
    """What attendees should know by now, and whoever has a part in it: those who come to all of it first.

    A meeting that is over, or completed, stays as it was told, whatever becomes of the record of it.
    """
    everybody = invited_to_series(series)
    whole = itip.Meeting(
        uid=meeting.uid,
        organiser=organiser_of(series.owner, meeting),
        starts_at=series.starts_at,
        ends_at=series.starts_at + timedelta(minutes=series.planned_minutes or 30),
        title=series.subject or series.activity_type.name,
        stamp=now,
        zone=series.zone,
        description=str(series.details.get("agenda", "")),
        place=str(series.details.get("place", "")),
        url=str(series.details.get("video_url", "")),
        attendees=tuple(itip.Attendee(one.address, one.name) for one in everybody),
        recurrence=rule_told(series),
        is_cancelled=is_series_off(series),
    )
    starts = set(starts_of(series))
    planned = [row for row in rows if row.original_at in starts and row.activity is not None]
    each = invited_to_each([row.activity for row in planned if row.activity])
    invited = {row.activity.pk: _come(series, row.activity, everybody, each) for row in planned if row.activity}
    olds = {one.original_at: one for one in before.exceptions} if before else {}
    length = (before or whole).ends_at - (before or whole).starts_at
    exceptions, found = [], {one.address: one for one in everybody}
    for row in planned:
        activity, old = row.activity, olds.get(row.original_at)
        assert activity is not None  # noqa: S101 - those without one are left out above
        if _is_settled(activity, row.original_at, old, length, now):
            one = old
        else:
            one = _difference(whole, row.original_at, activity, invited[activity.pk])
            if one is not None and one.attendees is not None:
                found |= {who.address: who for who in invited[activity.pk] if who.address not in found}
        if one is not None:
            exceptions.append(one)
    return replace(whole, exceptions=tuple(exceptions)), list(found.values())


def _come(
    series: MeetingSeries, activity: Activity, everybody: Sequence[Invited], each: Mapping[int, list[Invited]]
) -> list[Invited]:
    """Who is asked to this one. In calendars its organiser is that of the series; whoever was asked to all of it and
    has taken this one over still comes."""
    organiser, own = series.owner.email.lower(), activity.owner.email.lower()
    taken_over = [one for one in everybody if one.address == own]
    return [one for one in each[activity.pk] if one.address != organiser] + taken_over


def _is_settled(
    activity: Activity, original_at: datetime, old: itip.Occurrence | None, length: timedelta, now: datetime
) -> bool:
    if activity.status == Status.COMPLETED:
        return True
    if old is not None and old.is_cancelled:
        was_over = original_at <= now
    else:
        starts_at = (old.starts_at if old else None) or original_at
        was_over = ((old.ends_at if old else None) or starts_at + length) <= now
    due_at = activity.due_at
    is_over = due_at is None or due_at + timedelta(minutes=length_of(activity)) <= now
    return was_over and (is_off(activity) or is_over)


def _difference(
    whole: itip.Meeting, original_at: datetime, activity: Activity, invited: list[Invited]
) -> itip.Occurrence | None:
    if is_off(activity) or activity.due_at is None:
        return itip.Occurrence(original_at)
    starts_at = activity.due_at
    ends_at = starts_at + timedelta(minutes=length_of(activity))
    words = {
        "title": title_of(activity),
        "description": str(activity.details.get("agenda", "")),
        "place": str(activity.details.get("place", "")),
        "url": str(activity.details.get("video_url", "")),
    }
    others = {name: value for name, value in words.items() if value != getattr(whole, name)}
    people = None
    if {one.address for one in invited} != {one.address for one in whole.attendees}:
        people = tuple(itip.Attendee(one.address, one.name) for one in invited)
    is_longer = ends_at - starts_at != whole.ends_at - whole.starts_at
    if starts_at == original_at and not others and people is None and not is_longer:
        return None
    return itip.Occurrence(original_at, starts_at, ends_at if is_longer else None, attendees=people, **others)
