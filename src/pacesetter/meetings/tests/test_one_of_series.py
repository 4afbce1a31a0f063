"""The ordinary verbs on one meeting of a series: attendees hear of that one alone."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.meetings.models import MeetingAttendee, MeetingSeries
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.tests.series import JANE, RAJ, RITA, STARTS, Inbox, activity_at, read
from pacesetter.meetings.verbs import cancel_following
from pacesetter.people.models import Member


def statuses(series: MeetingSeries, number: int) -> dict[str, str]:
    activity = activity_at(series, number)
    return {one.address: one.status for one in attendees_at([activity.pk])[activity.pk]}


def test_one_that_moves_asks_about_that_one(weekly: MeetingSeries, rita: Member) -> None:
    jane, own = Inbox(JANE), Inbox(RITA)
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=STARTS[1] + timedelta(hours=2))
    (mail,) = jane.new()
    assert (mail.calendar_method, mail.subject) == ("REQUEST", "Changed: Demo of the new release")
    assert "RECURRENCE-ID;TZID=Pacific/Auckland:20260402T100000" in mail.calendar
    assert "Apr 2, 2026, 12:00 PM" in mail.text
    assert "Repeats" not in mail.text
    assert set(statuses(weekly, 1).values()) == {"NEEDS-ACTION"}
    assert set(statuses(weekly, 2).values()) == {"ACCEPTED"}
    (copy,) = own.new()
    assert read(copy).starts == [STARTS[0], STARTS[1] + timedelta(hours=2), *STARTS[2:]]


@pytest.mark.parametrize(
    ("edits", "mails"),
    [
        ({"note": "They have a new budget"}, 0),
        ({"value_minor": 500000}, 0),
        ({"subject": "Closing"}, 1),
        ({"details": {"invite": True, "place": "", "agenda": "Half an hour of questions"}}, 1),
    ],
)
def test_what_nobody_sees_tells_nobody(edits: dict[str, Any], mails: int, weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    verbs.edit(activity_at(weekly, 2), by=rita, **edits)
    assert len(jane.new()) == mails
    assert set(statuses(weekly, 2).values()) == {"ACCEPTED"}


def test_one_that_is_cancelled_and_takes_place_after_all(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    verbs.cancel(activity_at(weekly, 1), by=rita)
    (mail,) = jane.new()
    assert mail.calendar_method == "CANCEL"
    assert "RECURRENCE-ID" in mail.calendar
    assert "Apr 2, 2026" in mail.text
    assert [total[:2] for total in counted_for(rita)] == [("b", 4)]
    verbs.reopen(activity_at(weekly, 1), by=rita)
    assert jane.methods() == ["REQUEST"]
    assert set(statuses(weekly, 1).values()) == {"NEEDS-ACTION"}
    assert [total[:2] for total in counted_for(rita)] == [("b", 5)]
    verbs.delete(activity_at(weekly, 1), by=rita)
    verbs.restore(activity_at(weekly, 1), by=rita)
    assert jane.methods() == ["CANCEL", "REQUEST"]


def test_who_comes_to_one_alone_and_who_stays_away(weekly: MeetingSeries, rita: Member, initech: Any) -> None:
    ann = Contact.objects.create(name="Ann", company=initech, email="ann@initech.example")
    jane, raj, new = Inbox(JANE), Inbox(RAJ), Inbox("ann@initech.example")
    activity = activity_at(weekly, 1)
    before = [link.contact for link in activity.contact_links.all()]
    verbs.edit(activity, by=rita, contacts=[*before, ann], participants=[])
    assert (jane.methods(), raj.methods(), new.methods()) == ([], ["CANCEL"], ["REQUEST"])
    assert MeetingAttendee.objects.get(address="ann@initech.example").is_single
    assert statuses(weekly, 1) == {JANE: "ACCEPTED", "ann@initech.example": "NEEDS-ACTION"}
    assert set(statuses(weekly, 2)) == {JANE, RAJ}
    verbs.edit(activity, by=rita, contacts=before)
    assert (jane.methods(), new.methods()) == ([], ["CANCEL"])
    assert not MeetingAttendee.objects.filter(address="ann@initech.example").exists()


def test_whoever_takes_one_over_still_comes(weekly: MeetingSeries, rita: Member, raj: Member) -> None:
    jane, theirs, own = Inbox(JANE), Inbox(RAJ), Inbox(RITA)
    verbs.edit(activity_at(weekly, 1), by=rita, owner=raj)
    assert set(statuses(weekly, 1)) == {JANE, RAJ}
    # Who organises it in calendars is not asked to come to it.
    verbs.edit(activity_at(weekly, 1), by=raj, participants=[rita])
    assert (jane.methods(), theirs.methods(), own.methods()) == ([], [], [])


def test_one_that_has_been_is_a_record_and_tells_nobody(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    with clock.standing_at(STARTS[1] + timedelta(hours=2)):
        verbs.complete(activity_at(weekly, 0), by=rita)
        verbs.cancel(activity_at(weekly, 1), by=rita)
        assert jane.new() == []
        verbs.edit(activity_at(weekly, 2), by=rita, subject="Closing")
        (mail,) = jane.new()
    assert mail.calendar.count("BEGIN:VEVENT") == 1
    assert sorted(total[:2] for total in counted_for(rita)) == [("b", 4), ("c", 1)]


def test_one_beyond_the_end_of_its_series_is_not_taken_up_by_itself(weekly: MeetingSeries, rita: Member) -> None:
    last = occurrence_of(activity_at(weekly, 3))
    assert last is not None
    cancel_following(last, by=rita)
    jane = Inbox(JANE)
    with pytest.raises(Refusal) as refused:
        verbs.reopen(activity_at(weekly, 4), by=rita)
    assert refused.value.code == "outside_series"
    assert jane.new() == []


def test_another_organisation_has_no_part_in_it(weekly: MeetingSeries, otto: Member) -> None:
    jane = Inbox(JANE)
    with pytest.raises(Refusal):
        verbs.cancel(activity_at(weekly, 1), by=otto)
    assert jane.new() == []
