"""Being told of a to-do that a colleague has handed over."""

from datetime import date, datetime

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.push.tests.reading import Browser
from pacesetter.notifications.handed_over import tell_of_hand_over
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.tests.push_service import PushService
from pacesetter.notifications.verbs import choose
from pacesetter.people.models import Member


@pytest.fixture
def to_do(raj: Member, rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=raj, owner=rita, activity_type=call, subject="Price", due_on=date(2026, 3, 24))


def test_the_new_owner_is_told_of_all_of_it_at_once(
    raj: Member, rita: Member, call: ActivityType, to_do: Activity, phone: PushSubscription, push_service: PushService,
    browser: Browser, monday: datetime,
) -> None:  # fmt: skip
    tell_of_hand_over(rita, raj, [to_do])
    jobs.run_due()
    (came,) = [one for one in push_service.received if one.path == "/send/phone"]
    told = came.read_by(browser)
    assert told["title"] == "Raj has handed over 1 to-do to you"
    assert told["body"] == "Discovery call · Price, due Tue, Mar 24, 2026"
    assert told["path"] == f"/in/{rita.organisation_id}/activities/{to_do.pk}/"
    other = verbs.plan(by=raj, owner=rita, activity_type=call)
    tell_of_hand_over(rita, raj, [to_do, other])
    jobs.run_due()
    told = push_service.received[-1].read_by(browser)
    assert told["title"] == "Raj has handed over 2 to-dos to you"
    assert told["path"] == f"/in/{rita.organisation_id}/todos/"


def test_who_took_it_over_or_wants_no_reminders_is_not_told(
    raj: Member, rita: Member, to_do: Activity, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    tell_of_hand_over(rita, rita, [to_do])
    tell_of_hand_over(rita, raj, [])
    choose(rita, by=rita, reminds_by_push=False)
    tell_of_hand_over(rita, raj, [to_do])
    jobs.run_due()
    assert push_service.received == []
