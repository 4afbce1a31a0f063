"""All meetings of a series are changed at once, or one and those that follow."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.activities.settings_verbs import archive_activity_type
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.models import Meeting, MeetingAttendee, MeetingSeries
from pacesetter.meetings.tests.series import JANE, RAJ, STARTS, Inbox, activity_at, at, read
from pacesetter.meetings.verbs import cancel_following, change_all, change_following, resume_series, start_series
from pacesetter.people.models import Member

HOUR = timedelta(hours=1)
# Fridays at the same time.
FRIDAYS = [one + timedelta(days=1) for one in STARTS]


def dues(series: MeetingSeries) -> list[datetime | None]:
    return [row.activity.due_at for row in series.occurrences.select_related("activity") if row.activity]


def test_another_title_of_all_is_told_once_and_answers_stay(weekly: MeetingSeries, rita: Member) -> None:
    verbs.edit(activity_at(weekly, 3), by=rita, note="Bring the contract")
    jane = Inbox(JANE)
    change_all(at(weekly, 1), by=rita, subject="Review", details={"invite": True, "place": "Our office"})
    (mail,) = jane.new()
    assert (read(mail).title, read(mail).starts) == ("Review", STARTS)
    assert set(Activity.objects.values_list("subject", flat=True)) == {"Review"}
    assert {row.details["agenda"] for row in Activity.objects.all()} == {"Half an hour of questions"}
    assert activity_at(weekly, 3).note == "Bring the contract"
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"ACCEPTED"}


def test_what_is_the_same_as_here_is_left_alone_elsewhere(weekly: MeetingSeries, rita: Member) -> None:
    verbs.edit(activity_at(weekly, 1), by=rita, subject="Closing")
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=STARTS[1] + HOUR)
    jane = Inbox(JANE)
    change_all(at(weekly, 1), by=rita, subject="Closing", moved_to=STARTS[1] + HOUR, value_minor=100)
    assert jane.new() == []
    assert activity_at(weekly, 2).subject == "Demo of the new release"
    assert dues(weekly) == [STARTS[0], STARTS[1] + HOUR, *STARTS[2:]]
    assert set(Activity.objects.values_list("planned_value_minor", flat=True)) == {100}


def test_another_time_of_all_asks_anew_and_books_nothing_again(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    verbs.cancel(activity_at(weekly, 2), by=rita)
    assert jane.methods() == ["CANCEL"]
    # From ten o'clock on a Thursday to eleven on Friday.
    change_all(at(weekly, 1), by=rita, moved_to=STARTS[1] + timedelta(days=1) + HOUR)
    (mail,) = jane.new()
    expected = [one + HOUR for one in FRIDAYS]
    assert read(mail).starts == [one for number, one in enumerate(expected) if number != 2]
    assert [one for number, one in enumerate(dues(weekly)) if number != 2] == read(mail).starts
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"NEEDS-ACTION"}
    assert [total[:2] for total in counted_for(rita)] == [("b", 4)]
    assert Activity.objects.count() == 5


def test_another_rhythm_of_all(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    rule = Recurrence(Frequency.WEEKLY, interval=2, weekdays=(0, 3), until=date(2026, 4, 30))
    series = change_all(at(weekly, 0), by=rita, rule=rule)
    (mail,) = jane.new()
    days = [(one.month, one.day) for one in read(mail).starts]
    # Days in UTC: the evening before. Every second week, on Mondays and Thursdays.
    assert days == [(3, 25), (4, 5), (4, 8), (4, 19), (4, 22)]
    assert dues(series) == read(mail).starts


def test_fewer_take_back_those_for_which_there_is_no_place(weekly: MeetingSeries, rita: Member) -> None:
    series = change_all(at(weekly, 0), by=rita, rule=Recurrence(Frequency.WEEKLY, count=3))
    assert dues(series) == STARTS[:3]
    assert [total[:2] for total in counted_for(rita)] == [("b", 3)]


def test_this_and_following_become_a_series_of_their_own(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    fresh = change_following(at(weekly, 2), by=rita, moved_to=STARTS[2] + HOUR, subject="Review")
    old, new = jane.new()
    assert (read(old).title, read(old).starts) == ("Demo of the new release", STARTS[:2])
    assert (read(new).title, read(new).starts) == ("Review", [one + HOUR for one in STARTS[2:]])
    assert read(old).uid != read(new).uid
    assert (dues(weekly), dues(fresh)) == (STARTS[:2], [one + HOUR for one in STARTS[2:]])
    statuses = {row.meeting.series_id: row.status for row in MeetingAttendee.objects.select_related("meeting")}
    assert statuses == {weekly.pk: "ACCEPTED", fresh.pk: "NEEDS-ACTION"}
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]
    with pytest.raises(Refusal):
        resume_series(weekly, by=rita)


def test_this_and_following_from_the_first_on_is_all(weekly: MeetingSeries, rita: Member) -> None:
    assert change_following(at(weekly, 0), by=rita, subject="Review") == weekly
    assert Meeting.objects.count() == 1


def test_those_that_have_been_stay_as_they_were(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    with clock.standing_at(STARTS[1] + timedelta(hours=2)):
        verbs.complete(activity_at(weekly, 0), by=rita)
        change_all(at(weekly, 3), by=rita, subject="Review")
        (mail,) = jane.new()
        assert read(mail).starts == STARTS
        assert activity_at(weekly, 0).subject == "Demo of the new release"
        fresh = change_all(at(weekly, 3), by=rita, moved_to=STARTS[3] + HOUR)
        old, new = jane.new()
    assert read(old).starts == STARTS[:2]
    assert read(new).starts == [one + HOUR for one in STARTS[2:]] == dues(fresh)
    with clock.standing_at(STARTS[4] + timedelta(days=1)), pytest.raises(Refusal):
        change_all(at(fresh, 0), by=rita, subject="Too late")


def test_who_is_added_and_taken_out_is_told_alone(weekly: MeetingSeries, rita: Member, initech: Company) -> None:
    ann = Contact.objects.create(name="Ann", company=initech, email="ann@initech.example")
    jane, raj, new = Inbox(JANE), Inbox(RAJ), Inbox("ann@initech.example")
    contacts = [link.contact for link in activity_at(weekly, 1).contact_links.all()]
    change_all(at(weekly, 1), by=rita, contacts=[*contacts, ann], participants=[])
    assert (jane.methods(), raj.methods()) == ([], ["CANCEL"])
    (mail,) = new.new()
    assert read(mail).starts == STARTS
    assert {row.contact_links.count() for row in Activity.objects.all()} == {2}
    assert {row.participants.count() for row in Activity.objects.all()} == {0}


def test_a_series_whose_rest_was_cancelled_can_go_on_with_new_days(weekly: MeetingSeries, rita: Member) -> None:
    cancel_following(at(weekly, 2), by=rita)
    series = change_all(at(weekly, 1), by=rita, rule=Recurrence(Frequency.WEEKLY, count=3))
    assert [row.original_at for row in series.occurrences.filter(activity__status="planned")] == STARTS[:2]


def test_monthly_by_weekday_moves_with_its_week(demo: Activity, weekly: MeetingSeries, rita: Member) -> None:
    # 26 March is the fourth Thursday, and the last.
    rule = Recurrence(Frequency.MONTHLY, weekdays=(3,), position=4, count=3)
    change_all(at(weekly, 0), by=rita, rule=rule)
    jane = Inbox(JANE)
    change_all(at(weekly, 0), by=rita, moved_to=STARTS[0] - timedelta(days=1))
    (mail,) = jane.new()
    assert "BYDAY=4WE" in mail.calendar
    assert read(mail).starts[1] == datetime(2026, 4, 21, 22, tzinfo=UTC)


@pytest.mark.parametrize("verb", [change_all, change_following])
def test_another_organisation_has_no_part_in_it(verb: object, weekly: MeetingSeries, otto: Member) -> None:
    with pytest.raises(NotAllowed):
        verb(at(weekly, 1), by=otto, subject="Ours")  # type: ignore[operator]


def test_the_last_day_moves_with_the_others(weekly: MeetingSeries, rita: Member) -> None:
    series = change_all(at(weekly, 0), by=rita, rule=Recurrence(Frequency.WEEKLY, until=date(2026, 4, 23)))
    change_all(at(series, 0), by=rita, moved_to=STARTS[0] + timedelta(days=1))
    assert dues(series) == FRIDAYS
    change_all(at(series, 0), by=rita, moved_to=STARTS[0] - timedelta(days=2))
    assert dues(series) == [one - timedelta(days=2) for one in STARTS]
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]


def test_a_number_of_all_counts_those_that_have_been(weekly: MeetingSeries, rita: Member) -> None:
    every_other = Recurrence(Frequency.WEEKLY, interval=2, count=4)
    with clock.standing_at(STARTS[1] + timedelta(hours=2)):
        with pytest.raises(Refusal) as refused:
            change_all(at(weekly, 3), by=rita, rule=Recurrence(Frequency.WEEKLY, interval=2, count=2))
        assert (refused.value.field, refused.value.code) == ("times", "out_of_range")
        fresh = change_all(at(weekly, 3), by=rita, rule=every_other)
    assert dues(weekly) == STARTS[:2]
    assert dues(fresh) == [STARTS[2], STARTS[4]]


def test_the_next_one_is_planned_however_far_ahead_it_is(demo: Activity, rita: Member, ada: Member) -> None:
    """On the 31st: after that of March comes that of May."""
    verbs.reschedule(demo, by=rita, due_at=datetime(2026, 3, 30, 21, tzinfo=UTC))
    series = start_series(demo, by=rita, rule=Recurrence(Frequency.MONTHLY, count=3))
    with clock.standing_at(datetime(2026, 4, 1, tzinfo=UTC)):
        jane = Inbox(JANE)
        fresh = change_all(at(series, 0), by=rita, moved_to=datetime(2026, 3, 30, 22, tzinfo=UTC))
        assert dues(fresh) == [datetime(2026, 5, 30, 23, tzinfo=UTC)]
        assert len(jane.new()) == 2
        archive_activity_type(demo.activity_type, by=ada)
    with clock.standing_at(datetime(2026, 6, 1, tzinfo=UTC)), pytest.raises(Refusal, match="archived"):
        change_all(at(fresh, 0), by=rita, minutes=90)
