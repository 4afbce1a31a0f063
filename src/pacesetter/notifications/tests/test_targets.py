"""Being told of a target that is reached."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.push.tests.reading import Browser
from pacesetter.jobs.models import Job
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, Target
from pacesetter.notifications.models import PushSubscription, ReachedTarget
from pacesetter.notifications.targets import look_for_reached
from pacesetter.notifications.tests.push_service import PushService
from pacesetter.notifications.verbs import choose, subscribe, unsubscribe
from pacesetter.people.models import Member


@pytest.fixture
def three_a_week(calls: Kpi) -> Kpi:
    Target.objects.filter(kpi=calls).update(quantity="3")
    keep.forget()
    return calls


def make_calls(rita: Member, call: ActivityType, count: int) -> list[Activity]:
    return [verbs.log(by=rita, activity_type=call, owner=rita) for _ in range(count)]


def told(push_service: PushService, browser: Browser) -> list[tuple[str, str]]:
    messages = [came.read_by(browser) for came in push_service.received]
    return [(one["title"], one["body"]) for one in messages]


def look() -> None:
    look_for_reached(clock.now())
    jobs.run_due()


def test_it_is_told_once_when_it_is_reached(
    rita: Member,
    call: ActivityType,
    three_a_week: Kpi,
    phone: PushSubscription,
    push_service: PushService,
    browser: Browser,
    monday: datetime,
) -> None:
    make_calls(rita, call, 2)
    look()
    assert push_service.received == []
    make_calls(rita, call, 1)
    look()
    make_calls(rita, call, 1)
    look()
    assert told(push_service, browser) == [("Target reached: Calls", "This week: 3 / 3")]


def test_what_is_taken_back_and_done_again_is_told_once(
    rita: Member, call: ActivityType, three_a_week: Kpi, phone: PushSubscription, push_service: PushService, monday: Any
) -> None:
    made = make_calls(rita, call, 3)
    look()
    verbs.delete(made[0], by=rita)
    look()
    Job.objects.all().delete()
    make_calls(rita, call, 1)
    look()
    assert len(push_service.received) == 1
    assert ReachedTarget.objects.count() == 1


def test_each_week_is_another_one(
    rita: Member, call: ActivityType, three_a_week: Kpi, phone: PushSubscription, push_service: PushService, monday: Any
) -> None:
    for weeks in (0, 1):
        with clock.standing_at(monday + timedelta(weeks=weeks)):
            make_calls(rita, call, 3)
            look()
    assert len(push_service.received) == 2


def test_what_was_reached_before_the_device_came_is_no_news(
    rita: Member, call: ActivityType, three_a_week: Kpi, push_service: PushService, browser: Browser, monday: datetime
) -> None:
    make_calls(rita, call, 3)
    keys = {"public": browser.public, "auth": browser.auth}
    subscribe(rita, by=rita, endpoint=f"{push_service.address}/send", **keys)
    make_calls(rita, call, 1)
    look()
    assert push_service.received == []


def test_it_goes_by_the_targets_own_periods(
    rita: Member,
    call: ActivityType,
    three_a_week: Kpi,
    phone: PushSubscription,
    push_service: PushService,
    browser: Browser,
    monday: datetime,
) -> None:
    Target.objects.create(
        kpi=three_a_week, member=rita, period_kind="day", quantity="1", effective_from=date(2020, 1, 1)
    )
    keep.forget()
    make_calls(rita, call, 1)
    look()
    assert told(push_service, browser) == [("Target reached: Calls", "Today: 1 / 1")]


@pytest.mark.parametrize("why", ["less is better", "no device", "not wanted", "archived KPI", "ratio"])
def test_it_is_not_told(
    rita: Member,
    call: ActivityType,
    three_a_week: Kpi,
    phone: PushSubscription,
    push_service: PushService,
    monday: datetime,
    why: str,
) -> None:
    if why == "less is better":
        Kpi.objects.update(direction="less")
    elif why == "no device":
        unsubscribe(phone, by=rita)
    elif why == "not wanted":
        choose(rita, by=rita, tells_of_targets=False)
    elif why == "archived KPI":
        Kpi.objects.update(archived_at=monday)
    else:
        Kpi.objects.update(measure="ratio", numerator=three_a_week, denominator=three_a_week)
    keep.forget()
    make_calls(rita, call, 3)
    look()
    assert push_service.received == []


def test_nobody_is_told_of_others(
    rita: Member,
    raj: Member,
    call: ActivityType,
    three_a_week: Kpi,
    phone: PushSubscription,
    push_service: PushService,
    monday: datetime,
) -> None:
    make_calls(raj, call, 5)
    look()
    assert push_service.received == []


def test_what_a_colleague_records_for_one_is_told(
    rita: Member,
    ada: Member,
    call: ActivityType,
    three_a_week: Kpi,
    phone: PushSubscription,
    push_service: PushService,
    monday: datetime,
) -> None:
    for _ in range(3):
        verbs.log(by=ada, activity_type=call, owner=rita)
    look()
    assert len(push_service.received) == 1
