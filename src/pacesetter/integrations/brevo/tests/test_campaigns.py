"""A campaign that was sent in Brevo, from the key to the company, by the same way as those of Mailchimp."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from pacesetter import jobs
from pacesetter.activities.models import Activity, Provenance
from pacesetter.core import clock
from pacesetter.core.http import TooSlow
from pacesetter.crm.models import Contact
from pacesetter.integrations.brevo import client as brevo_client
from pacesetter.integrations.brevo.tests.fake import FakeBrevo, FakeCampaign, error
from pacesetter.integrations.brevo.webhooks import BrevoWebhooks
from pacesetter.integrations.campaigns.tests.conftest import JANE, NOW, SENT, STRANGER
from pacesetter.integrations.campaigns.webhooks.addresses import address_of
from pacesetter.integrations.campaigns.webhooks.shape import Unreadable
from pacesetter.integrations.models import Campaign, CampaignRecipient, CampaignWebhook, Connection, SentRequest
from pacesetter.integrations.verbs import edit_connection
from pacesetter.integrations.verbs.set_webhooks import set_webhooks
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("newsletter", "connection")


@pytest.fixture
def news(brevo: FakeBrevo) -> FakeCampaign:
    return brevo.campaigns[1]


def look(times: int = 1) -> None:
    """What the half hour brings, and what waits for something until then."""
    jobs.enqueue("integrations.look_for_campaigns", {})
    for _ in range(times):
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=NOW - timedelta(days=1))
        jobs.run_due()


def of(address: str) -> CampaignRecipient:
    return CampaignRecipient.objects.get(address=address)


def moment(minutes: int) -> str:
    return (SENT + timedelta(minutes=minutes)).isoformat()


def test_the_account_is_named(connection: Connection) -> None:
    assert (connection.account_id, connection.account_name) == ("o1", "Acme News")


def test_it_counts_once_and_stands_on_the_company(
    rita: Member, news: FakeCampaign, jane: Contact, brevo: FakeBrevo
) -> None:
    news.does(JANE, "opened", count=3, eventTime=moment(5), ip="192.0.2.1")
    news.does(JANE, "clicked", links=[{"count": 2, "eventTime": moment(6), "url": "https://acme.example/", "ip": ""}])
    news.does(JANE, "userUnsubscription", eventTime=moment(9))
    news.does(STRANGER, "opened", count=1, eventTime=moment(5))
    look()
    look()
    assert Activity.objects.get(provenance=Provenance.CAMPAIGN).owner == rita
    row = of(JANE)
    assert (row.contact, row.opens, row.clicks, row.left_at) == (jane, 3, 2, SENT + timedelta(minutes=9))
    assert row.activity is not None
    assert row.activity.details["opens"] == 3
    # Nobody asks what somebody did who is no contact.
    assert (of(STRANGER).contact, of(STRANGER).opens) == (None, 0)
    asked = {path for path in brevo.paths if "campaignStats" in path}
    assert asked == {"GET /contacts/jane%40initech.example/campaignStats"}


def test_what_is_told_again_is_counted_once(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    news.does(JANE, "opened", count=1, eventTime=moment(5))
    look()
    news.did[JANE]["opened"] = [{"campaignId": 1, "count": 4, "eventTime": moment(200), "ip": ""}]
    for hours in (2, 4):
        with clock.standing_at(NOW + timedelta(hours=hours)):
            look()
    assert of(JANE).opens == 4


def test_what_is_of_another_campaign_is_not_counted(rita: Member, brevo: FakeBrevo, jane: Contact) -> None:
    other = brevo.campaigns[2] = FakeCampaign(2, SENT, [JANE])
    other.does(JANE, "opened", count=5, eventTime=moment(1))
    look()
    assert sorted(CampaignRecipient.objects.filter(address=JANE).values_list("opens", flat=True)) == [0, 5]


def test_bounces_are_noted(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    news.does(JANE, "hardBounces", eventTime=moment(1))
    look()
    assert of(JANE).bounce == "hard"


def test_the_file_is_waited_for(rita: Member, brevo: FakeBrevo, jane: Contact) -> None:
    brevo.looks = 2
    look(times=4)
    assert CampaignRecipient.objects.count() == 3
    assert len(brevo.processes) == 1


@pytest.mark.parametrize("how", ["it failed", "it has gone"])
def test_a_file_that_is_not_there_is_asked_for_anew_and_not_for_ever(rita: Member, brevo: FakeBrevo, how: str) -> None:
    brevo.fails, brevo.file_status = how == "it failed", 200 if how == "it failed" else 403
    look()
    assert len(brevo.processes) == 3
    assert Job.objects.filter(kind="integrations.follow_campaign", state=Job.State.DEAD).count() == 1
    brevo.fails, brevo.file_status = False, 200
    look(times=2)
    assert CampaignRecipient.objects.count() == 3


def test_a_long_file_is_read_by_parts_and_fetched_once(
    rita: Member, news: FakeCampaign, brevo: FakeBrevo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brevo_client, "_PER_PART", 3)
    news.recipients = [f"p{number}@initech.example" for number in range(6)] + ["P0@initech.example"]
    look()
    assert CampaignRecipient.objects.count() == 6
    assert sum("csv" in path for path in brevo.paths) == 1


def test_the_address_of_the_file_is_kept_nowhere(rita: Member, brevo: FakeBrevo) -> None:
    brevo.file_status = 500
    look()
    kept = list(SentRequest.objects.values_list("address", "received", "failure")), Campaign.objects.get().place
    assert "file-secret-4711" not in repr(kept) + repr(list(Job.objects.values_list("last_error", flat=True)))
    assert ".csv" in repr(kept)


def test_without_any_campaign_nothing_is_wrong(brevo: FakeBrevo) -> None:
    brevo.campaigns.clear()
    look()
    assert Job.objects.exclude(state=Job.State.DONE).count() == 0
    assert Campaign.objects.count() == 0


def test_in_a_dry_run_campaigns_are_read_all_the_same(
    rita: Member, ada: Member, connection: Connection, brevo: FakeBrevo
) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    look()
    assert CampaignRecipient.objects.count() == 3


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (error(401, "unauthorized", "Key not found"), "needs_attention"),
        (error(429, "too_many_requests", "Slow down"), "connected"),
        (error(500, "internal_error", "Oops"), "connected"),
    ],
)
def test_what_fails_is_sorted_and_tried_again(
    rita: Member, brevo: FakeBrevo, connection: Connection, answer: Any, state: str
) -> None:
    brevo.broken.append(answer)
    look()
    connection.refresh_from_db()
    assert connection.state == state


def test_a_connection_that_is_lost_in_the_middle_loses_nothing(
    rita: Member, brevo: FakeBrevo, jane: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, count = FakeBrevo._answer, 0

    def shaky(self: FakeBrevo, request: Any) -> Any:
        nonlocal count
        count += 1
        if count % 2 == 0:
            raise TooSlow("no answer")
        return answer(self, request)

    monkeypatch.setattr(FakeBrevo, "_answer", shaky)
    look(times=8)
    assert CampaignRecipient.objects.count() == 3
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN_RECIPIENT).count() == 1


def test_one_webhook_with_a_token_of_ours_says_who_left(
    ada: Member, rita: Member, jane: Contact, connection: Connection, brevo: FakeBrevo, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    look()
    set_webhooks(connection, by=ada, wanted=True)
    jobs.run_due()
    jobs.enqueue("integrations.check_webhooks", {})
    jobs.run_due()
    (made,) = brevo.webhooks.values()
    path = urlsplit(address_of(CampaignWebhook.objects.get())).path
    assert made["url"] == f"https://kpi.example{path}"
    told = {"event": "unsubscribe", "email": JANE, "camp_id": 1, "ts_event": int(SENT.timestamp())}
    for token, status in (("wrong", 401), ("", 401), (made["auth"]["token"], 200)):
        proof = {"Authorization": f"Bearer {token}"}
        answer = Client().post(path, json.dumps(told), content_type="application/json", headers=proof)
        assert answer.status_code == status
    assert of(JANE).left_at is None
    jobs.run_due()
    assert of(JANE).left_at == SENT
    set_webhooks(connection, by=ada, wanted=False)
    jobs.run_due()
    assert brevo.webhooks == {}


@pytest.mark.parametrize("body", [b"\xff", b"[]", b'{"event": "unsubscribe", "email": "a@b.example", "camp_id": 1}'])
def test_what_is_no_report_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        BrevoWebhooks().read(body, "")
