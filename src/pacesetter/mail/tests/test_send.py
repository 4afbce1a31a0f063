import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from pacesetter import mail
from pacesetter.jobs.models import Job
from pacesetter.mail.models import OutgoingMessage
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import NoOrganisation, scope

RITA = "rita@acme.example"


def test_a_message_waits_with_its_job(organisation: Organisation) -> None:
    message = mail.send(to=RITA, subject="Welcome", text="Hello Rita", html="<p>Hello Rita</p>")
    assert message.state == OutgoingMessage.State.QUEUED
    assert Job.objects.get().payload == {"message": message.pk}
    assert message.message_id.startswith("<")
    assert message.message_id.endswith("@localhost>")


def test_a_roll_back_takes_message_and_job_away(organisation: Organisation) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        mail.send(to=RITA, subject="Welcome", text="Hello")
        raise ZeroDivisionError
    assert not OutgoingMessage.objects.exists()
    assert not Job.objects.exists()


def test_a_key_makes_one_message_per_organisation(organisation: Organisation, other_organisation: Organisation) -> None:
    first = mail.send(to=RITA, subject="Welcome", text="Hello", key="invitation-7")
    again = mail.send(to=RITA, subject="Welcome!!!", text="Hello", key="invitation-7")
    with scope(other_organisation):
        other = mail.send(to=RITA, subject="Welcome", text="Hello", key="invitation-7")
    assert again.pk == first.pk != other.pk
    assert OutgoingMessage.across_organisations.count() == Job.objects.count() == 2


def test_messages_without_a_key_are_all_different(organisation: Organisation) -> None:
    ids = {mail.send(to=RITA, subject="Welcome", text="Hello").message_id for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.django_db
def test_nothing_is_sent_for_nobody() -> None:
    with pytest.raises(NoOrganisation):
        mail.send(to=RITA, subject="Welcome", text="Hello")


@pytest.mark.parametrize(
    "address", ["", "rita", "rita@acme.example, otto@globex.example", "rita@acme.example\nBcc: x@y.example"]
)
def test_an_address_that_is_none_is_refused(organisation: Organisation, address: str) -> None:
    with pytest.raises(ValidationError):
        mail.send(to=address, subject="Welcome", text="Hello")


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("Welcome\nBcc: otto@globex.example", {}),
        ("Welcome", {"X-Note": "a\r\nBcc: otto@globex.example"}),
        ("Welcome", {"X-Note\nBcc": "otto@globex.example"}),
        ("Welcome", {"BCC": "otto@globex.example"}),
        ("Welcome", {"Message-Id": "<mine@acme.example>"}),
    ],
)
def test_headers_can_not_be_smuggled_in(organisation: Organisation, subject: str, headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="header"):
        mail.send(to=RITA, subject=subject, text="Hello", headers=headers)
    assert not OutgoingMessage.objects.exists()
