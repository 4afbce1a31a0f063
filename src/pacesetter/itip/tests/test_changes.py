"""Who is told what when a meeting changes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pacesetter.itip import Attendee, Method, Occurrence, PartStat, messages_for
from pacesetter.itip.tests.libical import faults
from pacesetter.itip.tests.meetings import DEMO, JANE, JOE, LONDON, STAMP, WEEKLY
from pacesetter.itip.told import Told

LATER = STAMP + timedelta(hours=1)
ANN = Attendee("ann@initech.example", "Ann")
TOLD = replace(DEMO, attendees=tuple(replace(one, status=PartStat.ACCEPTED) for one in DEMO.attendees))
SERIES = replace(WEEKLY, attendees=TOLD.attendees)
OUT = Occurrence(datetime(2027, 4, 5, 10, tzinfo=LONDON))


def sent(told: Told) -> list[tuple[Method, list[str]]]:
    assert [faults(message.content) for message in told.messages] == [[]] * len(told.messages)
    return [(message.method, [one.name for one in message.to]) for message in told.messages]


def test_a_new_meeting_asks_everybody() -> None:
    told = messages_for(None, DEMO, stamp=STAMP)
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"])]
    assert told.meeting.sequence == 0
    assert told.asked_anew


def test_a_meeting_with_nobody_writes_to_nobody() -> None:
    assert sent(messages_for(None, replace(DEMO, attendees=()), stamp=STAMP)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": DEMO.starts_at + timedelta(hours=1), "ends_at": DEMO.ends_at + timedelta(hours=1)},
        {"ends_at": DEMO.ends_at + timedelta(minutes=15)},
        {"recurrence": WEEKLY.recurrence},
    ],
)
def test_another_time_asks_everybody_anew(fields: dict[str, object]) -> None:
    told = messages_for(TOLD, replace(TOLD, **fields), stamp=LATER)  # type: ignore[arg-type]
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"])]
    assert told.meeting.sequence == 1
    assert told.asked_anew
    assert {one.status for one in told.meeting.attendees} == {PartStat.NEEDS_ACTION}


@pytest.mark.parametrize("fields", [{"title": "Second demo"}, {"place": "Room 2"}, {"description": "Bring a pen"}])
def test_other_words_are_told_and_answers_stay(fields: dict[str, object]) -> None:
    told = messages_for(TOLD, replace(TOLD, **fields), stamp=LATER)  # type: ignore[arg-type]
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"])]
    assert told.meeting.sequence == 1
    assert not told.asked_anew
    assert {one.status for one in told.meeting.attendees} == {PartStat.ACCEPTED}


def test_the_same_time_by_another_clock_is_no_change() -> None:
    same = replace(TOLD, starts_at=TOLD.starts_at.astimezone(STAMP.tzinfo), zone="Europe/Paris")
    told = messages_for(TOLD, same, stamp=LATER)
    assert sent(told) == []
    assert told.meeting.stamp == TOLD.stamp
    assert told.meeting.sequence == 0


def test_who_is_added_is_asked_alone() -> None:
    told = messages_for(TOLD, replace(TOLD, attendees=(*TOLD.attendees, ANN)), stamp=LATER)
    assert sent(told) == [(Method.REQUEST, ["Ann"])]
    assert told.meeting.sequence == 0
    assert [one.status for one in told.meeting.attendees] == [
        PartStat.ACCEPTED,
        PartStat.ACCEPTED,
        PartStat.NEEDS_ACTION,
    ]


def test_who_is_taken_out_is_told_alone() -> None:
    told = messages_for(TOLD, replace(TOLD, attendees=(JANE,)), stamp=LATER)
    assert sent(told) == [(Method.CANCEL, ["Joe Roe"])]
    assert told.meeting.attendees[0].status is PartStat.ACCEPTED


def test_out_and_in_and_another_time_at_once() -> None:
    later = replace(TOLD, attendees=(JANE, ANN), ends_at=TOLD.ends_at + timedelta(hours=1))
    assert sent(messages_for(TOLD, later, stamp=LATER)) == [
        (Method.CANCEL, ["Joe Roe"]),
        (Method.REQUEST, ["Jane Doe", "Ann"]),
    ]


def test_calling_off_tells_everybody_who_was_asked() -> None:
    told = messages_for(TOLD, replace(TOLD, is_cancelled=True, attendees=(JANE,)), stamp=LATER)
    assert sent(told) == [(Method.CANCEL, ["Jane Doe", "Joe Roe"])]
    assert told.meeting.sequence == 1


def test_taking_place_after_all_asks_anew_above_the_cancellation() -> None:
    off = messages_for(TOLD, replace(TOLD, is_cancelled=True), stamp=LATER).meeting
    told = messages_for(off, TOLD, stamp=LATER + timedelta(hours=1))
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"])]
    assert told.meeting.sequence == 2


def test_one_occurrence_called_off_is_told_and_the_rest_stays_answered() -> None:
    told = messages_for(SERIES, replace(SERIES, exceptions=(OUT,)), stamp=LATER)
    assert sent(told) == [(Method.CANCEL, ["Jane Doe", "Joe Roe"])]
    assert b"RECURRENCE-ID;TZID=Europe/London:20270405T100000" in told.messages[0].content
    assert not told.asked_anew
    again = messages_for(told.meeting, replace(SERIES, exceptions=(OUT,)), stamp=LATER)
    assert sent(again) == []


def test_who_is_added_to_a_series_hears_what_was_taken_out() -> None:
    wider = replace(SERIES, exceptions=(OUT,), attendees=(*SERIES.attendees, ANN))
    told = messages_for(SERIES, wider, stamp=LATER)
    assert sent(told) == [(Method.CANCEL, ["Jane Doe", "Joe Roe"]), (Method.REQUEST, ["Ann"])]
    assert b"EXDATE;TZID=Europe/London:20270405T100000" in told.messages[1].content


def test_one_occurrence_moved_asks_anew() -> None:
    moved = replace(OUT, starts_at=OUT.original_at + timedelta(hours=2))
    told = messages_for(SERIES, replace(SERIES, exceptions=(moved,)), stamp=LATER)
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"])]
    assert told.asked_at == (OUT.original_at,)


def test_addresses_are_the_same_in_any_case() -> None:
    shouted = replace(TOLD, attendees=(replace(JANE, address="JANE@initech.example"), JOE))
    assert sent(messages_for(TOLD, shouted, stamp=LATER)) == []
