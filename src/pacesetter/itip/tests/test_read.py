"""What comes back, from calendars that differ, and from those who mean harm."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.itip import Answer, Method, PartStat, Unreadable, read_answers, request
from pacesetter.itip.read import MOST_BYTES, address_in
from pacesetter.itip.tests.meetings import DEMO


def reply(
    *lines: str, method: str = "REPLY", attendee: str = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@initech.example"
) -> bytes:
    inside = ["UID:1f0c@kpi.example", "DTSTAMP:20270105T100000Z", "SEQUENCE:0", attendee, *lines]
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", f"METHOD:{method}", "BEGIN:VEVENT", *inside, "END:VEVENT"]
    return "\r\n".join([*whole, "END:VCALENDAR", ""]).encode()


def only(data: bytes) -> Answer:
    (answer,) = read_answers(data)
    return answer


def test_a_plain_yes() -> None:
    assert only(reply("COMMENT:See you")) == Answer(
        method=Method.REPLY,
        uid="1f0c@kpi.example",
        address="jane@initech.example",
        status=PartStat.ACCEPTED,
        sequence=0,
        stamp=datetime(2027, 1, 5, 10, tzinfo=UTC),
        comment="See you",
    )


def test_exchange_leaves_the_organiser_out_and_nobody_minds() -> None:
    assert only(reply()).status is PartStat.ACCEPTED


def test_an_assistant_answers() -> None:
    answer = only(
        reply(attendee='ATTENDEE;PARTSTAT=DECLINED;SENT-BY="mailto:Ann@initech.example":MAILTO:Jane@Initech.example')
    )
    assert (answer.address, answer.sent_by) == ("jane@initech.example", "ann@initech.example")
    assert answer.status is PartStat.DECLINED


@pytest.mark.parametrize(
    "line",
    [
        "RECURRENCE-ID:20270329T090000Z",
        "RECURRENCE-ID;TZID=Europe/London:20270329T100000",
        'RECURRENCE-ID;TZID="GMT Standard Time":20270329T090000',
    ],
)
def test_an_occurrence_is_answered(line: str) -> None:
    assert only(reply(line)).occurrence_at is not None


def test_another_time_is_proposed() -> None:
    lines = ("DTSTART:20270323T140000Z", "DTEND:20270323T150000Z", "LOCATION:Our place")
    answer = only(reply(*lines, "ATTENDEE:mailto:joe@initech.example", method="COUNTER"))
    assert answer.proposal is not None
    assert answer.proposal.starts_at == datetime(2027, 3, 23, 14, tzinfo=UTC)
    assert answer.proposal.place == "Our place"
    assert answer.address == "", "of several attendees only the mail says who proposes"


def test_a_request_of_somebody_else_is_no_answer() -> None:
    assert read_answers(request(DEMO)) == []


@pytest.mark.parametrize("value", ["maybe", "", "ACCEPTED\x00"])
def test_an_unknown_status_is_no_answer_yet(value: str) -> None:
    data = reply(attendee=f"ATTENDEE;PARTSTAT={value or 'X'}:mailto:jane@initech.example")
    assert only(data).status is PartStat.NEEDS_ACTION


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"BEGIN:VCALENDAR", b"\x00\xff\xfe", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"x" * (MOST_BYTES + 1)],
    ids=["nothing", "words", "half", "bytes", "an event alone", "too long"],
)
def test_what_is_no_calendar_is_called_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_answers(data)


def test_a_thousand_events_are_not_a_thousand_answers() -> None:
    event = reply().split(b"BEGIN:VEVENT")[1].split(b"END:VEVENT")[0]
    many = (
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
        + (b"BEGIN:VEVENT" + event + b"END:VEVENT\r\n") * 1000
        + b"END:VCALENDAR\r\n"
    )
    assert len(read_answers(many)) <= 50


@given(st.binary(max_size=2000))
def test_any_bytes_are_answers_or_unreadable(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_answers(data)


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=4)), max_size=6))
def test_a_damaged_reply_never_crashes(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(reply("RECURRENCE-ID;TZID=Europe/London:20270329T100000", "COMMENT:See you"))
    for place, bad in damage:
        data[place % len(data) : place % len(data) + len(bad)] = bad
    try:
        for answer in read_answers(bytes(data)):
            assert answer.uid
    except Unreadable:
        pass


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("mailto:Jane@Initech.example", "jane@initech.example"),
        ("MAILTO: <jane@initech.example>", "jane@initech.example"),
        ("jane@initech.example", "jane@initech.example"),
        ("urn:uuid:1", ""),
        ("mailto:jane", ""),
        ("mailto:a@b@c", ""),
        ("", ""),
    ],
)
def test_addresses_are_bare_and_small(value: str, address: str) -> None:
    assert address_in(value) == address
