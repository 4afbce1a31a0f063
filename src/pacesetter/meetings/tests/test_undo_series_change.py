"""A change of several meetings of a series is taken back as a whole."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.models import MeetingAttendee, MeetingSeries
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.rules import starts_of, whole_rule
from pacesetter.meetings.series.snapshot import snapshot_of
from pacesetter.meetings.tests.series import JANE, STARTS, WEEKLY, Inbox, activity_at, at, read
from pacesetter.meetings.verbs import (
    can_undo_series_change,
    cancel_following,
    change_all,
    change_following,
    start_series,
    undo_series_change,
)
from pacesetter.people.models import Member

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def last_change() -> Event:
    return Event.objects.filter(verb="meeting.series_changed").order_by("-pk")[0]


def whole_state() -> dict[int, tuple[Any, ...]]:
    """All that people plan by: of each meeting there is, what it is, when and with whom."""
    rows = Activity.objects.filter(deleted_at__isnull=True).order_by("pk")
    return {
        row.pk: (
            row.due_at,
            row.subject,
            row.status,
            row.owner_id,
            row.planned_minutes,
            row.details,
            sorted(row.contact_links.values_list("contact_id", flat=True)),
            sorted(row.participants.values_list("member_id", flat=True)),
        )
        for row in rows
    }


def dues(series: MeetingSeries) -> list[datetime | None]:
    return [row.activity.due_at for row in series.occurrences.select_related("activity") if row.activity]


def test_words_of_all_are_as_before_and_answers_stay(weekly: MeetingSeries, rita: Member) -> None:
    before, kept = whole_state(), snapshot_of(weekly)
    change_all(at(weekly, 1), by=rita, subject="Review", minutes=90, details={"invite": True, "place": "Our office"})
    assert whole_state() != before
    undo_series_change(last_change(), by=rita)
    weekly.refresh_from_db()
    assert (whole_state(), snapshot_of(weekly)) == (before, kept)
    assert set(MeetingAttendee.objects.values_list("meeting__title", flat=True)) == {"Demo of the new release"}
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]


def test_a_title_alone_leaves_the_answers_as_they_are(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 1), by=rita, subject="Review")
    jane = Inbox(JANE)
    undo_series_change(last_change(), by=rita)
    (mail,) = jane.new()
    assert (read(mail).title, read(mail).starts) == ("Demo of the new release", STARTS)
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"ACCEPTED"}


def test_another_day_and_time_over_the_end_of_summer_time(weekly: MeetingSeries, rita: Member) -> None:
    verbs.cancel(activity_at(weekly, 3), by=rita)
    verbs.reschedule(activity_at(weekly, 2), by=rita, due_at=STARTS[2] + HOUR)
    before, kept = whole_state(), snapshot_of(weekly)
    change_all(at(weekly, 0), by=rita, moved_to=STARTS[0] + 3 * DAY + 5 * HOUR)
    jane = Inbox(JANE)
    undo_series_change(last_change(), by=rita)
    weekly.refresh_from_db()
    assert (whole_state(), snapshot_of(weekly)) == (before, kept)
    (mail,) = jane.new()
    assert read(mail).starts == [STARTS[0], STARTS[1], STARTS[2] + HOUR, STARTS[4]]
    assert [total[:2] for total in counted_for(rita)] == [("b", 4)]


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence(Frequency.WEEKLY, count=2),
        Recurrence(Frequency.WEEKLY, interval=2, weekdays=(0, 3), until=date(2026, 4, 30)),
        Recurrence(Frequency.DAILY, count=20),
        Recurrence(Frequency.MONTHLY, weekdays=(3,), position=-1, count=3),
    ],
)
@pytest.mark.parametrize("number", [0, 2])
def test_another_rhythm(rule: Recurrence, number: int, weekly: MeetingSeries, rita: Member) -> None:
    if number and rule.position:
        rule = Recurrence(Frequency.MONTHLY, weekdays=(3,), position=2, count=3)
    before, kept, counted = whole_state(), snapshot_of(weekly), counted_for(rita)
    change_following(at(weekly, number), by=rita, rule=rule)
    undo_series_change(last_change(), by=rita)
    weekly.refresh_from_db()
    assert (whole_state(), snapshot_of(weekly), counted_for(rita)) == (before, kept, counted)
    jane = Inbox(JANE)
    # All has been told, and what is told from now on is told of it.
    verbs.edit(activity_at(weekly, 4), by=rita, subject="Closing")
    (mail,) = jane.new()
    assert "RECURRENCE-ID" in mail.calendar


def test_what_was_split_goes_on_as_one(weekly: MeetingSeries, rita: Member) -> None:
    before, kept, uid = whole_state(), snapshot_of(weekly), weekly.meeting.uid
    fresh = change_following(at(weekly, 2), by=rita, moved_to=STARTS[2] + HOUR, subject="Review")
    jane = Inbox(JANE)
    assert undo_series_change(last_change(), by=rita) == weekly
    asked, off = sorted(jane.new(), key=lambda mail: mail.calendar_method, reverse=True)
    assert (asked.calendar_method, off.calendar_method) == ("REQUEST", "CANCEL")
    assert (read(asked).uid, read(asked).starts) == (uid, STARTS)
    assert read(off).uid == fresh.meeting.uid
    weekly.refresh_from_db()
    fresh.refresh_from_db()
    assert (whole_state(), snapshot_of(weekly)) == (before, kept)
    assert (starts_of(fresh), dues(fresh), fresh.next_at) == ([], [], None)
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]


def test_it_can_be_split_at_the_same_place_again_and_again(weekly: MeetingSeries, rita: Member) -> None:
    before, jane = whole_state(), Inbox(JANE)
    for minutes, number in enumerate((4, 4, 3, 3, 4, 3)):
        with clock.standing_at(clock.now() + timedelta(minutes=minutes + 1)):
            fresh = change_following(at(weekly, number), by=rita, moved_to=STARTS[number] + HOUR)
            assert dues(fresh) == [one + HOUR for one in STARTS[number:]]
            _old, new = jane.new()
            assert read(new).starts == dues(fresh)
        with clock.standing_at(clock.now() + timedelta(minutes=minutes + 1, seconds=1)):
            undo_series_change(last_change(), by=rita)
            assert whole_state() == before
            assert sorted(jane.methods()) == ["CANCEL", "REQUEST"]


def test_two_changes_are_taken_back_in_turn(weekly: MeetingSeries, rita: Member) -> None:
    before = whole_state()
    change_all(at(weekly, 0), by=rita, subject="Review")
    first, between = last_change(), whole_state()
    change_following(at(weekly, 2), by=rita, moved_to=STARTS[2] + HOUR, subject="Closing")
    second = last_change()
    with pytest.raises(Refusal) as refused:
        undo_series_change(first, by=rita)
    assert refused.value.code == "changed_since"
    undo_series_change(second, by=rita)
    assert whole_state() == between
    undo_series_change(first, by=rita)
    assert whole_state() == before
    for event in (first, second):
        with pytest.raises(Refusal):
            undo_series_change(event, by=rita)
    assert whole_state() == before


def test_an_earlier_change_of_something_else_is_taken_back_alone(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 0), by=rita, subject="Review")
    first = last_change()
    change_all(at(weekly, 0), by=rita, value_minor=500)
    undo_series_change(first, by=rita)
    rows = Activity.objects.values_list("subject", "planned_value_minor")
    assert set(rows) == {("Demo of the new release", 500)}


def test_what_was_held_since_keeps_its_words(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 1), by=rita, subject="Review")
    verbs.complete(activity_at(weekly, 0), by=rita)
    undo_series_change(last_change(), by=rita)
    subjects = [activity_at(weekly, number).subject for number in range(5)]
    assert subjects == ["Review", *["Demo of the new release"] * 4]
    assert activity_at(weekly, 0).status == Status.COMPLETED


def test_what_was_split_and_held_since_is_joined_with_its_words(weekly: MeetingSeries, rita: Member) -> None:
    fresh = change_following(at(weekly, 1), by=rita, subject="Review")
    verbs.complete(activity_at(fresh, 0), by=rita)
    undo_series_change(last_change(), by=rita)
    assert dues(weekly) == STARTS
    assert [activity_at(weekly, number).subject == "Review" for number in range(5)] == [False, True, *[False] * 3]


@pytest.mark.parametrize("number", [0, 2])
def test_a_time_at_which_one_was_held_is_not_taken_back(number: int, weekly: MeetingSeries, rita: Member) -> None:
    fresh = change_following(at(weekly, number), by=rita, moved_to=STARTS[number] + HOUR)
    verbs.complete(activity_at(fresh, 0), by=rita)
    before = whole_state()
    with pytest.raises(Refusal) as refused:
        undo_series_change(last_change(), by=rita)
    assert refused.value.code == "held"
    assert whole_state() == before
    verbs.reopen(activity_at(fresh, 0), by=rita)
    undo_series_change(last_change(), by=rita)
    assert dues(weekly) == STARTS


def test_what_became_over_meanwhile_is_refused_too(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 0), by=rita, moved_to=STARTS[0] + HOUR)
    with clock.standing_at(STARTS[0] + 3 * HOUR), pytest.raises(Refusal) as refused:
        undo_series_change(last_change(), by=rita)
    assert refused.value.code == "held"


def test_one_that_somebody_has_changed_by_itself_since_is_left(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 1), by=rita, subject="Review")
    verbs.edit(activity_at(weekly, 3), by=rita, subject="Only this one")
    before = whole_state()
    with pytest.raises(Refusal) as refused:
        undo_series_change(last_change(), by=rita)
    assert refused.value.code == "changed_since"
    assert whole_state() == before


def test_what_was_cancelled_since_stays_cancelled(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 1), by=rita, moved_to=STARTS[1] + HOUR)
    verbs.cancel(activity_at(weekly, 3), by=rita)
    jane = Inbox(JANE)
    undo_series_change(last_change(), by=rita)
    assert activity_at(weekly, 3).status == Status.CANCELLED
    (mail,) = jane.new()
    assert read(mail).starts == [one for one in STARTS if one != STARTS[3]]


def test_the_rest_that_was_cancelled_since_is_to_be_taken_up_first(weekly: MeetingSeries, rita: Member) -> None:
    fresh = change_following(at(weekly, 2), by=rita, subject="Review")
    cancel_following(at(fresh, 1), by=rita)
    with pytest.raises(Refusal) as refused:
        undo_series_change(last_change(), by=rita)
    assert refused.value.code == "changed_since"


def test_the_older_half_that_was_changed_since_is_not_joined(weekly: MeetingSeries, rita: Member) -> None:
    change_following(at(weekly, 2), by=rita, subject="Review")
    event = last_change()
    change_all(at(weekly, 0), by=rita, subject="Other")
    with pytest.raises(Refusal):
        undo_series_change(event, by=rita)


def test_who_comes_is_as_before(weekly: MeetingSeries, rita: Member, initech: Company) -> None:
    ann = Contact.objects.create(name="Ann", company=initech, email="ann@initech.example")
    before, kept = whole_state(), snapshot_of(weekly)
    change_all(at(weekly, 1), by=rita, contacts=[ann], participants=[])
    new = Inbox("ann@initech.example")
    undo_series_change(last_change(), by=rita)
    assert new.methods() == ["CANCEL"]
    assert (whole_state(), snapshot_of(weekly)) == (before, kept)


def test_a_new_owner_gives_all_of_it_back(weekly: MeetingSeries, rita: Member, raj: Member) -> None:
    before, kept = whole_state(), snapshot_of(weekly)
    change_all(at(weekly, 1), by=rita, owner=raj)
    assert set(Activity.objects.values_list("owner", flat=True)) == {raj.pk}
    undo_series_change(last_change(), by=rita)
    weekly.refresh_from_db()
    assert (whole_state(), snapshot_of(weekly)) == (before, kept)
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]


def test_what_was_planned_ahead_since_is_planned_by_the_old_rule(demo: Activity, rita: Member) -> None:
    series = start_series(demo, by=rita, rule=Recurrence(Frequency.WEEKLY, count=30))
    change_all(at(series, 0), by=rita, moved_to=STARTS[0] + 8 * DAY, subject="Review")
    event, number = last_change(), len(dues(series))
    with clock.standing_at(clock.now() + 4 * DAY):
        series.refresh_from_db()
        plan_ahead(series, by=None)
        assert len(dues(series)) == number + 1
        undo_series_change(event, by=rita)
        series.refresh_from_db()
    assert dues(series) == starts_of(series)[: len(dues(series))]
    rows = Activity.objects.filter(deleted_at__isnull=True)
    assert set(rows.values_list("subject", flat=True)) == {"Demo of the new release"}
    assert len(dues(series)) == rows.count()
    assert series.next_at == starts_of(series)[rows.count()]


def test_another_organisation_has_no_part_in_it(weekly: MeetingSeries, rita: Member, otto: Member) -> None:
    change_all(at(weekly, 1), by=rita, subject="Review")
    before = whole_state()
    with pytest.raises(NotAllowed):
        undo_series_change(last_change(), by=otto)
    assert whole_state() == before


def test_changes_of_which_only_the_fact_is_known_have_no_way_back(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 1), by=rita, subject="Review")
    assert can_undo_series_change(last_change())
    data = {"series_id": weekly.pk, "scope": "all"}
    events.record("meeting.series_changed", "activity", weekly.meeting.activity_id, by_id=rita.pk, data=data)
    assert not can_undo_series_change(last_change())


def test_the_rule_is_the_one_that_was(weekly: MeetingSeries, rita: Member) -> None:
    change_all(at(weekly, 0), by=rita, rule=Recurrence(Frequency.WEEKLY, until=date(2026, 4, 9)))
    undo_series_change(last_change(), by=rita)
    weekly.refresh_from_db()
    assert whole_rule(weekly) == WEEKLY
