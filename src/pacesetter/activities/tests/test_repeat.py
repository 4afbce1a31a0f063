"""To-dos that come back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Occurrence, Series, Status
from pacesetter.activities.tests.scene import counted_for, last_event, totals
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member

# Noon of Monday, 23 March 2026 in Auckland.
NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)
MONDAY = date(2026, 3, 23)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def weekly(rita: Member, call: ActivityType, initech: Company) -> Activity:
    jane = Contact.objects.create(name="Jane", company=initech)
    activity = verbs.plan(
        by=rita, activity_type=call, owner=rita, due_on=MONDAY, company=initech, contacts=[jane], subject="Stock"
    )
    verbs.repeat(activity, by=rita, every=1, unit="weeks")
    return activity


def open_ones() -> list[Activity]:
    return list(Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True))


def test_completing_plans_the_next_one_like_it(rita: Member, weekly: Activity) -> None:
    verbs.complete(weekly, by=rita, note="All sold")
    (following,) = open_ones()
    assert (following.due_on, following.subject, following.note) == (date(2026, 3, 30), "Stock", "")
    assert following.company == weekly.company
    assert [link.contact.name for link in following.contact_links.all()] == ["Jane"]
    # Two bookings, one completion.
    assert sorted(total[:2] for total in counted_for(rita)) == [("b", 2), ("c", 1)]


def test_a_time_of_day_stays(rita: Member, weekly: Activity) -> None:
    verbs.reschedule(weekly, by=rita, due_at=datetime(2026, 3, 30, 21, tzinfo=UTC))
    verbs.complete(weekly, by=rita)
    # Ten in the morning on either side of the end of summer time.
    assert open_ones()[0].due_at == datetime(2026, 4, 6, 22, tzinfo=UTC)


def test_two_presses_plan_one(rita: Member, weekly: Activity) -> None:
    stale = Activity.objects.get(pk=weekly.pk)
    verbs.complete(weekly, by=rita)
    with pytest.raises(Refusal, match="completed already"):
        verbs.complete(stale, by=rita)
    assert len(open_ones()) == 1
    (turn,) = Occurrence.objects.filter(number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.create(series=turn.series, activity=weekly, number=2)


def test_reopening_takes_the_next_one_back_and_completing_again_brings_it(rita: Member, weekly: Activity) -> None:
    verbs.complete(weekly, by=rita)
    before = totals()
    for _ in range(2):
        verbs.reopen(weekly, by=rita)
        assert [one.pk for one in open_ones()] == [weekly.pk]
        verbs.complete(weekly, by=rita)
        assert [one.due_on for one in open_ones()] == [date(2026, 3, 30)]
    assert totals() == before
    assert Activity.objects.count() == 2


def test_a_next_one_with_which_something_was_done_stays(rita: Member, weekly: Activity) -> None:
    verbs.complete(weekly, by=rita)
    (following,) = open_ones()
    with clock.standing_at(NOW + timedelta(minutes=1)):
        verbs.edit(following, by=rita, subject="Ask for Bob")
    verbs.reopen(weekly, by=rita)
    assert len(open_ones()) == 2
    verbs.complete(weekly, by=rita)
    assert [one.pk for one in open_ones()] == [following.pk]


def test_what_was_missed_does_not_pile_up(rita: Member, weekly: Activity) -> None:
    verbs.reschedule(weekly, by=rita, due_on=date(2026, 2, 23))
    verbs.complete(weekly, by=rita)
    assert [one.due_on for one in open_ones()] == [date(2026, 3, 30)]


def test_working_days_are_the_owners(rita: Member, weekly: Activity) -> None:
    verbs.repeat(weekly, by=rita, every=5, unit="working_days")
    verbs.complete(weekly, by=rita)
    assert [one.due_on for one in open_ones()] == [date(2026, 3, 30)]
    assert Series.objects.count() == 1


def test_a_series_that_was_stopped_ends(rita: Member, weekly: Activity) -> None:
    verbs.stop_repeating(weekly, by=rita)
    assert last_event().verb == "activity.repetition_stopped"
    verbs.complete(weekly, by=rita)
    assert open_ones() == []


def test_one_that_is_cancelled_has_none_after_it(rita: Member, weekly: Activity) -> None:
    verbs.cancel(weekly, by=rita)
    assert open_ones() == []


def test_a_to_do_can_be_completed_though_the_next_cannot_be_planned(rita: Member, weekly: Activity) -> None:
    ActivityType.objects.update(archived_at=NOW)
    verbs.complete(weekly, by=rita)
    assert weekly.status == Status.COMPLETED
    assert open_ones() == []
    assert Series.objects.get().stopped_at is not None


@pytest.mark.parametrize(("every", "unit", "field"), [(0, "days", "every"), (1, "moons", "unit")])
def test_no_rhythm_is_refused(every: int, unit: str, field: str, rita: Member, weekly: Activity) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.repeat(weekly, by=rita, every=every, unit=unit)
    assert refusal.value.field == field


def test_what_is_done_or_due_on_no_day_is_refused(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="due first"):
        verbs.repeat(activity, by=rita, every=1, unit="days")
    verbs.complete(activity, by=rita)
    with pytest.raises(Refusal, match="completed already"):
        verbs.repeat(activity, by=rita, every=1, unit="days")


def test_somebody_of_another_organisation_is_refused(otto: Member, weekly: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.repeat(weekly, by=otto, every=2, unit="days")
    with pytest.raises(NotAllowed):
        verbs.stop_repeating(weekly, by=otto)
    assert Series.objects.get().every == 1
