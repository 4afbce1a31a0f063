"""What names an activity (a call, a meeting, a next step) names one that is there, and it can't go before them.

SQLite has foreign keys for that, PostgreSQL triggers that can look at many activities together.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from django.db import IntegrityError, NotSupportedError, connection, transaction

from pacesetter.activities.going import going_by_set
from pacesetter.activities.models import Activity, ActivityParticipant, ActivityType, CallCycle
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.verbs import log
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = 9_999_999
Going = Callable[[], AbstractContextManager[None]]
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")


@pytest.fixture
def activity(rita: Member, call: ActivityType) -> Activity:
    return log(by=rita, activity_type=call, owner=rita)


@pytest.fixture
def name(raj: Member) -> Callable[[int], ActivityParticipant]:
    """Writes a row that names an activity."""

    def row(activity_id: int) -> ActivityParticipant:
        made: ActivityParticipant = ActivityParticipant.objects.create(activity_id=activity_id, member=raj)
        return made

    return row


def go(*ids: int) -> None:
    Activity.objects.filter(pk__in=ids)._raw_delete("default")


def test_a_row_that_names_no_activity_is_refused(
    activity: Activity, name: Callable[[int], ActivityParticipant], initech: Company, call: ActivityType
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        name(NOBODY)
    row = name(activity.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityParticipant.objects.filter(pk=row.pk).update(activity_id=NOBODY)
    cycle = CallCycle.objects.create(
        company=initech, activity_type=call, every=2, unit="weeks", planned=activity, created_at=clock.now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        CallCycle.objects.update(planned_after_id=NOBODY)
    CallCycle.objects.update(planned_id=None)
    cycle.refresh_from_db()
    assert (cycle.planned_id, cycle.planned_after_id) == (None, None)
    assert ActivityParticipant.objects.get().activity == activity


def test_an_activity_does_not_go_before_what_names_it(
    activity: Activity, name: Callable[[int], ActivityParticipant]
) -> None:
    row = name(activity.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        go(activity.pk)
    assert Activity.objects.get() == activity
    # In one transaction the order is of no account.
    with transaction.atomic():
        go(activity.pk)
        row.delete()
    assert not Activity.objects.exists()


def test_many_at_once_do_not_go_before_what_names_one_of_them(
    activity: Activity, rita: Member, call: ActivityType, name: Callable[[int], ActivityParticipant]
) -> None:
    others = [log(by=rita, activity_type=call, owner=rita) for _ in range(3)]
    ids = [activity.pk, *(one.pk for one in others)]
    row = name(others[1].pk)
    with pytest.raises(IntegrityError), transaction.atomic(), going_by_set():
        go(*ids)
    assert Activity.objects.count() == 4
    with transaction.atomic(), going_by_set():
        # What is not asked for in the block is not passed over after it.
        go(activity.pk, others[0].pk, others[2].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        go(others[1].pk)
    row.delete()
    with transaction.atomic(), going_by_set():
        go(others[1].pk)
    assert not Activity.objects.exists()


@on_postgresql
@pytest.mark.parametrize("going", [nullcontext, going_by_set])
def test_what_comes_to_name_an_activity_that_goes_is_refused(
    activity: Activity, name: Callable[[int], ActivityParticipant], going: Going
) -> None:
    refused: list[Exception] = []

    def come() -> None:
        try:
            name(activity.pk)
        except IntegrityError as error:
            refused.append(error)

    with transaction.atomic():
        with going():
            go(activity.pk)
        coming = run_at_once(come, activity.organisation_id)
    coming.join(timeout=60)
    assert len(refused) == 1
    assert not ActivityParticipant.objects.exists()


@on_postgresql
@pytest.mark.parametrize("going", [nullcontext, going_by_set])
def test_an_activity_that_something_comes_to_name_stays(
    activity: Activity, name: Callable[[int], ActivityParticipant], going: Going
) -> None:
    refused: list[Exception] = []

    def leave() -> None:
        try:
            with transaction.atomic(), going():
                go(activity.pk)
        except IntegrityError as error:
            refused.append(error)

    with transaction.atomic():
        name(activity.pk)
        leaving = run_at_once(leave, activity.organisation_id)
    leaving.join(timeout=60)
    assert len(refused) == 1
    assert ActivityParticipant.objects.get().activity == activity


@on_postgresql
def test_activities_do_not_go_unseen_by_a_transaction_that_looks_back(
    activity: Activity, name: Callable[[int], ActivityParticipant]
) -> None:
    with pytest.raises(NotSupportedError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("DELETE FROM activities_activity")
    assert Activity.objects.get() == activity


@on_postgresql
def test_the_table_is_not_emptied_beside_what_names_activities_nor_an_id_changed(
    activity: Activity, name: Callable[[int], ActivityParticipant]
) -> None:
    name(activity.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE activities_activity")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.update(id=NOBODY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE activities_activity, activities_activityparticipant")
    assert not Activity.objects.exists()
