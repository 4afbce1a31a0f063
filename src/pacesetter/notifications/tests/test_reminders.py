"""Reminders before to-dos are due."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.push.tests.reading import Browser
from pacesetter.crm.models import Company
from pacesetter.jobs.models import Job
from pacesetter.mail.models import OutgoingMessage
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.reminders.planning import plan_reminders
from pacesetter.notifications.tests.push_service import PushService
from pacesetter.notifications.verbs import choose
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


@pytest.fixture
def due(monday: datetime) -> datetime:
    """Three in the afternoon, six and a half hours after `monday`."""
    return monday + timedelta(hours=6, minutes=30)


@pytest.fixture
def demo(due: datetime, rita: Member, call: ActivityType, initech: Company) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, subject="Budget", due_at=due)


def planned() -> list[tuple[int, datetime]]:
    rows = Job.objects.filter(kind="notifications.remind").order_by("run_at", "pk")
    return [(row.payload["activity"], row.run_at) for row in rows]


def remind(at: datetime) -> None:
    """Do what waits, at this moment."""
    with clock.standing_at(at):
        jobs.run_due()


def test_it_comes_a_quarter_of_an_hour_before_and_opens_the_to_do(
    demo: Activity, due: datetime, phone: PushSubscription, push_service: PushService, browser: Browser
) -> None:
    assert plan_reminders(due - timedelta(minutes=20)) == 1
    assert planned() == [(demo.pk, due - timedelta(minutes=15))]
    remind(due - timedelta(minutes=15))
    (came,) = push_service.received
    told = came.read_by(browser)
    assert (told["title"], told["body"]) == ("3:00\N{NARROW NO-BREAK SPACE}PM: Discovery call", "Budget · Initech")
    assert told["path"] == f"/in/{demo.organisation_id}/activities/{demo.pk}/"
    assert came.headers["urgency"] == "high"


def test_each_comes_once_however_often_it_is_looked(
    demo: Activity, due: datetime, phone: PushSubscription, push_service: PushService
) -> None:
    for minutes in (20, 18, 16, 15, 14, 5):
        plan_reminders(due - timedelta(minutes=minutes))
        if minutes <= 15:
            remind(due - timedelta(minutes=minutes))
    assert len(push_service.received) == 1


def test_it_comes_when_the_member_wants_it(
    demo: Activity, due: datetime, rita: Member, phone: PushSubscription
) -> None:
    choose(rita, by=rita, lead_minutes=60)
    assert plan_reminders(due - timedelta(minutes=67)) == 0
    assert plan_reminders(due - timedelta(minutes=66)) == 1
    assert planned() == [(demo.pk, due - timedelta(hours=1))]


@pytest.mark.parametrize("change", ["completed", "put off", "deleted", "handed over", "too late"])
def test_what_is_not_to_be_done_then_is_not_reminded_of(
    demo: Activity,
    due: datetime,
    rita: Member,
    raj: Member,
    phone: PushSubscription,
    push_service: PushService,
    change: str,
) -> None:
    plan_reminders(due - timedelta(minutes=15))
    at = due - timedelta(minutes=15)
    if change == "completed":
        verbs.complete(demo, by=rita)
    elif change == "put off":
        verbs.reschedule(demo, by=rita, due_at=due + timedelta(days=1))
    elif change == "deleted":
        verbs.delete(demo, by=rita)
    elif change == "handed over":
        Activity.objects.filter(pk=demo.pk).update(owner=raj)
    else:
        at = due + timedelta(minutes=11)
    remind(at)
    assert push_service.received == []


def test_what_is_put_off_is_reminded_of_at_its_new_time(
    demo: Activity, due: datetime, rita: Member, phone: PushSubscription, push_service: PushService
) -> None:
    plan_reminders(due - timedelta(minutes=15))
    verbs.reschedule(demo, by=rita, due_at=due + timedelta(minutes=30))
    remind(due - timedelta(minutes=15))
    plan_reminders(due + timedelta(minutes=15))
    remind(due + timedelta(minutes=15))
    assert len(push_service.received) == 1


def test_after_a_standstill_what_is_still_to_come_is_reminded_of_and_what_is_past_is_not(
    demo: Activity, due: datetime, phone: PushSubscription
) -> None:
    assert plan_reminders(due - timedelta(minutes=3)) == 1
    assert plan_reminders(due + timedelta(minutes=1)) == 0


def test_whoever_plans_something_for_in_ten_minutes_knows_of_it(
    monday: datetime, rita: Member, call: ActivityType, phone: PushSubscription
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_at=monday + timedelta(minutes=10))
    assert plan_reminders(monday) == 0


def test_what_is_due_on_a_day_alone_is_told_by_the_mail_of_the_day(todo: Activity, phone: PushSubscription) -> None:
    assert plan_reminders(clock.now()) == 0


def test_it_comes_by_mail_to_those_who_want_that(
    demo: Activity, due: datetime, rita: Member, push_service: PushService
) -> None:
    choose(rita, by=rita, reminds_by_mail=True)
    for _ in range(2):
        plan_reminders(due - timedelta(minutes=15))
        remind(due - timedelta(minutes=15))
    message = OutgoingMessage.objects.get()
    assert message.to == "rita@acme.example"
    assert message.subject.endswith("PM: Discovery call · Budget · Initech")
    assert f"/in/{demo.organisation_id}/activities/{demo.pk}/" in message.text
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_has_neither_is_not_looked_after(demo: Activity, due: datetime) -> None:
    assert plan_reminders(due - timedelta(minutes=15)) == 0


def test_another_organisation_is_looked_after_by_itself(
    demo: Activity, due: datetime, phone: PushSubscription, otto: Member
) -> None:
    with scope(otto.organisation):
        assert plan_reminders(due - timedelta(minutes=15)) == 0


def test_the_look_enters_the_organisations_of_those_who_listen(
    demo: Activity, due: datetime, phone: PushSubscription, otto: Member, push_service: PushService
) -> None:
    jobs.enqueue("notifications.look")
    remind(due - timedelta(minutes=15))
    assert len(push_service.received) == 1


def test_queries_do_not_grow_with_to_dos(
    demo: Activity,
    due: datetime,
    rita: Member,
    call: ActivityType,
    phone: PushSubscription,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(20):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_at=due, subject=str(number))
    with django_assert_max_num_queries(3):
        assert plan_reminders(due - timedelta(minutes=15)) == 21
