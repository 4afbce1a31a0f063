"""Webhooks of Mailchimp, from being set up to what a report changes."""

import logging
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.apps import apps
from django.test import Client

from pacesetter import jobs
from pacesetter.activities.models import Activity, Provenance
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.core.sealing import KeyRing
from pacesetter.crm.models import Contact
from pacesetter.integrations.campaigns.tests.conftest import (
    JANE,
    JOE,
    NOW,
    connection,
    jane,
    mailchimp,
    news,
    newsletter,
    noon,
    slept,
)
from pacesetter.integrations.campaigns.webhooks.addresses import address_of
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign, FakeMailchimp, problem
from pacesetter.integrations.mailchimp.tests.test_webhooks import signed
from pacesetter.integrations.models import (
    CampaignRecipient,
    CampaignSettings,
    CampaignWebhook,
    Connection,
)
from pacesetter.integrations.tests.test_no_secrets import everything_kept
from pacesetter.integrations.verbs import (
    begin_connection,
    check_connection,
    disconnect,
    edit_connection,
    pause_connection,
)
from pacesetter.integrations.verbs.set_webhooks import set_webhook_secret, set_webhooks
from pacesetter.integrations.working import note_failure
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.tenancy.sealed import opened, sealed_columns

__all__ = ["connection", "jane", "mailchimp", "news", "newsletter", "noon", "slept"]

pytestmark = pytest.mark.usefixtures("newsletter")


@pytest.fixture(autouse=True)
def public(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example"


@pytest.fixture
def webhook(ada: Member, rita: Member, connection: Connection, mailchimp: FakeMailchimp) -> CampaignWebhook:
    set_webhooks(connection, by=ada, wanted=True)
    jobs.run_due()
    row: CampaignWebhook = CampaignWebhook.objects.get()
    return row


def report(row: CampaignWebhook, headers: dict[str, str] | None = None, **data: str) -> int:
    fields = {"type": data.pop("type"), "fired_at": "2026-03-10 11:59:00", "data[list_id]": "l1"}
    raw = urlencode({**fields, **{f"data[{name}]": value for name, value in data.items()}})
    given = signed(raw.encode(), NOW, headers["secret"]) if headers and "secret" in headers else headers
    answer = Client(enforce_csrf_checks=True).post(
        path_of(row),
        raw,
        content_type="application/x-www-form-urlencoded",
        headers=given,
    )
    return answer.status_code


def path_of(row: CampaignWebhook) -> str:
    return urlsplit(address_of(row)).path


def left(row: CampaignWebhook) -> int:
    return report(row, type="unsubscribe", email=JANE, campaign_id="c1")


def jane_in_c1() -> CampaignRecipient:
    row: CampaignRecipient = CampaignRecipient.objects.get(address=JANE)
    return row


def test_each_audience_gets_one_and_running_again_makes_no_second(
    webhook: CampaignWebhook, mailchimp: FakeMailchimp, connection: Connection
) -> None:
    mailchimp.audiences["l2"] = "Prospects"
    for _ in range(2):
        jobs.enqueue("integrations.check_webhooks", {})
        jobs.run_due()
    assert sorted(one["list_id"] for one in mailchimp.webhooks.values()) == ["l1", "l2"]
    urls = {one["url"] for one in mailchimp.webhooks.values()}
    assert address_of(webhook) in urls
    assert {row.external_id for row in CampaignWebhook.objects.all()} == {"w1", "w2"}


def test_one_that_was_made_by_a_worker_that_died_is_made_anew(
    webhook: CampaignWebhook, mailchimp: FakeMailchimp
) -> None:
    """What it signs with was told to the one that died."""
    CampaignWebhook.objects.update(external_id="")
    mailchimp.signing_secret = "signing-4711"
    jobs.enqueue("integrations.check_webhooks", {})
    jobs.run_due()
    webhook.refresh_from_db()
    assert len(mailchimp.webhooks) == 1
    assert opened(webhook, "secret") == "signing-4711"


def test_a_campaign_that_was_sent_is_found_at_once_and_once(
    webhook: CampaignWebhook, news: FakeCampaign, jane: Contact
) -> None:
    assert [report(webhook, type="campaign", id="c1", status="sent") for _ in range(3)] == [200] * 3
    assert Job.objects.filter(kind="integrations.hear_of_campaign").count() == 1
    jobs.run_due()
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN).count() == 1
    assert jane_in_c1().contact == jane


def test_who_leaves_is_noted_at_once_and_stays_so_whatever_is_said_again(
    webhook: CampaignWebhook, news: FakeCampaign, jane: Contact
) -> None:
    jobs.enqueue("integrations.look_for_campaigns", {})
    jobs.run_due()
    asked = left(webhook), report(webhook, type="cleaned", email=JOE, campaign_id="c1", reason="hard")
    jobs.run_due()
    first = jane_in_c1().left_at
    assert (asked, first) == ((200, 200), NOW - timedelta(minutes=1))
    assert jane_in_c1().activity.details["left_at"] == first.isoformat()  # type: ignore[union-attr]
    news.left[JANE] = NOW
    with clock.standing_at(NOW + timedelta(hours=2)):
        jobs.enqueue("integrations.look_for_campaigns", {})
        jobs.run_due()
    assert jane_in_c1().left_at == first
    assert CampaignRecipient.objects.get(address=JOE).bounce == "hard"


def test_a_report_of_a_campaign_that_is_not_known_lets_it_be_found(
    webhook: CampaignWebhook, news: FakeCampaign, jane: Contact
) -> None:
    news.left[JANE] = NOW
    assert left(webhook) == 200
    jobs.run_due()
    assert jane_in_c1().left_at == NOW


def test_what_no_report_came_of_is_read_all_the_same(
    webhook: CampaignWebhook, news: FakeCampaign, jane: Contact, mailchimp: FakeMailchimp
) -> None:
    """We were out of reach for a day: the other side gave up, and dropped the webhook."""
    mailchimp.webhooks.clear()
    news.left[JANE] = NOW
    jobs.enqueue("integrations.check_webhooks", {})
    jobs.run_due()
    assert jane_in_c1().left_at == NOW
    assert len(mailchimp.webhooks) == 1


def test_with_a_secret_only_what_is_signed_is_taken(webhook: CampaignWebhook, ada: Member) -> None:
    set_webhook_secret(webhook, by=ada, secret=" signing-4711 ")
    assert left(webhook) == 401
    assert report(webhook, {"secret": "wrong"}, type="unsubscribe", email=JANE, campaign_id="c1") == 401
    assert report(webhook, {"secret": "signing-4711"}, type="unsubscribe", email=JANE, campaign_id="c1") == 200
    webhook.refresh_from_db()
    assert "not this webhook's" in webhook.last_error
    assert Job.objects.filter(kind="integrations.hear_of_campaign").count() == 1


def test_the_address_of_what_is_refused_is_not_logged(
    webhook: CampaignWebhook, caplog: pytest.LogCaptureFixture
) -> None:
    assert report(webhook, type="", email=JANE) == 422
    assert path_of(webhook).split("/")[-2] not in caplog.text


def test_the_queue_names_nobody(webhook: CampaignWebhook) -> None:
    left(webhook)
    assert JANE not in str(list(Job.objects.values_list("payload", flat=True)))


@pytest.mark.parametrize(("body", "status"), [(b"\xff", 422), (b"x" * 70_000, 413)])
def test_what_is_no_report_is_refused(webhook: CampaignWebhook, body: bytes, status: int) -> None:
    path = path_of(webhook)
    answer = Client().post(path, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == status


@pytest.mark.parametrize("said", ["²", "9" * 5_000])
def test_a_length_that_is_none_is_refused(webhook: CampaignWebhook, said: str) -> None:
    assert Client().post(path_of(webhook), {"type": "unsubscribe"}, CONTENT_LENGTH=said).status_code == 413


def test_an_address_is_tried_before_it_is_used_and_unknown_ones_are_none(
    webhook: CampaignWebhook, connection: Connection, ada: Member
) -> None:
    path = path_of(webhook)
    assert Client().get(path).status_code == 200
    assert Client().post("/api/v1/inbound/campaigns/guessed/", {}).status_code == 404
    disconnect(connection, by=ada)
    assert Client().post(path, {}).status_code == 404


def test_they_are_taken_away(
    webhook: CampaignWebhook, connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.webhooks["other"] = {"id": "other", "list_id": "l1", "url": "https://elsewhere.example/"}
    set_webhooks(connection, by=ada, wanted=False)
    jobs.run_due()
    assert list(mailchimp.webhooks) == ["other"]
    assert CampaignWebhook.objects.count() == 0


def test_disconnecting_takes_them_away_and_then_forgets_the_key(
    webhook: CampaignWebhook, connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.webhooks["other"] = {"id": "other", "list_id": "l1", "url": "https://elsewhere.example/"}
    mailchimp.broken.append(problem(500, "Oops", "Try later."))
    disconnect(connection, by=ada)
    mailchimp.asked.clear()
    for left in (["w1", "other"], ["other"]):
        jobs.run_due()
        assert list(mailchimp.webhooks) == left
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=clock.now())
    connection.refresh_from_db()
    assert (connection.state, connection.secrets, CampaignWebhook.objects.count()) == ("ended", "", 0)
    assert {one.method for one in mailchimp.asked} == {"DELETE"}


@pytest.mark.parametrize("worked", [True, False], ids=["one that worked", "one that needed attention"])
def test_of_one_that_rests_they_are_taken_away_whatever_was_wrong_before(
    webhook: CampaignWebhook, connection: Connection, ada: Member, mailchimp: FakeMailchimp, worked: bool
) -> None:
    if not worked:
        note_failure(connection, Failure(FailureKind.AUTHORISATION, "no"))
    pause_connection(connection, by=ada)
    mailchimp.asked.clear()
    disconnect(connection, by=ada)
    jobs.run_due()
    connection.refresh_from_db()
    assert (len(mailchimp.webhooks), connection.secrets) == (0, "")
    assert len(mailchimp.asked) == 1


def test_where_we_are_not_let_in_any_more_the_key_is_forgotten_all_the_same(
    webhook: CampaignWebhook, connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.key = ""
    disconnect(connection, by=ada)
    jobs.run_due()
    connection.refresh_from_db()
    assert (connection.state, connection.secrets) == ("ended", "")


def test_a_key_whose_last_job_was_lost_is_forgotten_after_a_day(
    webhook: CampaignWebhook, connection: Connection, ada: Member
) -> None:
    disconnect(connection, by=ada)
    Job.objects.all().delete()
    for days, is_kept in ((0, True), (2, False)):
        with clock.standing_at(NOW + timedelta(days=days)):
            jobs.enqueue("integrations.tidy", {})
            jobs.run_due()
        connection.refresh_from_db()
        assert bool(connection.secrets) is is_kept


def test_who_is_connected_again_at_once_keeps_the_new_key_and_reports_again(
    webhook: CampaignWebhook, connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    disconnect(connection, by=ada)
    begun = begin_connection(by=ada, provider="mailchimp", way="key", given={"api_key": KEY})
    assert check_connection(begun, by=ada).pk == connection.pk
    jobs.run_due()
    connection.refresh_from_db()
    assert connection.state == "connected"
    assert connection.secrets
    assert CampaignWebhook.objects.get().external_id in mailchimp.webhooks


def test_a_dry_run_shows_what_it_would_set_up_and_does_not(
    connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    set_webhooks(connection, by=ada, wanted=True)
    jobs.run_due()
    assert mailchimp.webhooks == {}
    assert connection.requests.filter(is_pretended=True, method="POST").count() == 1


def test_what_is_wrong_there_is_tried_again_or_said(
    connection: Connection, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.broken.append(problem(403, "Forbidden", "This plan has no webhooks."))
    set_webhooks(connection, by=ada, wanted=True)
    jobs.run_due()
    connection.refresh_from_db()
    assert "no webhooks" in connection.fault


def test_only_administrators_and_only_where_we_can_be_reached(
    connection: Connection, ada: Member, rita: Member, settings: Any
) -> None:
    with pytest.raises(NotAllowed):
        set_webhooks(connection, by=rita, wanted=True)
    settings.PUBLIC_URL = "http://localhost:8000"
    with pytest.raises(Refusal, match="https://"):
        set_webhooks(connection, by=ada, wanted=True)
    assert not CampaignSettings.objects.filter(wants_reports=True).exists()


def test_another_organisations_connection_is_not_changed(connection: Connection, otto: Member) -> None:
    with pytest.raises(NotAllowed):
        set_webhooks(connection, by=otto, wanted=True)


def test_the_signing_secret_is_written_down_nowhere(
    ada: Member, connection: Connection, mailchimp: FakeMailchimp, caplog: pytest.LogCaptureFixture
) -> None:
    """Told when the webhook is made, entered by hand, reports that are refused and taken, and the end."""
    told, entered = "signing-told-4711", "signing-entered-4712"
    caplog.set_level(logging.DEBUG)
    mailchimp.signing_secret = told
    set_webhooks(connection, by=ada, wanted=True)
    jobs.run_due()
    row = CampaignWebhook.objects.get()
    assert opened(row, "secret") == told
    token = opened(row, "address_token")
    kept = everything_kept()
    set_webhook_secret(row, by=ada, secret=entered)
    for secret, status in (("wrong", 401), (entered, 200)):
        assert report(row, {"secret": secret}, type="unsubscribe", email=JANE, campaign_id="c1") == status
    jobs.run_due()
    kept += everything_kept()
    set_webhooks(connection, by=ada, wanted=False)
    jobs.run_due()
    said = caplog.text + repr([record.__dict__ for record in caplog.records])
    assert [secret for secret in (told, entered, token) if secret in kept + said] == []
    columns = sealed_columns(list(apps.get_models()))
    assert {(CampaignWebhook, "secret"), (CampaignWebhook, "address_token")} <= set(columns)


def test_an_address_that_no_key_opens_is_replaced(webhook: CampaignWebhook, mailchimp: FakeMailchimp) -> None:
    """Whoever knew the old one can report no more, and the other side reports to the new one."""
    old = path_of(webhook)
    lost = KeyRing({"lost": bytes(range(32))}, "lost").seal("t", bound_to="anywhere")
    CampaignWebhook.objects.update(address_token=lost)
    jobs.enqueue("integrations.check_webhooks", {})
    jobs.run_due()
    webhook.refresh_from_db()
    assert [one["url"] for one in mailchimp.webhooks.values()] == [address_of(webhook)]
    assert Client().get(old).status_code == 404
    assert left(webhook) == 200
