"""Read the mail that comes back to a meeting's address: answers are recorded, everything else goes on to the organiser.

Nothing is lost and nobody is answered by a machine: what can't be understood is a mail to the organiser like any other.
"""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from django.utils.translation import gettext as _

from pacesetter import events, itip
from pacesetter.core import clock
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.itip.mail import calendar_parts, outlook_parts
from pacesetter.itip.tnef import OutlookMail, read_outlook
from pacesetter.mail.models import InboundMessage
from pacesetter.meetings.delegates import (
    earlier_of_delegate,
    is_of_delegate,
    let_delegate_stand,
    said_by_delegate,
)
from pacesetter.meetings.forwarding import forward_mail, tell_organiser
from pacesetter.meetings.mail_text import text_of
from pacesetter.meetings.mails import resend
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.reports import failed_recipients, is_report
from pacesetter.meetings.series.answer_place import AnswerPlace, place_in
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.meetings.series.telling import told_by_now
from pacesetter.meetings.series.words import single_of

Verdict = MeetingAnswer.Verdict
_TOLD = (
    Verdict.COUNTED,
    Verdict.DELEGATE,
    Verdict.PROPOSAL,
    Verdict.STRANGER,
    Verdict.OTHER_ADDRESS,
    Verdict.UNDECIDED,
)


class MeetingReplies:
    """The route `meetings+<token>` of mail that comes in."""

    def organisation_of(self, token: str) -> int | None:
        """A meeting goes on taking mail after it is over: people answer late, and write "thank you"."""
        found: int | None = (
            Meeting.across_organisations.filter(reply_token=token).values_list("organisation_id", flat=True).first()
        )
        return found

    def kept(self, raw: bytes) -> bytes:
        """All of it: what is no answer goes on to the organiser as it is."""
        return raw

    def receive(self, message: InboundMessage, token: str) -> None:
        """Record the answers in the mail; where there are none, pass it on."""
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("activity__owner__organisation", "activity__activity_type")
            .get(reply_token=token)
        )
        parsed = _parsed(bytes(message.raw))
        sender = parseaddr(str(parsed.get("From", "")))[1].lower() or message.sender
        if is_report(parsed):
            _note_undeliverable(meeting, parsed)
            forward_mail(meeting, message, parsed, sender, _("could not be delivered"))
            return
        answers = list(_answers(bytes(message.raw)))
        if not answers:
            outlook = [read_outlook(data) for data in outlook_parts(bytes(message.raw))]
            responses = [one for one in outlook if one.status is not None]
            if responses:
                _keep_outlooks(meeting, message, responses[0], sender, text_of(parsed))
            elif not _is_automatic(parsed):
                forward_mail(meeting, message, parsed, sender, _("has written"))
            return
        kept = [
            record_answer(meeting, answer, sender=sender, message=message, place=place)
            for place, answer in enumerate(answers)
        ]
        if all(one.verdict == Verdict.OTHER_MEETING for one in kept):
            # Nothing that the page could show; whoever organises reads what was written.
            forward_mail(meeting, message, parsed, sender, _("has written"))


def record_answer(
    meeting: Meeting,
    answer: Answer,
    *,
    sender: str,
    message: InboundMessage | None = None,
    place: int = 0,
    by_mail: bool = True,
) -> MeetingAnswer:
    """Keep the answer and, where it counts, let it stand as the attendee's; the organiser is told, also by mail unless
    that has come another way (`by_mail`)."""
    attendee, is_other = _attendee_of(meeting, answer, sender)
    place_of_it = place_in(meeting, answer, attendee)
    is_sent = answer.uid == meeting.uid and is_of_delegate(answer, attendee, sender, place_of_it)
    kept = MeetingAnswer(
        meeting=meeting,
        attendee=attendee,
        message=message,
        place=place,
        received_at=clock.now(),
        sender=sender[:320],
        address=answer.address[:320],
        method=answer.method.value,
        status=answer.status.value,
        sequence=answer.sequence,
        stamp=answer.stamp,
        comment=answer.comment,
        is_from_another_address=is_other and not is_sent,
        verdict=(
            said_by_delegate(answer, attendee, place_of_it)
            if attendee is not None and is_sent
            else _verdict(meeting, answer, attendee, sender if is_other else "", place_of_it)
        ),
        original_at=place_of_it.original_at,
    )
    _note_proposal(_told_of(meeting, kept), answer, kept)
    kept.save(force_insert=True)
    if kept.verdict == Verdict.REPEATED and attendee is not None and answer.method is Method.REPLY and not is_other:
        place_of_it.let_stand(answer, is_repeated=True)
    if kept.verdict == Verdict.COUNTED and attendee is not None:
        place_of_it.let_stand(answer)
        earlier_of_delegate(meeting, answer, attendee, place_of_it)
        _record(meeting, kept, attendee.name or attendee.address)
    if kept.verdict == Verdict.DELEGATE and attendee is not None:
        let_delegate_stand(answer, attendee, place_of_it)
        _record(meeting, kept, answer.name or answer.address)
    if kept.verdict == Verdict.ASKS_AGAIN and attendee is not None:
        resend(meeting.activity, meeting, told_by_now(meeting), attendee, f"meeting-again-{kept.pk}")
    if kept.verdict in _TOLD:
        tell_organiser(meeting, kept, by_mail=by_mail)
    return kept


def _record(meeting: Meeting, kept: MeetingAnswer, who: str) -> None:
    data = {"who": who, "status": kept.status, "comment": kept.comment}
    about = activity_about(meeting, kept.original_at)
    events.record("meeting.answered", "activity", about.pk, by_id=None, data=data)


def _told_of(meeting: Meeting, answer: MeetingAnswer) -> itip.Meeting:
    """What attendees know of the meeting that the answer is about."""
    whole = told_by_now(meeting)
    return single_of(whole, answer.original_at) if answer.original_at is not None else whole


def _note_proposal(meeting: itip.Meeting, answer: Answer, kept: MeetingAnswer) -> None:
    """What of it differs from the meeting: a counter-proposal says all of it, also what may stay (RFC 5546, 3.2.7)."""
    if answer.proposal is None:
        return
    starts_at, ends_at = answer.proposal.starts_at, answer.proposal.ends_at
    if (starts_at, ends_at or meeting.ends_at) != (meeting.starts_at, meeting.ends_at):
        kept.proposed_starts_at, kept.proposed_ends_at = starts_at, ends_at
    # Where there is no place, requests name the link to the video meeting there.
    if answer.proposal.place not in (meeting.place, meeting.place or meeting.url):
        kept.proposed_place = answer.proposal.place[:300]


def _keep_outlooks(meeting: Meeting, message: InboundMessage, said: OutlookMail, sender: str, text: str) -> None:
    """Let a response in `winmail.dat` be seen. It does not count: what it says of the meeting's state isn't read."""
    attendee = meeting.attendees.filter(address=sender).first()
    kept = MeetingAnswer.objects.create(
        meeting=meeting,
        attendee=attendee,
        message=message,
        received_at=clock.now(),
        sender=sender[:320],
        address=sender[:320],
        method=Method.REPLY.value,
        status=said.status or PartStat.NEEDS_ACTION.value,
        comment=text or said.text,
        verdict=Verdict.OUTLOOK if attendee is not None else Verdict.STRANGER,
    )
    tell_organiser(meeting, kept)


def _attendee_of(meeting: Meeting, answer: Answer, sender: str) -> tuple[MeetingAttendee | None, bool]:
    """Whose answer it is, and whether the mail came from another address than that one's, or than that of whoever the
    object says to answer in their place (SENT-BY, RFC 5545, section 3.2.18). Of somebody who was sent it is whoever
    was invited.

    The object's own word stands first; some leave it out, or have the assistant in its place.
    """
    rows = {row.address: row for row in meeting.attendees.all()}
    for address in (answer.address, answer.sent_by, sender):
        if address in rows:
            return rows[address], sender not in (address, answer.sent_by)
    return rows.get(answer.delegated_from), True


def _verdict(
    meeting: Meeting, answer: Answer, attendee: MeetingAttendee | None, other_address: str, place: AnswerPlace
) -> Verdict:
    if answer.uid != meeting.uid:
        return Verdict.OTHER_MEETING
    if attendee is None:
        return Verdict.STRANGER
    if answer.method is Method.REFRESH:
        return Verdict.ASKS_AGAIN
    if place.is_unknown or not itip.supersedes(answer, place.last, changed_in=place.answers_from):
        return Verdict.STALE
    if answer.method is Method.COUNTER:
        return Verdict.REPEATED if _proposed_already(meeting, answer, attendee, place) else Verdict.PROPOSAL
    if answer.status is PartStat.NEEDS_ACTION:
        return Verdict.UNDECIDED  # such as one that only says what its calendar could not read (RFC 5546, 3.6)
    if other_address and _was_shown_already(meeting, answer, attendee, other_address, place):
        return Verdict.REPEATED
    if other_address:
        # Whoever was handed the request can name an attendee; what counts has to come from that one.
        return Verdict.REPEATED if _answered_already(answer, place) else Verdict.OTHER_ADDRESS
    return Verdict.REPEATED if _answered_already(answer, place) else Verdict.COUNTED


def _answered_already(answer: Answer, place: AnswerPlace) -> bool:
    """Calendars send a reply again (from a second device, with a reminder): nothing that the organiser must hear."""
    last = place.last
    if last is None or not itip.supersedes(last, None, changed_in=place.answers_from):
        return False
    return (last.status, last.comment) == (answer.status, answer.comment)


def _was_shown_already(
    meeting: Meeting, answer: Answer, attendee: MeetingAttendee, sender: str, place: AnswerPlace
) -> bool:
    shown = meeting.answers.filter(attendee=attendee, sender=sender[:320], verdict=Verdict.OTHER_ADDRESS)
    last = shown.filter(original_at=place.original_at).first()
    if last is None:
        return False
    return (last.status, last.comment, last.sequence) == (answer.status.value, answer.comment, answer.sequence)


def _proposed_already(meeting: Meeting, answer: Answer, attendee: MeetingAttendee, place: AnswerPlace) -> bool:
    proposals = meeting.answers.filter(attendee=attendee, verdict=Verdict.PROPOSAL, original_at=place.original_at)
    last = proposals.order_by("-pk").first()
    if last is None or answer.proposal is None or last.settled_at is not None:
        return False
    now = MeetingAnswer(comment=answer.comment)
    _note_proposal(_told_of(meeting, last), answer, now)
    names = ("proposed_starts_at", "proposed_ends_at", "proposed_place", "comment")
    return all(getattr(last, name) == getattr(now, name) for name in names)


def _answers(raw: bytes) -> Iterator[Answer]:
    for part in calendar_parts(raw):
        try:
            yield from itip.read_answers(part.data)
        except itip.Unreadable:
            continue  # then the mail goes on to the organiser as it is


def _parsed(raw: bytes) -> EmailMessage:
    try:
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
    except RecursionError:  # nested by somebody who means harm; what stands at its head is read all the same
        parsed = BytesHeaderParser(policy=email.policy.default).parsebytes(raw)
    assert isinstance(parsed, EmailMessage)  # noqa: S101 - the policy makes nothing else
    return parsed


def _is_automatic(parsed: EmailMessage) -> bool:
    """Written by a machine (RFC 3834): passing on an answering machine's words helps nobody, and may go round in
    circles."""
    return str(parsed.get("Auto-Submitted", "no")).split(";")[0].strip().lower() != "no"


def _note_undeliverable(meeting: Meeting, parsed: EmailMessage) -> None:
    meeting.attendees.filter(address__in=failed_recipients(parsed)).update(undeliverable_at=clock.now())
