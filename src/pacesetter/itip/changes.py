"""Who must be told what when a meeting changes: the right message to the right people, and none to the others."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from pacesetter.itip.answer import Method
from pacesetter.itip.compose import cancel, request
from pacesetter.itip.meeting import Attendee, Meeting
from pacesetter.itip.series import series_messages, single_requests, whole_requests
from pacesetter.itip.told import Message, Told


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
    if before.recurrence is not None and after.recurrence is not None:
        return series_messages(before, after, stamp=stamp, comment=comment)
    left = [one for one in before.attendees if after.attendee(one.address) is None]
    asked_anew = _when(before) != _when(after)
    changed = asked_anew or _what(before) != _what(after)
    sequence = before.sequence + 1 if changed else before.sequence
    attendees = tuple(_carried(one, before, asked_anew=asked_anew) for one in after.attendees)
    now = replace(after, sequence=sequence, stamp=stamp, attendees=attendees)
    asked = attendees if changed else tuple(one for one in attendees if before.attendee(one.address) is None)
    messages = [_cancelled(before, left, before.sequence, stamp, comment)] if left else []
    messages += _requests(now, asked)
    if not messages:
        return Told(replace(now, stamp=before.stamp), ())
    return Told(now, tuple(messages), asked_anew)


def _new(before: Meeting | None, after: Meeting, stamp: datetime) -> Told:
    # One that was called off and takes place after all goes on counting: calendars ignore what is older than the end.
    sequence = before.sequence + 1 if before else after.sequence
    attendees = tuple(one.asked() for one in after.attendees)
    exceptions = tuple(
        one if one.attendees is None else replace(one, attendees=tuple(who.asked() for who in one.attendees))
        for one in after.exceptions
    )
    now = replace(after, sequence=sequence, stamp=stamp, attendees=attendees, exceptions=exceptions)
    if after.is_cancelled:
        return Told(now, ())
    messages = _requests(now, attendees) + single_requests(now)
    return Told(now, tuple(messages), asked_anew=bool(messages))


def _off(before: Meeting, after: Meeting, stamp: datetime, comment: str) -> Told:
    sequence = before.sequence + 1
    now = replace(after, sequence=sequence, stamp=stamp, attendees=before.attendees, exceptions=before.exceptions)
    messages = [_cancelled(before, before.attendees, sequence, stamp, comment)] if before.attendees else []
    # Who comes to one occurrence alone knows nothing of the whole.
    messages += [
        _cancelled(before, one.to, sequence, stamp, comment, one.original_at) for one in single_requests(before)
    ]
    return Told(now, tuple(messages))


def _requests(now: Meeting, asked: tuple[Attendee, ...]) -> list[Message]:
    if now.recurrence is not None:
        return whole_requests(now, asked)
    return [Message(Method.REQUEST, asked, request(now))] if asked else []


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
    return Message(Method.CANCEL, told, content, original_at)


def _when(meeting: Meeting) -> tuple[object, ...]:
    """What attendees said yes to."""
    return meeting.starts_at, meeting.ends_at, meeting.recurrence, meeting.zone if meeting.recurrence else ""


def _what(meeting: Meeting) -> tuple[object, ...]:
    """The rest of what they see."""
    return meeting.title, meeting.description, meeting.place, meeting.url, meeting.organiser


def _carried(one: Attendee, before: Meeting, *, asked_anew: bool) -> Attendee:
    known = before.attendee(one.address)
    return one.asked() if known is None or asked_anew else one.answered_as(known)
