"""The mails about a meeting."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pacesetter import itip, mail
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.itip import Message, Method, Told
from pacesetter.itip.series import people_at, whole_requests
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.series.words import rule_in_words, shown_by, single_of
from pacesetter.meetings.state import sender_of
from pacesetter.people.models import Member


def send_messages(owner: Member, meeting: Meeting, outcome: Told, before: itip.Meeting | None, words: str = "") -> None:
    """One mail for each attendee of each message. Its key is the meeting's state, so it is written once. `before` is
    what attendees knew until now, `words` what the organiser says to all of them."""
    sender, reply_to = sender_of(owner, meeting)
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        for message in outcome.messages:
            shown = shown_by(message, outcome, before)
            facts = _facts(owner, shown, message.method) | {"words": words}
            subject = _subject(message.method, shown)
            for address in _addresses(message, before):
                mail.send(
                    to=address,
                    subject=subject,
                    text=render_to_string("meetings/request.txt", facts),
                    html=render_to_string("meetings/request.html", facts | {"subject": subject}),
                    key=_key(meeting, message.method, address, message.original_at),
                    sender=sender,
                    reply_to=reply_to,
                    calendar=message.content,
                    calendar_method=message.method.value,
                )


def _addresses(message: Message, before: itip.Meeting | None) -> list[str]:
    """Whom it goes to: also those who are sent instead, as far as is known, who hear of changes from nobody else."""
    known = (
        []
        if before is None
        else [*before.attendees, *(who for one in before.exceptions for who in one.attendees or ())]
    )
    sent = {who.address.lower(): who.delegate for who in known if who.delegate}
    found = [one.address for one in message.to]
    found += [sent[address.lower()] for address in found if address.lower() in sent]
    return list(dict.fromkeys(found))


def send_organisers_copy(owner: Member, meeting: Meeting, state: itip.Meeting) -> None:
    """The organiser's own copy, for the calendar: published, since a request from oneself would ask for an answer."""
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        method = Method.CANCEL if state.is_cancelled else Method.PUBLISH
        content = itip.publish(state)
        if state.is_cancelled:
            content = itip.cancel(state, sequence=state.sequence, stamp=state.stamp, attendees=())
        facts = _facts(owner, state, method)
        subject = _subject(method, state)
        mail.send(
            to=owner.email,
            subject=subject,
            text=render_to_string("meetings/request.txt", facts),
            html=render_to_string("meetings/request.html", facts | {"subject": subject}),
            key=_key(meeting, method, owner.email),
            headers={"Auto-Submitted": "auto-generated"},
            calendar=content,
            calendar_method=method.value,
        )


def resend(activity: Activity, meeting: Meeting, state: itip.Meeting, attendee: MeetingAttendee, key: str) -> None:
    """The request once more, to the one who asked for it."""
    sender, reply_to = sender_of(activity.owner, meeting)
    with (
        translation.override(activity.owner.locale or settings.LANGUAGE_CODE),
        timezone.override(activity.owner.zone()),
    ):
        facts = _facts(activity.owner, state, Method.REQUEST)
        subject = _subject(Method.REQUEST, state)
        mail.send(
            to=attendee.address,
            subject=subject,
            text=render_to_string("meetings/request.txt", facts),
            html=render_to_string("meetings/request.html", facts | {"subject": subject}),
            key=key,
            sender=sender,
            reply_to=reply_to,
            calendar=_again(state, attendee),
            calendar_method=Method.REQUEST.value,
        )


def _again(state: itip.Meeting, attendee: MeetingAttendee) -> bytes:
    """All that this attendee was asked to, as one object."""
    if state.recurrence is None:
        return itip.request(state)
    who = itip.Attendee(attendee.address, attendee.name)
    if not attendee.is_single:
        return whole_requests(state, [who])[0].content
    own = [one for one in state.exceptions if any(come.address == who.address for come in people_at(state, one))]
    return itip.occurrence_request(state, own)


def _facts(owner: Member, state: itip.Meeting, method: Method) -> dict[str, Any]:
    return {
        "owner": owner,
        "organisation": owner.organisation,
        "meeting": state,
        "method": method.value,
        "starts_at": state.starts_at,
        "ends_at": state.ends_at,
        "repeats": rule_in_words(state.recurrence, state.starts_at, state.zone) if state.recurrence else "",
    }


def _subject(method: Method, state: itip.Meeting) -> str:
    if method is Method.CANCEL:
        return _("Called off: %(title)s") % {"title": state.title}
    if method is Method.REQUEST and state.sequence:
        return _("Changed: %(title)s") % {"title": state.title}
    if method is Method.REQUEST:
        return _("Invitation: %(title)s") % {"title": state.title}
    return _("In your calendar: %(title)s") % {"title": state.title}


def _key(meeting: Meeting, method: Method, address: str, original_at: datetime | None = None) -> str:
    which = f":{original_at.timestamp():.0f}" if original_at else ""
    state = f"{meeting.sequence}:{meeting.stamp.timestamp():.6f}{which}"
    return f"meeting-{meeting.pk}:{state}:{method.value}:{address}"[:200]


def send_decline_counter(answer: MeetingAnswer, owner: Member, whole: itip.Meeting) -> None:
    """Tell whoever proposed something else that it stays as it is. `whole` is the meeting as attendees know it."""
    attendee, meeting = answer.attendee, answer.meeting
    if attendee is None:
        return
    state = single_of(whole, answer.original_at) if answer.original_at else whole
    countered = itip.Answer(Method.COUNTER, meeting.uid, attendee.address, occurrence_at=answer.original_at)
    content = itip.decline_counter(whole, countered, stamp=clock.now())
    sender, reply_to = sender_of(owner, meeting)
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        facts = _facts(owner, state, Method.DECLINECOUNTER)
        is_of_time = answer.proposed_starts_at is not None and not answer.proposed_place
        said = _("The time stays: %(title)s") if is_of_time else _("It stays as it is: %(title)s")
        subject = said % {"title": state.title}
        mail.send(
            to=attendee.address,
            subject=subject,
            text=render_to_string("meetings/request.txt", facts),
            html=render_to_string("meetings/request.html", facts | {"subject": subject}),
            key=f"meeting-stays-{answer.pk}",
            sender=sender,
            reply_to=reply_to,
            calendar=content,
            calendar_method=Method.DECLINECOUNTER.value,
        )
