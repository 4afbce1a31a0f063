"""Who is told what when a series changes, as a whole or at one occurrence."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pacesetter.itip import Attendee, Frequency, Meeting, Method, Occurrence, PartStat, Recurrence, messages_for
from pacesetter.itip.series import people_at
from pacesetter.itip.tests.ical_js import understood
from pacesetter.itip.tests.libical import faults
from pacesetter.itip.tests.meetings import LONDON, STAMP, WEEKLY
from pacesetter.itip.told import Told

LATER = STAMP + timedelta(hours=1)
JANE, JOE = (replace(one, status=PartStat.ACCEPTED) for one in WEEKLY.attendees)
SERIES = replace(WEEKLY, attendees=(JANE, JOE))
ANN = Attendee("ann@initech.example", "Ann")
FIRST, SECOND, THIRD, FOURTH = (datetime(2027, *day, 10, tzinfo=LONDON) for day in ((3, 22), (3, 29), (4, 5), (4, 12)))


def at(moment: datetime, **fields: object) -> Occurrence:
    return replace(Occurrence(moment, moment), **fields)  # type: ignore[arg-type]


def tell(before: Meeting, **fields: object) -> Told:
    return messages_for(before, replace(before, **fields), stamp=LATER)  # type: ignore[arg-type]


def sent(told: Told) -> list[tuple[Method, list[str], int | None]]:
    """Method, names, and the day of the occurrence (None: the whole). libical finds nothing wrong with any."""
    assert [faults(message.content) for message in told.messages] == [[]] * len(told.messages)
    return [
        (one.method, [who.name for who in one.to], one.original_at.day if one.original_at else None)
        for one in told.messages
    ]


def status_at(meeting: Meeting, moment: datetime) -> dict[str, str]:
    one = next((one for one in meeting.exceptions if one.original_at == moment), None)
    return {who.name: who.status.value for who in people_at(meeting, one)}


def test_one_that_moves_asks_about_that_one_alone() -> None:
    told = tell(SERIES, exceptions=(at(SECOND, starts_at=SECOND + timedelta(hours=2)),))
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], 29)]
    text = told.messages[0].content.decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert "RRULE" not in text.partition("END:VTIMEZONE")[2]
    assert "RECURRENCE-ID;TZID=Europe/London:20270329T100000" in text
    assert (told.asked_anew, told.asked_at) == (False, (SECOND,))
    assert set(status_at(told.meeting, SECOND).values()) == {"NEEDS-ACTION"}
    assert set(status_at(told.meeting, THIRD).values()) == {"ACCEPTED"}


def test_one_that_is_renamed_is_told_and_stays_answered() -> None:
    told = tell(SERIES, exceptions=(at(SECOND, title="Review", description="", url="https://meet.example/1"),))
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], 29)]
    assert told.asked_at == ()
    assert set(status_at(told.meeting, SECOND).values()) == {"ACCEPTED"}
    assert sent(tell(told.meeting)) == []


def test_one_that_takes_place_after_all_asks_about_it() -> None:
    off = tell(SERIES, exceptions=(Occurrence(SECOND),)).meeting
    told = tell(off, exceptions=())
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], 29)]
    assert told.asked_at == (SECOND,)
    assert told.meeting.sequence == 2


def test_several_that_change_at_once_are_told_with_the_whole() -> None:
    told = tell(SERIES, exceptions=(at(SECOND, title="Review"), Occurrence(THIRD)))
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], None)]
    assert not told.asked_anew
    (read,) = understood([told.messages[0].content])
    assert read.starts == [FIRST, SECOND, FOURTH]


def test_one_that_ends_earlier_is_told_and_stays_answered() -> None:
    told = tell(SERIES, recurrence=Recurrence(Frequency.WEEKLY, until=SECOND.date()))
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], None)]
    assert not told.asked_anew
    (read,) = understood([told.messages[0].content])
    assert read.starts == [FIRST, SECOND]


def test_one_that_goes_on_longer_asks_anew() -> None:
    assert tell(SERIES, recurrence=Recurrence(Frequency.WEEKLY, count=6)).asked_anew


def test_the_same_days_said_otherwise_tell_nobody() -> None:
    assert sent(tell(SERIES, recurrence=Recurrence(Frequency.WEEKLY, until=FOURTH.date()))) == []


def test_who_comes_to_one_alone_hears_of_that_one_alone() -> None:
    told = tell(SERIES, exceptions=(at(SECOND, attendees=(JANE, JOE, ANN)),))
    assert sent(told) == [(Method.REQUEST, ["Ann"], 29)]
    assert status_at(told.meeting, SECOND) == {"Jane Doe": "ACCEPTED", "Joe Roe": "ACCEPTED", "Ann": "NEEDS-ACTION"}
    other = tell(told.meeting, title="Review")
    assert sent(other) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], None), (Method.REQUEST, ["Ann"], 29)]
    off = tell(other.meeting, is_cancelled=True)
    assert sent(off) == [(Method.CANCEL, ["Jane Doe", "Joe Roe"], None), (Method.CANCEL, ["Ann"], 29)]
    back = messages_for(off.meeting, other.meeting, stamp=LATER)
    assert sent(back) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], None), (Method.REQUEST, ["Ann"], 29)]
    gone = tell(told.meeting, recurrence=Recurrence(Frequency.WEEKLY, count=1), exceptions=())
    assert sent(gone) == [(Method.CANCEL, ["Ann"], 29), (Method.REQUEST, ["Jane Doe", "Joe Roe"], None)]


def test_who_stays_away_from_one_alone_sees_none_there() -> None:
    told = tell(SERIES, exceptions=(at(SECOND, attendees=(JANE,)),))
    assert sent(told) == [(Method.CANCEL, ["Joe Roe"], 29)]
    other = tell(told.meeting, place="Room 9")
    assert sent(other) == [(Method.REQUEST, ["Jane Doe"], None), (Method.REQUEST, ["Joe Roe"], None)]
    jane, joe = understood([message.content for message in other.messages])
    assert jane.starts == [FIRST, SECOND, THIRD, FOURTH]
    assert joe.starts == [FIRST, THIRD, FOURTH]
    back = tell(other.meeting, exceptions=())
    assert sent(back) == [(Method.REQUEST, ["Joe Roe"], 29)]


def test_who_is_added_or_taken_out_of_all_hears_of_all() -> None:
    moved = tell(SERIES, exceptions=(at(SECOND, starts_at=SECOND + timedelta(hours=2)),)).meeting
    told = tell(moved, attendees=(JANE, ANN), exceptions=(at(SECOND, starts_at=SECOND + timedelta(hours=2)),))
    assert sent(told) == [(Method.CANCEL, ["Joe Roe"], None), (Method.REQUEST, ["Ann"], None)]
    (read,) = understood([told.messages[1].content])
    assert read.starts == [FIRST, SECOND + timedelta(hours=2), THIRD, FOURTH]


def test_who_leaves_the_rest_and_still_comes_to_one_is_asked_to_that_one() -> None:
    told = tell(SERIES, attendees=(JANE,), exceptions=(at(THIRD, attendees=(JANE, JOE)),))
    assert sent(told) == [(Method.CANCEL, ["Joe Roe"], None), (Method.REQUEST, ["Joe Roe"], 5)]
    assert told.meeting.sequence == 1


@pytest.mark.parametrize("fields", [{"title": "Review"}, {"attendees": (JANE,)}])
def test_an_answer_to_one_alone_survives_other_changes(fields: dict[str, object]) -> None:
    declined = replace(JANE, status=PartStat.DECLINED)
    answered = replace(SERIES, exceptions=(at(SECOND, attendees=(declined, JOE)),))
    told = messages_for(answered, replace(SERIES, **fields), stamp=LATER)  # type: ignore[arg-type]
    assert status_at(told.meeting, SECOND)["Jane Doe"] == "DECLINED"
    assert status_at(told.meeting, THIRD)["Jane Doe"] == "ACCEPTED"


def test_another_time_of_all_asks_anew_everywhere() -> None:
    declined = replace(JANE, status=PartStat.DECLINED)
    answered = replace(SERIES, exceptions=(at(SECOND, attendees=(declined, JOE)),))
    hour = timedelta(hours=1)
    later = replace(SERIES, starts_at=SERIES.starts_at + hour, ends_at=SERIES.ends_at + hour)
    told = messages_for(answered, later, stamp=LATER)
    assert sent(told) == [(Method.REQUEST, ["Jane Doe", "Joe Roe"], None)]
    assert told.asked_anew
    assert set(status_at(told.meeting, SECOND + hour).values()) == {"NEEDS-ACTION"}
