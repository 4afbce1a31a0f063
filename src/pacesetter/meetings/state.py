"""A meeting between its two sides: the rows, and what `itip` works with."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from pacesetter import itip
from pacesetter.activities.models import Activity, Status
from pacesetter.meetings.models import Meeting, MeetingAttendee, OccurrenceAnswer
from pacesetter.meetings.people import Invited
from pacesetter.people.models import Member


def wants_request(activity: Activity) -> bool:
    """Whether attendees are to know of this activity: asked for, with a time, and not undone."""
    return bool(activity.details.get("invite")) and activity.due_at is not None


def is_off(activity: Activity) -> bool:
    """Whether it does not take place (any more)."""
    return activity.status == Status.CANCELLED or activity.deleted_at is not None or not wants_request(activity)


def told(meeting: Meeting) -> itip.Meeting:
    """What attendees were last told."""
    return itip.Meeting(
        uid=meeting.uid,
        organiser=itip.CalendarUser(meeting.organiser_address, meeting.organiser_name),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        stamp=meeting.stamp,
        sequence=meeting.sequence,
        zone=meeting.zone,
        description=meeting.description,
        place=meeting.place,
        url=meeting.url,
        attendees=tuple(
            answered(itip.Attendee(row.address, row.name), row) for row in meeting.attendees.all() if not row.is_single
        ),
        is_cancelled=meeting.is_cancelled,
    )


def answered(who: itip.Attendee, row: MeetingAttendee | OccurrenceAnswer | None) -> itip.Attendee:
    """The attendee with what stands in the row: nothing where there is none."""
    if row is None:
        return who.asked()
    return replace(
        who,
        status=itip.PartStat(row.status),
        delegate=row.delegate_address,
        delegate_status=itip.PartStat(row.delegate_status or itip.PartStat.NEEDS_ACTION),
    )


def wanted(activity: Activity, meeting: Meeting, invited: list[Invited], now: datetime) -> itip.Meeting:
    """What attendees should know by now. Its sequence and answers are settled by `itip.messages_for`."""
    starts_at = activity.due_at or meeting.starts_at
    return itip.Meeting(
        uid=meeting.uid,
        organiser=organiser_of(activity.owner, meeting),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=length_of(activity)),
        title=title_of(activity),
        stamp=now,
        zone=activity.owner.zone().key,
        description=str(activity.details.get("agenda", "")),
        place=str(activity.details.get("place", "")),
        url=str(activity.details.get("video_url", "")),
        attendees=tuple(itip.Attendee(one.address, one.name) for one in invited),
        is_cancelled=is_off(activity),
    )


def organiser_of(owner: Member, meeting: Meeting) -> itip.CalendarUser:
    """Whoever owns it by now (`owner`), under the address that attendees know. Where that is a person's own it can't
    become another's: calendars take no change of the organiser, so it stays with who asked first."""
    name = owner.name if meeting.reply_token else meeting.organiser_name
    return itip.CalendarUser(meeting.organiser_address, name)


def length_of(activity: Activity) -> int:
    """How long it is to take, in minutes: half an hour where nobody said."""
    return activity.planned_minutes or 30


def title_of(activity: Activity) -> str:
    """What attendees read. Never the note, which is for colleagues."""
    return activity.subject or activity.activity_type.name


def uid_domain() -> str:
    """The domain in the names of meetings, which need one that nobody else uses."""
    return settings.INBOUND_DOMAIN or urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def sender_of(owner: Member, meeting: Meeting) -> tuple[str, str]:
    """From and Reply-To of its mails. Where answers come back to us, both are the address with the token: what is
    written from another domain than it says is binned (DMARC)."""
    name = owner.name
    if meeting.reply_token:
        return formataddr((name, meeting.organiser_address)), ""
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((name, own)), formataddr((name, owner.email))
