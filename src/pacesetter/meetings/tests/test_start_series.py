"""A meeting is made to repeat."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.models import Meeting, MeetingAttendee, MeetingOccurrence, MeetingSeries
from pacesetter.meetings.tests.conftest import sent_to
from pacesetter.meetings.tests.series import JANE, RAJ, RITA, STARTS, WEEKLY, Inbox, read
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import Member


def test_everybody_is_asked_once_to_all_of_it(
    rita: Member, raj: Member, meeting: ActivityType, initech: object, jane: object
) -> None:
    with told_together():
        first = verbs.plan(
            by=rita,
            owner=rita,
            activity_type=meeting,
            contacts=[jane],  # type: ignore[list-item]
            participants=[raj],
            subject="Review",
            due_at=STARTS[0],
            details={"invite": True, "place": "Their office"},
        )
        start_series(first, by=rita, rule=WEEKLY)
    (mail,) = sent_to(JANE)
    assert mail.subject == "Invitation: Review"
    assert "Repeats: every week on Thursday, 5 times" in mail.text
    assert "Repeats: every week on Thursday, 5 times" in mail.html
    assert "RRULE:FREQ=WEEKLY;COUNT=5" in mail.calendar
    assert "TZID=Pacific/Auckland:20260326T100000" in mail.calendar
    # At ten on the wall, on either side of the end of summer time.
    assert read(mail).starts == STARTS
    assert [one.calendar_method for one in sent_to(RAJ)] == ["REQUEST"]
    (copy,) = sent_to(RITA)
    assert (copy.calendar_method, read(copy).starts) == ("PUBLISH", STARTS)


def test_each_is_an_activity_that_counts_by_itself(demo: Activity, rita: Member) -> None:
    series = start_series(demo, by=rita, rule=WEEKLY)
    rows = [row.activity for row in series.occurrences.select_related("activity")]
    assert [row.due_at for row in rows if row] == STARTS
    assert {(row.subject, row.company_id, row.status) for row in rows if row} == {
        (demo.subject, demo.company_id, Status.PLANNED)
    }
    assert {row.contact_links.count() for row in rows if row} == {1}
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]


def test_who_was_asked_to_the_one_is_asked_to_all_under_the_same_name(
    demo: Activity, asked: Meeting, rita: Member
) -> None:
    MeetingAttendee.objects.update(status="ACCEPTED")
    jane = Inbox(JANE)
    start_series(demo, by=rita, rule=WEEKLY)
    (mail,) = jane.new()
    assert (read(mail).uid, read(mail).sequence) == (asked.uid, 1)
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"NEEDS-ACTION"}
    assert Meeting.objects.count() == 1


def test_one_of_which_nobody_is_told_repeats_in_silence(rita: Member, meeting: ActivityType, jane: object) -> None:
    first = verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=STARTS[0])
    assert start_series(first, by=rita, rule=WEEKLY).occurrences.count() == 5
    assert Meeting.objects.count() == 0
    assert sent_to(RITA) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Recurrence(Frequency.WEEKLY, weekdays=(0,), count=4), "not_a_day"),
        (Recurrence(Frequency.MONTHLY, weekdays=(3,), position=1, count=4), "not_a_day"),
        (Recurrence(Frequency.WEEKLY, count=1), "only_once"),
        (Recurrence(Frequency.WEEKLY, until=date(2026, 3, 27)), "only_once"),
        (Recurrence(Frequency.DAILY, until=date(2029, 3, 27)), "too_many"),
    ],
)
def test_days_that_make_no_sense_are_refused(rule: Recurrence, code: str, demo: Activity, rita: Member) -> None:
    with pytest.raises(Refusal) as refused:
        start_series(demo, by=rita, rule=rule)
    assert refused.value.code == code
    assert MeetingSeries.objects.count() == MeetingOccurrence.objects.count() == 0


def test_only_a_planned_meeting_with_a_time_repeats(
    demo: Activity, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    a_call = verbs.plan(by=rita, owner=rita, activity_type=call, due_at=STARTS[0])
    without_time = verbs.plan(by=rita, owner=rita, activity_type=meeting, due_on=date(2026, 3, 26))
    done = verbs.log(by=rita, owner=rita, activity_type=call)
    for activity, code in ((a_call, "no_meeting"), (without_time, "required"), (done, "wrong_status")):
        with pytest.raises(Refusal) as refused:
            start_series(activity, by=rita, rule=WEEKLY)
        assert refused.value.code == code
    start_series(demo, by=rita, rule=WEEKLY)
    with pytest.raises(Refusal) as refused:
        start_series(demo, by=rita, rule=WEEKLY)
    assert refused.value.code == "repeats"


def test_another_organisation_has_no_part_in_it(demo: Activity, otto: Member) -> None:
    with pytest.raises(NotAllowed):
        start_series(demo, by=otto, rule=WEEKLY)


def test_a_moment_that_the_clock_has_twice_is_one_meeting(demo: Activity, rita: Member) -> None:
    """Half past two on the night in which three becomes two."""
    verbs.reschedule(demo, by=rita, due_at=STARTS[0].replace(day=28, hour=13, minute=30))
    jane = Inbox(JANE)
    series = start_series(demo, by=rita, rule=Recurrence(Frequency.WEEKLY, count=3))
    starts = [row.original_at for row in series.occurrences.all()]
    assert [b - a for a, b in pairwise(starts)] == [timedelta(days=7), timedelta(days=7, hours=1)]
    (mail,) = jane.new()
    # The first of the two, as RFC 5545, 3.3.5 has it; ical.js takes the second.
    assert read(mail).starts[::2] == starts[::2]
    verbs.edit(demo, by=rita, note="For ourselves")
    assert jane.new() == []
