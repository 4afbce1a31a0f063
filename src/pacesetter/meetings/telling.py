"""Tell attendees what they have to know: in the transaction of the verb, any number of times."""

import uuid
from datetime import datetime

from django.db import transaction

from pacesetter import itip
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.itip import PartStat, messages_for
from pacesetter.itip.told import Told
from pacesetter.mail.inbound.addresses import address_of, new_token, takes_mail
from pacesetter.meetings.mails import send_messages, send_organisers_copy
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.people import Invited, invited_to
from pacesetter.meetings.state import is_off, told, uid_domain, wanted, wants_request
from pacesetter.meetings.transports import transport_for, transport_of


def tell_now(activity: Activity, *, comment: str = "") -> Meeting | None:
    """Write the mails that follow from what the activity is now, against what attendees were told; none where nothing
    that they see has changed. Returns the meeting, None where there never was one.

    The mails are rows of the outbox in the caller's transaction, so they go out exactly when the change is kept.
    """
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(activity=activity).first()
        if meeting is None and (is_off(activity) or not wants_request(activity)):
            return None
        before = told(meeting) if meeting is not None else None
        meeting = meeting or _new(activity)
        now = clock.now()
        invited = invited_to(activity)
        after = wanted(activity, meeting, invited, now)
        if _is_past(before, after, now):
            return meeting if before is not None else None
        _tell(activity, meeting, invited, messages_for(before, after, stamp=now, comment=comment), before, comment)
    return meeting


def tell_anew(activity: Activity, meeting: Meeting) -> Meeting:
    """Ask everybody as if nobody had been asked yet, by the way that is there now; under another name, since calendars
    believe changes of the old one only from where that came from. Earlier answers stay to be read, and count no more.
    """
    with transaction.atomic():
        old = transport_of(meeting)
        if old is not None:
            old.forget(meeting)
        fresh = _new(activity)
        for name in ("uid", "transport", "reply_token", "organiser_address", "organiser_name"):
            setattr(meeting, name, getattr(fresh, name))
        invited = invited_to(activity)
        after = wanted(activity, meeting, invited, clock.now())
        MeetingAttendee.objects.filter(meeting=meeting).delete()
        _tell(activity, meeting, invited, messages_for(None, after, stamp=after.stamp), None, "")
    return meeting


def _tell(
    activity: Activity,
    meeting: Meeting,
    invited: list[Invited],
    outcome: Told,
    before: itip.Meeting | None,
    comment: str,
) -> None:
    _keep(meeting, outcome, invited)
    transport = transport_of(meeting)
    if transport is not None:
        transport.tell(meeting, comment)
        return
    send_messages(activity, meeting, outcome)
    # Where nobody is invited (any more), it still stands in the organiser's calendar.
    if outcome.messages or before is None or outcome.meeting.sequence != before.sequence:
        send_organisers_copy(activity, meeting, outcome.meeting)


def _is_past(before: itip.Meeting | None, after: itip.Meeting, now: datetime) -> bool:
    """Whether it was over before, and still is: nobody is asked to come to the past, and what has been is not called
    off, whatever becomes of the record of it."""
    was_over = before is None or before.is_cancelled or before.ends_at <= now
    return was_over and (after.is_cancelled or after.ends_at <= now)


def _new(activity: Activity) -> Meeting:
    owner, now = activity.owner, clock.now()
    transport, organiser = transport_for(owner) or ("", None)
    comes_to_us = takes_mail() and organiser is None and not owner.answers_to_own_address
    token = new_token() if comes_to_us else ""
    own = organiser.address if organiser else owner.email.lower()
    starts_at = activity.due_at or now
    return Meeting(
        activity=activity,
        uid=f"{uuid.uuid4()}@{uid_domain()}",
        transport=transport,
        reply_token=token,
        organiser_address=address_of("meetings", token) if token else own,
        organiser_name=owner.name,
        stamp=now,
        starts_at=starts_at,
        ends_at=starts_at,
        zone=owner.zone().key,
        title="",
    )


def _keep(meeting: Meeting, outcome: Told, invited: list[Invited]) -> None:
    now = outcome.meeting
    for name in ("starts_at", "ends_at", "zone", "title", "description", "place", "url", "sequence", "stamp"):
        setattr(meeting, name, getattr(now, name))
    meeting.is_cancelled, meeting.organiser_name = now.is_cancelled, now.organiser.name
    if outcome.asked_anew:
        meeting.answers_from = now.sequence
    meeting.save()
    here = {one.address.lower(): one for one in now.attendees}
    rows = {row.address: row for row in meeting.attendees.all()}
    MeetingAttendee.objects.filter(pk__in=[row.pk for address, row in rows.items() if address not in here]).delete()
    if outcome.asked_anew:
        MeetingAttendee.objects.filter(meeting=meeting).update(
            status=PartStat.NEEDS_ACTION.value,
            comment="",
            answered_at=None,
            answered_sequence=None,
            answered_stamp=None,
            undeliverable_at=None,
        )
    MeetingAttendee.objects.bulk_create(
        MeetingAttendee(
            meeting=meeting, address=one.address, name=one.name[:200], contact=one.contact, member=one.member
        )
        for one in invited
        if one.address in here and one.address not in rows
    )
