"""What attendees were told, written down."""

import uuid
from collections.abc import Collection

from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.itip import PartStat, Told
from pacesetter.mail.inbound.addresses import address_of, new_token, takes_mail
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.people import Invited
from pacesetter.meetings.state import uid_domain
from pacesetter.meetings.transports import Repeats, transport_for, transport_of


def new_meeting(activity: Activity, *, repeats: Repeats | None = None) -> Meeting:
    """A meeting (that repeats, perhaps) of which nobody knows yet, by the way that new ones of its owner go. It is not
    saved."""
    owner, now = activity.owner, clock.now()
    transport, organiser = transport_for(owner, repeats) or ("", None)
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


def begin_anew(meeting: Meeting, fresh: Meeting) -> None:
    """Let the meeting go by the name, the way and the organiser of `fresh`, a new one: nobody has been asked yet, and
    the way by which they were asked forgets it. Saving is the caller's."""
    old = transport_of(meeting)
    if old is not None:
        old.forget(meeting)
    for name in ("uid", "transport", "reply_token", "organiser_address", "organiser_name"):
        setattr(meeting, name, getattr(fresh, name))
    MeetingAttendee.objects.filter(meeting=meeting).delete()


def keep(meeting: Meeting, outcome: Told, invited: list[Invited], singles: Collection[str] = ()) -> None:
    """Write what follows from the change into the rows of the meeting. `singles` are the addresses of those who come to
    single meetings of a series alone."""
    now = outcome.meeting
    for name in ("starts_at", "ends_at", "zone", "title", "description", "place", "url", "sequence", "stamp"):
        setattr(meeting, name, getattr(now, name))
    meeting.is_cancelled, meeting.organiser_name = now.is_cancelled, now.organiser.name
    if outcome.asked_anew:
        meeting.answers_from = now.sequence
    meeting.save()
    here = {one.address.lower() for one in now.attendees}.union(singles)
    rows = {row.address: row for row in meeting.attendees.all()}
    MeetingAttendee.objects.filter(pk__in=[row.pk for address, row in rows.items() if address not in here]).delete()
    if outcome.asked_anew:
        MeetingAttendee.objects.filter(meeting=meeting).update(
            status=PartStat.NEEDS_ACTION.value,
            comment="",
            answered_at=None,
            answered_sequence=None,
            answered_stamp=None,
            said_stamp=None,
            delegate_address="",
            delegate_name="",
            delegate_status="",
            delegate_stamp=None,
            undeliverable_at=None,
        )
    MeetingAttendee.objects.bulk_create(
        MeetingAttendee(
            meeting=meeting,
            address=one.address,
            name=one.name[:200],
            contact=one.contact,
            member=one.member,
            is_single=one.address in singles,
        )
        for one in invited
        if one.address in here and one.address not in rows
    )
    for row in rows.values():
        if row.address in here and row.is_single != (row.address in singles):
            MeetingAttendee.objects.filter(pk=row.pk).update(is_single=row.address in singles)
