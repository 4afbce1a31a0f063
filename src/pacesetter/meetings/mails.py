"""The mails about a meeting."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pacesetter import itip, mail
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.itip import Method
from pacesetter.itip.told import Told
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.state import sender_of, told


def send_messages(activity: Activity, meeting: Meeting, outcome: Told) -> None:
    """One mail for each attendee of each message. Its key is the meeting's state, so it is written once."""
    sender, reply_to = sender_of(activity.owner, meeting)
    locale = activity.owner.locale or settings.LANGUAGE_CODE
    with translation.override(locale), timezone.override(activity.owner.zone()):
        for message in outcome.messages:
            facts = _facts(activity, outcome.meeting, message.method)
            subject = _subject(message.method, outcome.meeting)
            for attendee in message.to:
                mail.send(
                    to=attendee.address,
                    subject=subject,
                    text=render_to_string("meetings/request.txt", facts),
                    html=render_to_string("meetings/request.html", facts | {"subject": subject}),
                    key=_key(meeting, message.method, attendee.address),
                    sender=sender,
                    reply_to=reply_to,
                    calendar=message.content,
                    calendar_method=message.method.value,
                )


def send_organisers_copy(activity: Activity, meeting: Meeting, state: itip.Meeting) -> None:
    """The organiser's own copy, for the calendar: published, since a request from oneself would ask for an answer."""
    owner = activity.owner
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        method = Method.CANCEL if state.is_cancelled else Method.PUBLISH
        content = itip.publish(state)
        if state.is_cancelled:
            content = itip.cancel(state, sequence=state.sequence, stamp=state.stamp, attendees=())
        facts = _facts(activity, state, method)
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
    with translation.override(activity.owner.locale or settings.LANGUAGE_CODE):
        facts = _facts(activity, state, Method.REQUEST)
        subject = _subject(Method.REQUEST, state)
        mail.send(
            to=attendee.address,
            subject=subject,
            text=render_to_string("meetings/request.txt", facts),
            html=render_to_string("meetings/request.html", facts | {"subject": subject}),
            key=key,
            sender=sender,
            reply_to=reply_to,
            calendar=itip.request(state),
            calendar_method=Method.REQUEST.value,
        )


def _facts(activity: Activity, state: itip.Meeting, method: Method) -> dict[str, Any]:
    return {
        "owner": activity.owner,
        "organisation": activity.owner.organisation,
        "meeting": state,
        "method": method.value,
        "starts_at": state.starts_at,
        "ends_at": state.ends_at,
    }


def _subject(method: Method, state: itip.Meeting) -> str:
    if method is Method.CANCEL:
        return _("Called off: %(title)s") % {"title": state.title}
    if method is Method.REQUEST and state.sequence:
        return _("Changed: %(title)s") % {"title": state.title}
    if method is Method.REQUEST:
        return _("Invitation: %(title)s") % {"title": state.title}
    return _("In your calendar: %(title)s") % {"title": state.title}


def _key(meeting: Meeting, method: Method, address: str) -> str:
    return f"meeting-{meeting.pk}:{meeting.sequence}:{meeting.stamp.timestamp():.6f}:{method.value}:{address}"[:200]


def send_decline_counter(answer: MeetingAnswer) -> None:
    """Tell whoever proposed something else that it stays as it is."""
    attendee, meeting = answer.attendee, answer.meeting
    if attendee is None:
        return
    state, owner = told(meeting), meeting.activity.owner
    content = itip.decline_counter(state, itip.Answer(Method.COUNTER, meeting.uid, attendee.address), stamp=clock.now())
    sender, reply_to = sender_of(owner, meeting)
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        facts = _facts(meeting.activity, state, Method.DECLINECOUNTER)
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
