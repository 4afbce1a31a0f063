from datetime import UTC, datetime

from pacesetter.activities import verbs
from pacesetter.activities.handover import ToDoHandover
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import totals
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.closing import close
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.scope import scope

MARCH = datetime(2026, 3, 10, tzinfo=UTC)


def test_what_is_to_be_done_goes_and_bookings_stay(ada: Member, rita: Member, raj: Member, call: ActivityType) -> None:
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita)
    cancelled = verbs.cancel(verbs.plan(by=rita, activity_type=call, owner=rita), by=rita)
    deleted = verbs.delete(verbs.plan(by=rita, activity_type=call, owner=rita), by=rita)
    done = verbs.log(by=rita, activity_type=call, owner=rita)
    assert ToDoHandover().waiting(rita) == 1
    before = totals()
    result = ToDoHandover().hand_over(rita, raj, by=ada)
    assert (list(result.moved), list(result.kept_back)) == ([to_do.pk], [])
    assert Activity.objects.get(pk=to_do.pk).owner == raj
    for activity in (cancelled, deleted, done):
        assert Activity.objects.get(pk=activity.pk).owner == rita
    assert totals() == before


def test_a_locked_month_in_which_it_was_booked_is_no_obstacle(
    ada: Member, rita: Member, raj: Member, bdm: SalesRole, call: ActivityType
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, at=MARCH)
    close(period_holding(PeriodKind.MONTH, MARCH.date(), Calendar()), by=ada, locked=True)
    assert list(ToDoHandover().hand_over(rita, raj, by=ada).kept_back) == []
    assert Activity.objects.get().owner == raj


def test_one_that_its_category_keeps_does_not_keep_the_others(
    hooks: Recording, ada: Member, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType
) -> None:
    stays = verbs.plan(by=rita, activity_type=call, owner=rita)
    goes = verbs.plan(by=rita, activity_type=meeting, owner=rita)
    hooks.refuses = "changed"
    result = ToDoHandover().hand_over(rita, raj, by=ada)
    assert (list(result.moved), list(result.kept_back)) == ([goes.pk], [stays.pk])
    assert Activity.objects.get(pk=stays.pk).owner == rita


def test_nothing_of_another_organisation_moves(ada: Member, raj: Member, otto: Member) -> None:
    with scope(otto.organisation_id):
        their_type = ActivityType.objects.create(name="Call", category="phone_call")
        verbs.plan(by=otto, activity_type=their_type, owner=otto)
    assert ToDoHandover().waiting(otto) == 0
    assert list(ToDoHandover().hand_over(otto, raj, by=ada).moved) == []
