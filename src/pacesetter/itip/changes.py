"""Who must be told what when a meeting changes: the right message to the right people, and none to the others."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pacesetter.itip.answer import Method, PartStat
from pacesetter.itip.compose import cancel, request
from pacesetter.itip.meeting import Attendee, Meeting, Occurrence


@dataclass(frozen=True, slots=True)
class Message:
    """One message, the same for each of its recipients; everybody gets a mail of their own."""

    method: Method
    to: tuple[Attendee, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What follows from a change: the meeting as it is now known to attendees, and the messages that say so.

    `asked_anew` says that earlier answers no longer count.
    """

    meeting: Meeting
    messages: tuple[Message, ...]
    asked_anew: bool = False


def messages_for(before: Meeting | None, after: Meeting, *, stamp: datetime, comment: str = "") -> Told:
    """Compare what attendees were last told with what is to be, at the moment `stamp`.

    Sequence and answers are settled here, whatever `after` says of them: a change of time or of the recurrence asks
    everybody anew; any other change that attendees see is told and leaves answers as they are; who is added or taken
    out is told alone. Where nothing that they see has changed, nobody is written to.
    """
    if before is None or before.is_cancelled:
        return _new(before, after, stamp)
    if after.is_cancelled:
        return _off(before, after, stamp, comment)
    left = [one for one in before.attendees if after.attendee(one.address) is None]
    out = _taken_out(before, after)
    before = replace(before, exceptions=_with(before, out))
    asked_anew = _when(before) != _when(after)
    changed = bool(out) or asked_anew or _what(before) != _what(after)
    sequence = before.sequence + 1 if changed else before.sequence
    attendees = tuple(_carried(one, before, asked_anew=asked_anew) for one in after.attendees)
    now = replace(after, sequence=sequence, stamp=stamp, attendees=attendees)
    added = tuple(one for one in attendees if before.attendee(one.address) is None)
    stayed = tuple(one for one in attendees if one not in added)
    messages = [_cancelled(before, left, before.sequence, stamp, comment)] if left else []
    if asked_anew or _what(before) != _what(after):
        added = attendees  # the request says all of it, what was taken out too
    elif stayed:
        messages += [_cancelled(now, stayed, sequence, stamp, comment, one.original_at) for one in out]
    if added:
        messages.append(Message(Method.REQUEST, added, request(now)))
    if not messages:
        return Told(replace(now, stamp=before.stamp), ())
    return Told(now, tuple(messages), asked_anew)


def _taken_out(before: Meeting, after: Meeting) -> list[Occurrence]:
    """The occurrences that no longer take place, where the rest of the series is as it was: those are cancelled one by
    one, and nobody has to answer the rest again."""
    if before.recurrence is None or before.recurrence != after.recurrence or before.starts_at != after.starts_at:
        return []
    were_out = {one.original_at for one in before.exceptions if one.is_cancelled}
    return [one for one in after.exceptions if one.is_cancelled and one.original_at not in were_out]


def _with(before: Meeting, out: list[Occurrence]) -> tuple[Occurrence, ...]:
    gone = {one.original_at for one in out}
    return (*(one for one in before.exceptions if one.original_at not in gone), *out)


def _new(before: Meeting | None, after: Meeting, stamp: datetime) -> Told:
    # One that was called off and takes place after all goes on counting: calendars ignore what is older than the end.
    sequence = before.sequence + 1 if before else after.sequence
    attendees = tuple(replace(one, status=PartStat.NEEDS_ACTION) for one in after.attendees)
    now = replace(after, sequence=sequence, stamp=stamp, attendees=attendees)
    if after.is_cancelled or not attendees:
        return Told(now, ())
    return Told(now, (Message(Method.REQUEST, attendees, request(now)),), asked_anew=True)


def _off(before: Meeting, after: Meeting, stamp: datetime, comment: str) -> Told:
    sequence = before.sequence + 1
    now = replace(after, sequence=sequence, stamp=stamp, attendees=before.attendees)
    if not before.attendees:
        return Told(now, ())
    return Told(now, (_cancelled(before, before.attendees, sequence, stamp, comment),))


def _cancelled(
    before: Meeting,
    attendees: Iterable[Attendee],
    sequence: int,
    stamp: datetime,
    comment: str,
    original_at: datetime | None = None,
) -> Message:
    told = tuple(attendees)
    content = cancel(before, sequence=sequence, stamp=stamp, attendees=told, original_at=original_at, comment=comment)
    return Message(Method.CANCEL, told, content)


def _when(meeting: Meeting) -> tuple[object, ...]:
    """What attendees said yes to."""
    exceptions = frozenset((one.original_at, one.starts_at, one.ends_at) for one in meeting.exceptions)
    zone = meeting.zone if meeting.recurrence else ""
    return meeting.starts_at, meeting.ends_at, meeting.recurrence, zone, exceptions


def _what(meeting: Meeting) -> tuple[object, ...]:
    """The rest of what they see."""
    occurrences = frozenset((one.original_at, one.title, one.place) for one in meeting.exceptions)
    return meeting.title, meeting.description, meeting.place, meeting.url, meeting.organiser, occurrences


def _carried(one: Attendee, before: Meeting, *, asked_anew: bool) -> Attendee:
    known = before.attendee(one.address)
    if known is None or asked_anew:
        return replace(one, status=PartStat.NEEDS_ACTION)
    return replace(one, status=known.status)
