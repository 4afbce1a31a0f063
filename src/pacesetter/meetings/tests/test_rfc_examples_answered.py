"""What becomes of the messages that RFC 5546 shows by example (its sections are named), and what we send in turn.

A of the examples is Rita, who organises; B is Jane, C is Raj, and E is nobody of ours. Their properties are those of
the examples, down to the spelling of `mailto`; times and names are those of our meeting.
"""

import email.policy
from datetime import timedelta
from email.message import EmailMessage

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.tests.conftest import NOW, STARTS, sent_to
from pacesetter.meetings.tests.test_reading import arrive
from pacesetter.meetings.verbs import accept_proposal, decline_proposal
from pacesetter.people.models import Member

A, B, C, E = "rita@acme.example", "jane@initech.example", "raj@acme.example", "erin@initech.example"


def comes(meeting: Meeting, sender: str, method: str, *lines: str) -> None:
    """A message of somebody's calendar arrives."""
    event = [f"ORGANIZER:MAILTO:{meeting.organiser_address}", f"UID:{meeting.uid}", *lines]
    whole = ["BEGIN:VCALENDAR", "PRODID:-//Example/DesktopCalendar//EN", f"METHOD:{method}", "VERSION:2.0"]
    content = "\r\n".join([*whole, "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR", ""]).encode()
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, meeting.organiser_address, method
    mail.set_content("Sent by a calendar.")
    mail.add_alternative(content, maintype="text", subtype="calendar", params={"method": method})
    arrive(meeting, mail.as_bytes())


def status_of(address: str) -> str:
    return MeetingAttendee.objects.get(address=address).status


def news() -> list[tuple[str, str]]:
    """To whom something was sent since this was last asked, and by which method."""
    found = [(one.to, one.calendar_method) for one in OutgoingMessage.objects.order_by("pk")]
    new, news.seen = found[news.seen :], len(found)  # type: ignore[attr-defined]
    return new


@pytest.fixture(autouse=True)
def told_so_far(asked: Meeting) -> None:
    """The example of 4.2.1: everybody is asked, each in a mail of their own, and the organiser has a copy."""
    news.seen = 0  # type: ignore[attr-defined]
    assert news() == [(B, "REQUEST"), (C, "REQUEST"), (A, "PUBLISH")]
    content = unfolded(sent_to(B)[-1])
    for line in ("METHOD:REQUEST", "SEQUENCE:0", f"UID:{asked.uid}", "STATUS:CONFIRMED"):
        assert f"\r\n{line}\r\n" in content
    assert content.count("RSVP=TRUE") == 2
    assert f":mailto:{B}" in content


def unfolded(message: OutgoingMessage) -> str:
    return message.calendar.replace("\r\n ", "")


ACCEPTS = (
    f"ATTENDEE;PARTSTAT=ACCEPTED:Mailto:{B}",
    "SEQUENCE:0",
    "REQUEST-STATUS:2.0;Success",
    "DTSTAMP:20260322T230500Z",
)


def test_a_reply_counts_and_goes_to_the_organiser_alone(asked: Meeting) -> None:
    """4.2.2."""
    comes(asked, B, "REPLY", *ACCEPTS)
    assert (status_of(B), status_of(C)) == ("ACCEPTED", "NEEDS-ACTION")
    assert news() == [(A, "")]


def test_an_update_goes_to_everybody_with_a_higher_sequence(demo: Activity, asked: Meeting, rita: Member) -> None:
    """4.2.3."""
    comes(asked, B, "REPLY", *ACCEPTS)
    news()
    verbs.reschedule(demo, by=rita, due_at=STARTS.replace(hour=22))
    assert news() == [(B, "REQUEST"), (C, "REQUEST"), (A, "PUBLISH")]
    assert "\r\nSEQUENCE:1\r\n" in unfolded(sent_to(B)[-1])
    assert status_of(B) == "NEEDS-ACTION"


def counter(asked: Meeting) -> MeetingAnswer:
    comes(
        asked,
        B,
        "COUNTER",
        f"ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:Mailto:{asked.organiser_address}",
        f"ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:Mailto:{B}",
        f"ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:Mailto:{C}",
        "DTSTART:20260326T010000Z",
        "DTEND:20260326T040000Z",
        "DTSTAMP:20260322T230500Z",
        "SUMMARY:Demo of the new release",
        "LOCATION:Green Conference Room",
        "COMMENT:This time works better",
        "SEQUENCE:0",
    )
    return MeetingAnswer.objects.get()


def test_a_counter_alters_nothing_by_itself(asked: Meeting, demo: Activity) -> None:
    """4.2.4. Nothing in it says whose it is but the mail's sender."""
    answer = counter(asked)
    assert answer.attendee is not None
    assert (answer.attendee.address, answer.comment) == (B, "This time works better")
    assert news() == [(A, "")]
    demo.refresh_from_db()
    assert (demo.due_at, status_of(B)) == (STARTS, "NEEDS-ACTION")


def test_a_counter_is_accepted_by_a_request_to_everybody(asked: Meeting, rita: Member) -> None:
    """4.2.4."""
    answer = counter(asked)
    news()
    accept_proposal(answer, by=rita)
    assert news() == [(B, "REQUEST"), (C, "REQUEST"), (A, "PUBLISH")]
    content = unfolded(sent_to(C)[-1])
    for line in ("SEQUENCE:1", "DTSTART:20260326T010000Z", "DTEND:20260326T040000Z", "LOCATION:Green Conference Room"):
        assert f"\r\n{line}\r\n" in content


def test_a_counter_is_declined_to_whoever_made_it(asked: Meeting, rita: Member) -> None:
    """4.2.4. It names the meeting, and none of its times."""
    answer = counter(asked)
    news()
    decline_proposal(answer, by=rita)
    assert news() == [(B, "DECLINECOUNTER")]
    content = unfolded(sent_to(B)[-1])
    assert f"\r\nUID:{asked.uid}\r\n" in content
    assert "ORGANIZER" in content
    assert "DTSTART" not in content


def test_who_delegates_is_shown_so_and_the_delegate_s_answer_is_kept_with_it(asked: Meeting) -> None:
    """4.2.5 and 4.2.6."""
    delegates = f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-\r\n TO="Mailto:{E}":Mailto:{C}'
    comes(asked, C, "REPLY", delegates, "SEQUENCE:0", "REQUEST-STATUS:2.0;Success", "DTSTAMP:20260322T230500Z")
    assert status_of(C) == "DELEGATED"
    accepts = f'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-\r\n FROM="Mailto:{C}":Mailto:{E}'
    comes(asked, E, "REPLY", accepts, "SEQUENCE:0", "REQUEST-STATUS:2.0;Success", "DTSTAMP:20260322T230600Z")
    assert status_of(C) == "DELEGATED"
    assert MeetingAnswer.objects.get(sender=E).verdict == "delegate"
    assert MeetingAttendee.objects.get(address=C).comes_as() == "ACCEPTED"
    assert news() == [(A, ""), (A, "")]


def test_who_delegates_again_with_a_comment_leaves_that(asked: Meeting) -> None:
    """4.2.7."""
    delegates = f'ATTENDEE;PARTSTAT=DELEGATED;\r\n DELEGATED-TO="Mailto:{E}":Mailto:{C}'
    words = "COMMENT:Sorry\\, I will be out of town at that time."
    comes(asked, C, "REPLY", delegates, words, "SEQUENCE:0", "REQUEST-STATUS:2.0;Success", "DTSTAMP:20260322T230500Z")
    assert MeetingAttendee.objects.get(address=C).comment == "Sorry, I will be out of town at that time."


def test_a_forwarded_request_makes_nobody_an_attendee(asked: Meeting) -> None:
    """4.2.8."""
    comes(asked, E, "REPLY", f"ATTENDEE;PARTSTAT=ACCEPTED:Mailto:{E}", "SEQUENCE:0", "DTSTAMP:20260322T230500Z")
    assert [row.address for row in asked.attendees.order_by("pk")] == [B, C]
    assert {status_of(B), status_of(C)} == {"NEEDS-ACTION"}


def test_calling_off_tells_everybody(demo: Activity, asked: Meeting, rita: Member) -> None:
    """4.2.9."""
    verbs.cancel(demo, by=rita)
    assert news() == [(B, "CANCEL"), (C, "CANCEL"), (A, "CANCEL")]
    content = unfolded(sent_to(B)[-1])
    for line in ("METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED", f"UID:{asked.uid}"):
        assert f"\r\n{line}\r\n" in content


def test_who_is_taken_out_is_told_alone(demo: Activity, asked: Meeting, rita: Member) -> None:
    """4.2.10."""
    with clock.standing_at(NOW + timedelta(minutes=1)):
        verbs.edit(demo, by=rita, participants=[])
    assert news() == [(C, "CANCEL"), (A, "PUBLISH")]
    content = unfolded(sent_to(C)[-1])
    assert f":mailto:{C}" in content
    assert f":mailto:{B}" not in content


def test_who_asks_again_gets_the_meeting_as_it_is_now(demo: Activity, asked: Meeting, rita: Member) -> None:
    """4.7.1. One of the two examples names the organiser as attendee; the sender is who asks."""
    verbs.reschedule(demo, by=rita, due_at=STARTS.replace(hour=22))
    news()
    comes(asked, B, "REFRESH", f"ATTENDEE:Mailto:{B}", "DTSTAMP:20260322T230500Z")
    comes(asked, C, "REFRESH", f"ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:Mailto:{A}", "DTSTAMP:20260322T230500")
    assert news() == [(B, "REQUEST"), (C, "REQUEST")]
    content = unfolded(sent_to(B)[-1])
    assert "\r\nSEQUENCE:1\r\n" in content
    assert "\r\nDTSTART:20260325T220000Z\r\n" in content


def test_a_reply_that_only_says_what_could_not_be_read_takes_no_answer_back(asked: Meeting) -> None:
    """4.7.2."""
    comes(asked, B, "REPLY", *ACCEPTS)
    news()
    comes(
        asked,
        B,
        "REPLY",
        f"ATTENDEE:Mailto:{B}",
        "REQUEST-STATUS:3.0;Invalid Property Name;FOO",
        "SEQUENCE:0",
        "DTSTAMP:20260322T230900Z",
    )
    assert status_of(B) == "ACCEPTED"
    assert MeetingAnswer.objects.first().verdict == "undecided"  # type: ignore[union-attr]
    assert news() == [(A, "")]
    assert "neither yes nor no" in sent_to(A)[-1].text


@pytest.mark.parametrize("method", ["PUBLISH", "REQUEST", "ADD", "CANCEL", "DECLINECOUNTER"])
def test_what_only_an_organiser_may_say_changes_nothing_and_is_passed_on(
    method: str, demo: Activity, asked: Meeting
) -> None:
    """4.1 to 4.4: whoever has the request can send these too."""
    comes(
        asked, B, method, f"ATTENDEE;RSVP=TRUE:mailto:{B}", "DTSTART:20260401T200000Z", "SEQUENCE:9", "STATUS:CANCELLED"
    )
    assert news() == [(A, "")]
    demo.refresh_from_db()
    assert (demo.due_at, demo.status, status_of(B)) == (STARTS, "planned", "NEEDS-ACTION")
