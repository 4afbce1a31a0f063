"""The answers that RFC 5546 shows by example (its sections are named), and what we make of them."""

from datetime import UTC, datetime

import pytest

from pacesetter.itip import Method, PartStat, read_answers

_EXAMPLES = {
    # 4.2.2: B accepts.
    "accept": """
METHOD:REPLY
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com
ORGANIZER:mailto:a@example.com
UID:calsrv.example.com-873970198738777@example.com
SEQUENCE:0
REQUEST-STATUS:2.0;Success
DTSTAMP:19970612T190000Z
END:VEVENT
""",
    # 4.2.5: the delegator tells the organiser.
    "delegate": """
METHOD:REPLY
BEGIN:VEVENT
ORGANIZER:mailto:a@example.com
ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e@example.com":mailto:c@example.com
UID:calsrv.example.com-873970198738777@example.com
SEQUENCE:0
REQUEST-STATUS:2.0;Success
DTSTAMP:19970611T190000Z
END:VEVENT
""",
    # 4.2.4: another time is proposed.
    "counter": """
METHOD:COUNTER
BEGIN:VEVENT
ORGANIZER:mailto:a@example.com
ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:a@example.com
ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:b@example.com
ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:c@example.com
DTSTART:19970701T160000Z
DTEND:19970701T190000Z
DTSTAMP:19970612T190000Z
SUMMARY:Discuss the Merits of the election results
LOCATION:Green Conference Room
COMMENT:This time works much better and I think the big conference room is too big
UID:calsrv.example.com-873970198738777a@example.com
SEQUENCE:0
END:VEVENT
""",
    # 4.4.4 and its like: one occurrence of a series is declined.
    "one occurrence": """
METHOD:REPLY
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.com
ORGANIZER:mailto:a@example.com
UID:guid-1@example.com
RECURRENCE-ID:19970801T210000Z
SEQUENCE:1
DTSTAMP:19970626T183000Z
END:VEVENT
""",
    # 4.4.7: a calendar that has lost the series asks for it.
    "refresh": """
METHOD:REFRESH
BEGIN:VEVENT
ORGANIZER:mailto:a@example.com
ATTENDEE:mailto:b@example.com
UID:123456789@example.com
DTSTAMP:19980216T000000Z
END:VEVENT
""",
}


def example(name: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Example/ExampleCalendarClient//EN", *_EXAMPLES[name].strip().splitlines()]
    return "\r\n".join([*lines, "VERSION:2.0", "END:VCALENDAR", ""]).encode()


@pytest.mark.parametrize(
    ("name", "method", "address", "status"),
    [
        ("accept", Method.REPLY, "b@example.com", PartStat.ACCEPTED),
        ("delegate", Method.REPLY, "c@example.com", PartStat.DELEGATED),
        ("counter", Method.COUNTER, "", PartStat.NEEDS_ACTION),
        ("one occurrence", Method.REPLY, "b@example.com", PartStat.DECLINED),
        ("refresh", Method.REFRESH, "b@example.com", PartStat.NEEDS_ACTION),
    ],
)
def test_the_answer_is_read(name: str, method: Method, address: str, status: PartStat) -> None:
    (answer,) = read_answers(example(name))
    assert (answer.method, answer.address, answer.status) == (method, address, status)


def test_what_is_proposed_is_read() -> None:
    (answer,) = read_answers(example("counter"))
    assert answer.proposal is not None
    assert answer.proposal.starts_at == datetime(1997, 7, 1, 16, tzinfo=UTC)
    assert answer.proposal.ends_at == datetime(1997, 7, 1, 19, tzinfo=UTC)
    assert answer.proposal.place == "Green Conference Room"
    assert answer.comment.startswith("This time works much better")


def test_which_occurrence_it_is_about_is_read() -> None:
    (answer,) = read_answers(example("one occurrence"))
    assert answer.occurrence_at == datetime(1997, 8, 1, 21, tzinfo=UTC)
    assert answer.sequence == 1
