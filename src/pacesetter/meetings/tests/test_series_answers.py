"""Answers to a series, and to one meeting of it."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.itip import Frequency, Recurrence
from pacesetter.mail.inbound.taking import take
from pacesetter.meetings.models import MeetingAnswer, MeetingAttendee, MeetingSeries
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.tests.conftest import Reply
from pacesetter.meetings.tests.series import JANE, RAJ, RITA, STARTS, Inbox, activity_at, at, read
from pacesetter.meetings.verbs import accept_proposal, cancel_following, change_all, decline_proposal
from pacesetter.people.models import Member

SECOND = "RECURRENCE-ID;TZID=Pacific/Auckland:20260402T100000"


def arrive(series: MeetingSeries, raw: bytes) -> MeetingAnswer:
    """The mail comes by the server and is read by the job."""
    assert take(sender="", recipient=series.meeting.organiser_address, raw=raw) is not None
    jobs.run_due()
    answer = MeetingAnswer.objects.order_by("pk").last()
    assert answer is not None
    return answer


def janes(series: MeetingSeries) -> list[str]:
    """What Jane says to each meeting."""
    found = []
    for number in range(series.occurrences.filter(activity__isnull=False).count()):
        activity = activity_at(series, number)
        found.append(next(one.status for one in attendees_at([activity.pk])[activity.pk] if one.address == JANE))
    return found


@pytest.mark.parametrize(
    "named",
    [
        SECOND,
        "RECURRENCE-ID:20260401T210000Z",
        "RECURRENCE-ID;TZID=New Zealand Standard Time:20260402T100000",
        "RECURRENCE-ID;VALUE=DATE:20260402",
    ],
)
def test_an_answer_to_one_is_about_that_one(named: str, weekly: MeetingSeries, reply: Reply) -> None:
    own = Inbox(RITA)
    answer = arrive(weekly, reply("DECLINED", sequence=1, minutes=5, more=named))
    assert (answer.verdict, answer.original_at) == ("counted", STARTS[1])
    assert janes(weekly) == ["ACCEPTED", "DECLINED", "ACCEPTED", "ACCEPTED", "ACCEPTED"]
    (mail,) = own.new()
    assert "Only the meeting of Apr 2, 2026" in mail.text
    assert f"/activities/{activity_at(weekly, 1).pk}/" in mail.text


def test_an_answer_to_all_is_about_all_and_the_newest_counts(weekly: MeetingSeries, reply: Reply) -> None:
    arrive(weekly, reply("DECLINED", sequence=1, minutes=5, more=SECOND))
    own = Inbox(RITA)
    arrive(weekly, reply("TENTATIVE", sequence=1, minutes=9))
    assert janes(weekly) == ["TENTATIVE"] * 5
    (mail,) = own.new()
    assert "All meetings of the series: every week on Thursday, 5 times" in mail.text
    assert arrive(weekly, reply("ACCEPTED", sequence=1, minutes=7)).verdict == "stale"


def test_the_same_answer_to_all_sent_again_leaves_what_was_said_of_one(weekly: MeetingSeries, reply: Reply) -> None:
    """By a second device, or with a reminder: with a newer stamp, and nothing new in it."""
    arrive(weekly, reply("TENTATIVE", sequence=1, minutes=2))
    arrive(weekly, reply("DECLINED", sequence=1, minutes=5, more=SECOND))
    assert arrive(weekly, reply("TENTATIVE", sequence=1, minutes=9)).verdict == "repeated"
    assert janes(weekly) == ["TENTATIVE", "DECLINED", "TENTATIVE", "TENTATIVE", "TENTATIVE"]
    # It is the newest all the same: what was written before it and comes late is stale.
    assert arrive(weekly, reply("ACCEPTED", sequence=1, minutes=7)).verdict == "stale"
    assert arrive(weekly, reply("ACCEPTED", sequence=1, minutes=11)).verdict == "counted"
    assert janes(weekly) == ["ACCEPTED"] * 5


def test_an_answer_to_all_says_nothing_of_one_that_has_moved_since(
    weekly: MeetingSeries, reply: Reply, rita: Member
) -> None:
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=STARTS[1] + timedelta(hours=2))
    arrive(weekly, reply("ACCEPTED", sequence=1, minutes=5))
    assert janes(weekly)[:3] == ["ACCEPTED", "NEEDS-ACTION", "ACCEPTED"]
    assert arrive(weekly, reply("ACCEPTED", sequence=1, minutes=6, more=SECOND)).verdict == "stale"
    assert arrive(weekly, reply("ACCEPTED", sequence=2, minutes=7, more=SECOND)).verdict == "counted"
    assert janes(weekly)[:3] == ["ACCEPTED", "ACCEPTED", "ACCEPTED"]


def test_an_answer_to_one_lasts_until_all_move(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    arrive(weekly, reply("DECLINED", sequence=1, minutes=5, more=SECOND))
    change_all(at(weekly, 0), by=rita, subject="Review")
    assert janes(weekly)[:3] == ["ACCEPTED", "DECLINED", "ACCEPTED"]
    change_all(at(weekly, 0), by=rita, moved_to=STARTS[0] + timedelta(hours=1))
    assert janes(weekly) == ["NEEDS-ACTION"] * 5


def test_one_that_is_not_planned_yet_can_be_answered(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    series = change_all(at(weekly, 0), by=rita, rule=Recurrence(Frequency.WEEKLY, count=20))
    far = "RECURRENCE-ID;TZID=Pacific/Auckland:20260702T100000"
    answer = arrive(series, reply("DECLINED", sequence=2, minutes=5, more=far))
    assert answer.verdict == "counted"
    assert series.occurrences.filter(activity__isnull=True).count() == 1


def test_one_that_there_is_not_is_kept_and_does_not_count(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    third = "RECURRENCE-ID;TZID=Pacific/Auckland:20260409T100000"
    cancel_following(at(weekly, 2), by=rita)
    assert arrive(weekly, reply("ACCEPTED", sequence=3, minutes=5, more=third)).verdict == "stale"


def test_another_time_for_one_moves_that_one(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    other = "DTSTART:20260402T030000Z\r\nDTEND:20260402T033000Z"
    answer = arrive(weekly, reply("TENTATIVE", sequence=1, minutes=5, method="COUNTER", more=f"{SECOND}\r\n{other}"))
    assert answer.verdict == "proposal"
    jane = Inbox(JANE)
    accept_proposal(answer, by=rita)
    (mail,) = jane.new()
    assert "RECURRENCE-ID" in mail.calendar
    moved = activity_at(weekly, 1)
    assert moved.due_at is not None
    assert (moved.due_at.isoformat(), moved.planned_minutes) == ("2026-04-02T03:00:00+00:00", 30)
    assert activity_at(weekly, 2).due_at == STARTS[2]


def test_another_time_for_one_that_is_declined_names_it(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    other = "DTSTART:20260402T030000Z\r\nDTEND:20260402T033000Z"
    answer = arrive(weekly, reply("TENTATIVE", sequence=1, minutes=5, method="COUNTER", more=f"{SECOND}\r\n{other}"))
    jane = Inbox(JANE)
    decline_proposal(answer, by=rita)
    (mail,) = jane.new()
    assert mail.calendar_method == "DECLINECOUNTER"
    assert SECOND in mail.calendar
    assert "Apr 2, 2026" in mail.text


def test_another_time_for_all_moves_all(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    other = "DTSTART:20260325T230000Z\r\nDTEND:20260326T000000Z"
    answer = arrive(weekly, reply("TENTATIVE", sequence=1, minutes=5, method="COUNTER", more=other))
    accept_proposal(answer, by=rita)
    assert [row.activity.due_at for row in weekly.occurrences.select_related("activity") if row.activity] == [
        one + timedelta(hours=2) for one in STARTS
    ]


def test_who_asks_again_gets_all_that_they_were_asked_to(weekly: MeetingSeries, reply: Reply, rita: Member) -> None:
    verbs.edit(activity_at(weekly, 1), by=rita, participants=[])
    raj = Inbox(RAJ)
    arrive(weekly, reply("NEEDS-ACTION", who=RAJ, method="REFRESH"))
    (mail,) = raj.new()
    assert read(mail).starts == [STARTS[0], *STARTS[2:]]


def test_somebody_who_was_not_invited_counts_for_nothing(weekly: MeetingSeries, reply: Reply) -> None:
    answer = arrive(weekly, reply(who="eve@evil.example", sequence=1, more=SECOND))
    assert answer.verdict == "stranger"
    assert set(MeetingAttendee.objects.values_list("address", flat=True)) == {JANE, RAJ}
