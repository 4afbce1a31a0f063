"""Real workers, killed with SIGKILL at every step of a campaign's import: each recipient, each open once."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, Provenance
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.brevo.tests.fake import FILES, FakeBrevo, FakeCampaign
from pacesetter.integrations.campaigns.tests.conftest import JANE, JOE, STRANGER
from pacesetter.integrations.models import Campaign, CampaignRecipient, Connection
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.tests.mortal import Mortals
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("newsletter")]


@pytest.fixture
def noon() -> None:
    """The workers have no clock that stands."""


class Accounts:
    """Accounts of Brevo, told apart by their keys, with one campaign each."""

    def __init__(self) -> None:
        self.by_key: dict[str, FakeBrevo] = {}

    def __call__(self, request: Outgoing) -> Answer:
        if FILES in request.url:
            account_id = urlsplit(request.url).path.split("/")[1]
            return next(one for one in self.by_key.values() if one.account_id == account_id)(request)
        return self.by_key[request.headers["api-key"]](request)

    def add(self, number: int, by: Member) -> Connection:
        sent_at = clock.now() - timedelta(hours=1)
        campaign = FakeCampaign(1, sent_at, [JANE, JOE, STRANGER])
        campaign.does(JANE, "opened", count=1, eventTime=(sent_at + timedelta(minutes=5)).isoformat())
        campaign.does(JANE, "userUnsubscription", eventTime=(sent_at + timedelta(minutes=6)).isoformat())
        key = f"xkeysib-{number:032x}"
        self.by_key[key] = FakeBrevo(campaign, account_id=f"o{number}")
        with answered_by(self):
            begun = begin_connection(by=by, provider="brevo", way="key", given={"api_key": key})
            row = check_connection(begun, by=by)
        jobs.enqueue("integrations.find_campaigns", {"connection": row.pk})
        return row


def is_read(row: Connection) -> bool:
    return Campaign.objects.filter(connection=row, step="").exists()


def test_each_recipient_once_wherever_a_worker_is_killed(
    ada: Member, rita: Member, jane: Contact, tmp_path: Path
) -> None:
    accounts = Accounts()
    mortals = Mortals(tmp_path, accounts)
    try:
        rows, steps = mortals.walk(lambda number: accounts.add(number, ada), is_read)
    finally:
        mortals.end()
    # Campaigns, the process, its file, what Jane did; and the file is asked for once.
    assert sum(step.startswith("after GET") for step in steps) >= 4
    assert sum(step.startswith("after POST") for step in steps) == 1
    assert Campaign.objects.count() == len(rows)
    assert CampaignRecipient.objects.count() == 3 * len(rows)
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN, owner=rita).count() == len(rows)
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN_RECIPIENT).count() == len(rows)
    hers = CampaignRecipient.objects.filter(address=JANE, opens=1, contact=jane, left_at__isnull=False)
    assert hers.count() == len(rows)
