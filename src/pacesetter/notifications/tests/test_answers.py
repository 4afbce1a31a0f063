"""Being told of answers to meeting requests. What is read from mails, `meetings` tests; here is what follows."""

from datetime import datetime, timedelta

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.push.tests.reading import Browser
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.reading import record_answer
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.tests.push_service import PushService
from pacesetter.people.models import Member


def asked(rita: Member, kind: ActivityType, starts_at: datetime) -> Meeting:
    activity = verbs.plan(by=rita, owner=rita, activity_type=kind, subject="Demo", due_at=starts_at)
    meeting: Meeting = Meeting.objects.create(
        activity=activity,
        uid="u@acme.example",
        organiser_address="rita@acme.example",
        stamp=starts_at,
        starts_at=starts_at,
        ends_at=starts_at,
        zone="UTC",
        title="Demo",
    )
    MeetingAttendee.objects.create(meeting=meeting, address="jane@initech.example", name="Jane Doe")
    return meeting


def answer(status: PartStat, stamp: datetime, uid: str = "u@acme.example") -> Answer:
    return Answer(Method.REPLY, uid, "jane@initech.example", status=status, sequence=0, stamp=stamp, comment="See\nyou")


def test_the_organiser_is_told_once_who_answered_what(
    rita: Member,
    meeting: ActivityType,
    phone: PushSubscription,
    push_service: PushService,
    browser: Browser,
    monday: datetime,
) -> None:
    row = asked(rita, meeting, monday + timedelta(days=1))
    record_answer(row, answer(PartStat.ACCEPTED, monday), sender="jane@initech.example")
    jobs.run_due()
    (came,) = [one for one in push_service.received if one.path == "/send/phone"]
    told = came.read_by(browser)
    assert (told["title"], told["body"]) == ("Jane Doe has accepted: Demo", "See you")
    assert told["path"] == f"/in/{rita.organisation_id}/activities/{row.activity_id}/"


def test_a_reply_that_comes_again_is_not_told_again_and_a_changed_one_is(
    rita: Member, meeting: ActivityType, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    row = asked(rita, meeting, monday + timedelta(days=1))
    changed = answer(PartStat.DECLINED, monday + timedelta(minutes=5))
    # Calendars repeat a reply with each reminder, and mail servers one whose delivery they doubt.
    for reply in (answer(PartStat.ACCEPTED, monday), answer(PartStat.ACCEPTED, monday), changed, changed):
        record_answer(row, reply, sender="jane@initech.example")
        jobs.run_due()
    assert len(push_service.received) == 2
    assert [one.subject for one in OutgoingMessage.objects.filter(to=rita.email).order_by("pk")] == [
        "Jane Doe has accepted: Demo",
        "Jane Doe has declined: Demo",
    ]


def test_an_answer_about_another_meeting_is_not_told(
    rita: Member, meeting: ActivityType, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    row = asked(rita, meeting, monday + timedelta(days=1))
    record_answer(row, answer(PartStat.ACCEPTED, monday, uid="other"), sender="jane@initech.example")
    jobs.run_due()
    assert push_service.received == []
