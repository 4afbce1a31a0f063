"""Real workers, killed with SIGKILL at every step of a campaign's import: each recipient, each open once."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, Provenance
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.campaigns.tests.conftest import JANE, JOE, STRANGER
from pacesetter.integrations.campaigns.tests.conftest import jane as jane
from pacesetter.integrations.campaigns.tests.conftest import newsletter as newsletter
from pacesetter.integrations.mailchimp.tests.fake import FakeCampaign, FakeMailchimp
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
    """Accounts of Mailchimp, told apart by their keys, with one campaign each."""

    def __init__(self) -> None:
        self.by_key: dict[str, FakeMailchimp] = {}

    def __call__(self, request: Outgoing) -> Answer:
        proof = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        return self.by_key[proof.partition(":")[2]](request)

    def add(self, number: int, by: Member) -> Connection:
        sent_at = clock.now() - timedelta(hours=1)
        campaign = FakeCampaign("c1", sent_at, [JANE, JOE, STRANGER], bounced={JOE: "hard"})
        campaign.does(JANE, "open", sent_at + timedelta(minutes=5))
        campaign.does(STRANGER, "open", sent_at + timedelta(minutes=5))
        campaign.left[JANE] = sent_at + timedelta(minutes=6)
        key = f"{number:032x}-us6"
        self.by_key[key] = FakeMailchimp(campaign, account_id=f"a{number}")
        with answered_by(self):
            begun = begin_connection(by=by, provider="mailchimp", way="key", given={"api_key": key})
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
    everybody = len(rows)
    assert sum(step.startswith("after GET") for step in steps) >= 5  # campaigns, two pages, deeds, who left
    assert Campaign.objects.count() == everybody
    assert CampaignRecipient.objects.count() == 3 * everybody
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN, owner=rita).count() == everybody
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN_RECIPIENT).count() == everybody
    hers = CampaignRecipient.objects.filter(address=JANE, opens=1, contact=jane, left_at__isnull=False)
    assert hers.count() == everybody
