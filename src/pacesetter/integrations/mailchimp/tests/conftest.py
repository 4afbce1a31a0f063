"""Acme's connection to a fake of Mailchimp. The contract judges every exchange."""

from collections.abc import Iterator

import pytest

from pacesetter.integrations.gates import gate
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeMailchimp
from pacesetter.integrations.mailchimp.tests.judging import judge
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was slept, without sleeping."""
    found: list[float] = []
    monkeypatch.setattr(gate, "sleep", found.append)
    return found


@pytest.fixture
def mailchimp() -> Iterator[FakeMailchimp]:
    fake = FakeMailchimp(judge=judge)
    with answered_by(fake):
        yield fake


@pytest.fixture
def connection(ada: Member, mailchimp: FakeMailchimp) -> Connection:
    """Connected by key."""
    begun = begin_connection(by=ada, provider="mailchimp", way="key", given={"api_key": KEY})
    row = check_connection(begun, by=ada)
    mailchimp.asked.clear()
    return row
