"""Answers that are shown and not counted, and those that somebody took as an attendee's all the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.itip import Method
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.models.attendee import Status
from pacesetter.meetings.verbs.take_answer import TAKEABLE, is_to_what_is_asked

Verdict = MeetingAnswer.Verdict


@dataclass(frozen=True)
class ShownAnswer:
    """One answer. `can_be_taken` while it is about the meeting as it is; `whose` are the attendees to choose from where
    it does not say of whom it speaks; `is_taken` where it counts because somebody said so."""

    id: int
    words: str
    why: str
    comment: str
    is_taken: bool
    can_be_taken: bool
    attendee: str
    whose: Sequence[MeetingAttendee]


def shown_answers(meeting: Meeting, answers: Iterable[MeetingAnswer]) -> list[ShownAnswer]:
    """Those of the answers that don't count by themselves, without what a later change of the meeting has overtaken."""
    attendees = list(meeting.attendees.all())
    found = []
    for one in answers:
        if one.verdict not in TAKEABLE:
            continue
        is_open = is_to_what_is_asked(one, meeting)
        if one.verdict == Verdict.OTHER_ADDRESS and not is_open:
            continue
        found.append(_shown(one, attendees, is_open=is_open))
    return found


def _shown(one: MeetingAnswer, attendees: Sequence[MeetingAttendee], *, is_open: bool) -> ShownAnswer:
    is_taken = one.replaced is not None
    attendee = str(one.attendee) if one.attendee else ""
    return ShownAnswer(
        id=one.pk,
        words=_words(one),
        why=_("Taken as the answer of %(who)s.") % {"who": attendee} if is_taken else _why(one, attendee),
        comment=one.comment,
        is_taken=is_taken,
        can_be_taken=is_open and not is_taken and bool(attendee or attendees),
        attendee=attendee,
        whose=[] if attendee else attendees,
    )


def _words(one: MeetingAnswer) -> str:
    said = _("proposes something else") if one.method == Method.COUNTER else Status(one.status).label
    day = date_format(timezone.localtime(one.received_at), "DATE_FORMAT")
    return _("%(who)s: %(said)s (%(day)s)") % {"who": one.sender or one.address, "said": said, "day": day}


def _why(one: MeetingAnswer, attendee: str) -> str:
    if one.verdict == Verdict.OTHER_ADDRESS:
        return _("It speaks for %(who)s and came from another address, so it is not counted.") % {"who": attendee}
    if one.verdict == Verdict.OUTLOOK:
        return _("Came in Outlook's own form and is not counted, since that does not say which time it is about.")
    return _("Answered without having been invited, so it is not counted.")
