"""Acme's Mailchimp, from which Rita sends News of March to Jane, Joe and a stranger."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.mailchimp.tests.conftest import connection, mailchimp, slept
from pacesetter.integrations.mailchimp.tests.fake import FakeCampaign, FakeMailchimp

__all__ = ["connection", "mailchimp", "slept"]

SENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
JANE, JOE, STRANGER = "jane@initech.example", "joe@initech.example", "stranger@elsewhere.example"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def newsletter(organisation: object) -> ActivityType:
    return ActivityType.objects.create(name="Newsletter", category="email_campaign", default_minutes=30)


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def news(mailchimp: FakeMailchimp) -> FakeCampaign:
    made = FakeCampaign("c1", SENT, [JANE, JOE, STRANGER], bounced={JOE: "hard"})
    mailchimp.campaigns["c1"] = made
    return made
