"""Rita with something to do, in Auckland, where it is Monday, 23 March 2026."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.push.tests.reading import Browser
from pacesetter.crm.models import Company
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.tests.push_service import PushService, running_push_service
from pacesetter.notifications.verbs import subscribe
from pacesetter.people.models import Member

MONDAY = date(2026, 3, 23)
# Half past eight on Monday morning in Auckland.
DUE = datetime(2026, 3, 22, 19, 30, tzinfo=UTC)


@pytest.fixture
def monday(rita: Member) -> Iterator[datetime]:
    """Stand at the moment at which Rita's mail of the day is due."""
    with clock.standing_at(DUE) as moment:
        yield moment


@pytest.fixture
def todo(monday: datetime, rita: Member, call: ActivityType, initech: Company) -> Activity:
    """A call with Initech that is due today."""
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, subject="Budget", due_on=MONDAY)


@pytest.fixture
def push_service(settings: Any) -> Iterator[PushService]:
    """A push service on this machine, which the product may reach."""
    with running_push_service() as service:
        settings.PUSH_RULES = service.rules
        yield service


@pytest.fixture
def browser() -> Browser:
    return Browser.new()


@pytest.fixture
def phone(push_service: PushService, rita: Member, browser: Browser) -> PushSubscription:
    """Rita's phone, on which she has turned notifications on."""
    return subscribe(
        rita,
        by=rita,
        endpoint=f"{push_service.address}/send/phone",
        public=browser.public,
        auth=browser.auth,
        user_agent="Chrome on Android",
    )
