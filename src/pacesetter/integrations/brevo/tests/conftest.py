"""Acme's connection to a fake of Brevo. Brevo's own client judges every exchange."""

from collections.abc import Iterator

import pytest

from pacesetter.integrations.brevo.provider import BrevoProvider
from pacesetter.integrations.brevo.tests.fake import KEY, FakeBrevo, FakeCampaign
from pacesetter.integrations.campaigns.tests.conftest import JANE, JOE, SENT, STRANGER, jane, newsletter, noon
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

__all__ = ["jane", "newsletter", "noon"]


@pytest.fixture
def brevo(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeBrevo]:
    # The clock stands, so what was sent once would stay within the last second for ever.
    monkeypatch.setattr(BrevoProvider, "limits", ())
    fake = FakeBrevo(FakeCampaign(1, SENT, [JANE, JOE, STRANGER]))
    with answered_by(fake):
        yield fake


@pytest.fixture
def connection(ada: Member, brevo: FakeBrevo) -> Connection:
    begun = begin_connection(by=ada, provider="brevo", way="key", given={"api_key": KEY})
    row = check_connection(begun, by=ada)
    brevo.asked.clear()
    return row
