"""Whoever comes in an attendee's place (RFC 5546, sections 3.2.2.3 and 4.2.5).

An answer that says to be a delegate's counts only where the attendee has named that one: whoever was handed the request
could say so. Either of the two may come first.
"""

from pacesetter.core import clock
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.series.answer_place import AnswerPlace

Verdict = MeetingAnswer.Verdict


def is_of_delegate(answer: Answer, attendee: MeetingAttendee | None, sender: str, place: AnswerPlace) -> bool:
    """Whether this is the answer of whom the attendee sends."""
    if attendee is None or not answer.address or answer.address == attendee.address:
        return False
    return answer.address == _named(attendee, place) and sender in (answer.address, answer.sent_by)


def said_by_delegate(answer: Answer, attendee: MeetingAttendee, place: AnswerPlace) -> Verdict:
    """What is made of it."""
    row = place.stands
    if place.is_unknown or row is None:
        return Verdict.STALE
    if answer.sequence is not None and answer.sequence < place.answers_from:
        return Verdict.STALE
    before = row if row.delegate_address else attendee
    if answer.stamp is not None and before.delegate_stamp is not None and answer.stamp < before.delegate_stamp:
        return Verdict.STALE
    if answer.method is Method.COUNTER:
        return Verdict.PROPOSAL
    if answer.status is PartStat.NEEDS_ACTION:
        return Verdict.UNDECIDED
    return Verdict.REPEATED if before.delegate_status == answer.status.value else Verdict.DELEGATE


def let_delegate_stand(answer: Answer, attendee: MeetingAttendee, place: AnswerPlace) -> None:
    """Keep that the delegate comes, or doesn't, with the attendee's answer."""
    row = place.stands
    assert row is not None  # noqa: S101 - else the answer was stale
    if not row.delegate_address and row is not attendee:
        # Sent to all of the series, and about one meeting of it.
        row.status, row.delegate_address = PartStat.DELEGATED.value, attendee.delegate_address
        row.answered_sequence, row.answered_stamp = answer.sequence, answer.stamp
        row.answered_at, row.said_stamp = clock.now(), answer.stamp
    row.delegate_status, row.delegate_stamp = answer.status.value, answer.stamp
    row.delegate_name = answer.name or row.delegate_name or attendee.delegate_name
    row.save()


def earlier_of_delegate(meeting: Meeting, answer: Answer, attendee: MeetingAttendee, place: AnswerPlace) -> None:
    """Where an attendee now names somebody who has answered before that: let it stand."""
    row = place.stands
    if row is None or not answer.delegated_to or row.delegate_status:
        return
    said = meeting.answers.filter(
        attendee=attendee,
        address=answer.delegated_to,
        sender=answer.delegated_to,
        verdict=Verdict.OTHER_ADDRESS,
        method=Method.REPLY.value,
        original_at=place.original_at,
        replaced__isnull=True,
    ).order_by("-pk")
    found = said.first()
    if found is None or (found.sequence is not None and found.sequence < place.answers_from):
        return
    found.verdict = Verdict.DELEGATE
    found.save(update_fields=["verdict"])
    row.delegate_status, row.delegate_stamp = found.status, found.stamp
    row.save(update_fields=["delegate_status", "delegate_stamp"])


def _named(attendee: MeetingAttendee, place: AnswerPlace) -> str:
    row = place.stands
    return (row.delegate_address if row is not None else "") or attendee.delegate_address
