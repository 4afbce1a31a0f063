"""Mail that services report by webhooks, in the shapes that they document, up to what is captured of it."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from django.test import Client

from pacesetter import jobs
from pacesetter.api import inbound_mail
from pacesetter.capture.models import CapturedMail, DroppedMails
from pacesetter.capture.tests.conftest import raw_mail
from pacesetter.capture.verbs import renew_address
from pacesetter.jobs.models import Job
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.models import InboundMessage
from pacesetter.people.models import Member

SECRET = "user:long and secret"
FORGED = "amazon-ses.invalid; dmarc=pass header.from=acme.example"


@pytest.fixture
def address(rita: Member, settings: Any) -> str:
    settings.INBOUND_DOMAIN = "kpi.example"
    return address_of("log", renew_address(rita, by=rita).token)


@pytest.fixture
def other(raj: Member, settings: Any) -> str:
    settings.INBOUND_DOMAIN = "kpi.example"
    return address_of("log", renew_address(raj, by=raj).token)


def use(settings: Any, service: str) -> None:
    inbound_mail._view_of.cache_clear()
    settings.INBOUND_SERVICE, settings.INBOUND_VOUCHED_BY = service, f"{service}.invalid"
    settings.ANYMAIL = {"WEBHOOK_SECRET": [] if service == "mailgun" else SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "key"}


def post(service: str, content: Any, *, secret: str = SECRET, **headers: str) -> int:
    """As a form, where `content` is a dictionary of fields; a text is JSON."""
    proof = "" if service == "mailgun" else "Basic " + base64.b64encode(secret.encode()).decode()
    kind = {"content_type": "application/json"} if isinstance(content, str) else {}
    client = Client(headers={"Authorization": proof, **headers} if proof else headers, raise_request_exception=False)
    answer = client.post(f"/api/v1/inbound/mail/{service}/", content, **kind)  # type: ignore[arg-type]
    jobs.run_due()
    return answer.status_code


def mailgun(address: str, key: str = "key", **headers: str) -> dict[str, str]:
    """https://documentation.mailgun.com: a route that forwards, as raw MIME."""
    signature = hmac.new(key.encode(), b"1700000000token", hashlib.sha256).hexdigest()
    signed = {"timestamp": "1700000000", "token": "token", "signature": signature}
    whom = {"recipient": address, "sender": "rita@acme.example"}
    return {**signed, **whom, "body-mime": raw_mail(**headers).decode()}


def mailgun_parsed(address: str) -> dict[str, str]:
    """The same route without MIME: headers as a list, the rest in fields."""
    headers = [line.split(": ", 1) for line in raw_mail(From="Jürgen <rita@acme.example>").decode().split("\r\n")[:5]]
    fields = mailgun(address)
    del fields["body-mime"]
    return {**fields, "message-headers": json.dumps(headers), "body-plain": "The body that nobody reads."}


def postmark(address: str) -> str:
    """https://postmarkapp.com/developer/webhooks/inbound-webhook, with the raw mail included."""
    told = [{"Name": "Return-Path", "Value": "<rita@acme.example>"}]
    return json.dumps({"OriginalRecipient": address, "Headers": told, "RawEmail": raw_mail().decode()})


def sendgrid(*addresses: str, dkim: str = "{@acme.example : pass}", **headers: str) -> dict[str, str]:
    """Inbound Parse of SendGrid, "Send Raw"."""
    envelope = json.dumps({"to": list(addresses), "from": "rita@acme.example"})
    return {"email": raw_mail(**headers).decode(), "envelope": envelope, "dkim": dkim, "SPF": "pass"}


def amazon(*addresses: str, dmarc: str = "PASS", **headers: str) -> str:
    """A notification of SNS with what SES tells of a mail, the mail itself inside."""
    action = {"type": "SNS", "encoding": "BASE64"}
    receipt = {"recipients": list(addresses), "action": action, "dmarcVerdict": {"status": dmarc}}
    content = base64.b64encode(raw_mail(**headers)).decode()
    told = {"notificationType": "Received", "receipt": receipt, "content": content}
    message = json.dumps({**told, "mail": {"source": "rita@acme.example"}})
    return json.dumps({"Type": "Notification", "MessageId": "1", "TopicArn": "arn", "Message": message})


SNS = {"x-amz-sns-message-type": "Notification", "x-amz-sns-message-id": "1"}
SHAPES: dict[str, Any] = {"mailgun": mailgun, "postmark": postmark, "sendgrid": sendgrid, "amazon-ses": amazon}


@pytest.mark.parametrize("service", SHAPES)
def test_a_blind_copy_waits_and_its_body_is_nowhere(service: str, address: str, rita: Member, settings: Any) -> None:
    use(settings, service)
    sent = SHAPES[service](address)
    assert post(service, sent, **(SNS if service == "amazon-ses" else {})) == 200
    row = CapturedMail.objects.get()
    assert (row.owner, row.direction, row.message_id) == (rita, "out", "m-1@acme.example")
    # Only what tells of which domain it has looked at vouches for the sender.
    assert row.is_trusted is (service in ("sendgrid", "amazon-ses"))
    kept = InboundMessage.objects.get()
    assert (kept.sender, kept.recipient) == ("rita@acme.example", address)
    assert b"nobody reads" not in bytes(kept.raw)
    # It comes again where our answer was lost on the way.
    post(service, sent, **(SNS if service == "amazon-ses" else {}))
    assert CapturedMail.objects.count() == 1


def test_a_mail_in_fields_is_read_too(address: str, settings: Any) -> None:
    use(settings, "mailgun")
    assert post("mailgun", mailgun_parsed(address)) == 200
    assert CapturedMail.objects.get().message_id == "m-1@acme.example"


@pytest.mark.parametrize("service", SHAPES)
def test_a_report_without_the_secret_is_refused(service: str, address: str, settings: Any) -> None:
    use(settings, service)
    sent = mailgun(address, key="another") if service == "mailgun" else SHAPES[service](address)
    assert post(service, sent, secret="user:guessed", **(SNS if service == "amazon-ses" else {})) == 400
    assert InboundMessage.objects.count() == 0


def test_a_service_that_is_not_the_installation_s_has_no_address_here(address: str, settings: Any) -> None:
    use(settings, "postmark")
    assert post("sendgrid", sendgrid(address)) == 404
    settings.INBOUND_SERVICE = ""
    assert post("postmark", postmark(address)) == 404


def test_a_mail_for_two_members_is_kept_for_both(address: str, other: str, settings: Any) -> None:
    for service, sent in (("sendgrid", sendgrid(address, other)), ("amazon-ses", amazon(address, other))):
        use(settings, service)
        assert post(service, sent, **SNS) == 200
    assert InboundMessage.objects.count() == 4


def test_what_the_service_finds_forged_is_dropped_and_nobody_else_s_word_counts(address: str, settings: Any) -> None:
    use(settings, "amazon-ses")
    post("amazon-ses", amazon(address, dmarc="GRAY", Authentication_Results=FORGED), **SNS)
    assert not CapturedMail.objects.get().is_trusted
    post("amazon-ses", amazon(address, dmarc="FAIL", Message_ID="<2@x.example>", Authentication_Results=FORGED), **SNS)
    assert DroppedMails.objects.get().reason == "forged"
    use(settings, "sendgrid")
    post("sendgrid", sendgrid(address, dkim="{@evil.example : pass}", Message_ID="<3@x.example>"))
    assert not CapturedMail.objects.get(message_id="3@x.example").is_trusted


def test_mail_for_nobody_is_not_asked_for_again(address: str, settings: Any) -> None:
    use(settings, "postmark")
    assert post("postmark", postmark("log+madeupmadeup@kpi.example")) == 200
    assert InboundMessage.objects.count() == 0


def test_trouble_of_ours_makes_it_come_again(address: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use(settings, "postmark")

    def broken(**given: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr("pacesetter.mail.inbound.services.take", broken)
    assert post("postmark", postmark(address)) == 500


@pytest.mark.parametrize(
    ("where", "secret", "status"),
    [
        ("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription", SECRET, 200),
        ("https://sns.eu-west-1.amazonaws.com.evil.example/", SECRET, 400),
        ("https://sns.eu-west-1.amazonaws.com/", "user:guessed", 400),
    ],
)
def test_a_topic_of_amazon_is_confirmed_there_and_nowhere_else(
    where: str, secret: str, status: int, address: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(settings, "amazon-ses")
    fetched = list[str]()

    def confirm(address: str) -> int:
        fetched.append(address)
        return 200

    monkeypatch.setattr("pacesetter.mail.jobs.confirm", confirm)
    kind = {"Type": "SubscriptionConfirmation", "MessageId": "1", "TopicArn": "arn", "SubscribeURL": where}
    headers = {"x-amz-sns-message-type": "SubscriptionConfirmation", "x-amz-sns-message-id": "1"}
    assert post("amazon-ses", json.dumps(kind), secret=secret, **headers) == status
    assert fetched == ([where] if status == 200 else [])
    assert Job.objects.filter(kind="mail.confirm_topic").count() == (status == 200)


def test_amazon_is_asked_for_its_password(settings: Any, address: str) -> None:
    use(settings, "amazon-ses")
    answer = Client().post("/api/v1/inbound/mail/amazon-ses/", "{}", content_type="application/json")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="mail"')
