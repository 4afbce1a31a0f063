"""Mail that comes in, through the real server and a real client."""

import smtplib
from collections.abc import Iterator
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import make_due
from pacesetter.mail.inbound import route as table
from pacesetter.mail.inbound.addresses import address_of, new_token, target_of
from pacesetter.mail.inbound.taking import take
from pacesetter.mail.models import InboundMessage
from pacesetter.mail.tests.lmtp import inbound_server
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id

DOMAIN = "kpi.example"
TOKEN = "abcdefghijklmnopqrstuvwx"
MAIL = b"From: jane@initech.example\r\nSubject: yes\r\n\r\nSee you\r\n"


class Notes:
    """A room that takes mail for one token, and keeps note of it."""

    def __init__(self, organisation_id: int) -> None:
        self.organisation_id = organisation_id
        self.read: list[tuple[str, bytes, int]] = []
        self.trouble: list[Exception] = []
        self.keeps_bodies = True

    def organisation_of(self, token: str) -> int | None:
        return self.organisation_id if token == TOKEN else None

    def kept(self, raw: bytes) -> bytes:
        return raw if self.keeps_bodies else raw.partition(b"\r\n\r\n")[0]

    def receive(self, message: InboundMessage, token: str) -> None:
        if self.trouble:
            raise self.trouble.pop()
        self.read.append((token, bytes(message.raw), current_organisation_id()))


@pytest.fixture
def notes(organisation: Organisation, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Notes:
    made = Notes(organisation.pk)
    settings.INBOUND_DOMAIN = DOMAIN
    monkeypatch.setattr("pacesetter.mail.inbound.taking.routes", lambda: {"notes": made})
    monkeypatch.setattr("pacesetter.mail.jobs.routes", lambda: {"notes": made})
    return made


@pytest.fixture(params=["lmtp", "smtp"])
def client(request: pytest.FixtureRequest, notes: Notes, transactional_db: None) -> Iterator[smtplib.SMTP]:
    speaks = smtplib.LMTP if request.param == "lmtp" else smtplib.SMTP
    with inbound_server(request.param) as port, speaks("127.0.0.1", port) as made:
        yield made


def test_a_message_is_kept_as_it_came_and_read_by_a_job(client: smtplib.SMTP, notes: Notes) -> None:
    client.sendmail("jane@initech.example", [f"Notes+{TOKEN.upper()}@{DOMAIN}"], MAIL)
    kept = InboundMessage.objects.get()
    assert (bytes(kept.raw), kept.sender, kept.size) == (MAIL, "jane@initech.example", len(MAIL))
    assert notes.read == []
    jobs.run_due()
    assert notes.read == [(TOKEN, MAIL, notes.organisation_id)]
    assert InboundMessage.objects.get().state == "read"


@pytest.mark.parametrize(
    "address",
    [f"notes+{'x' * 24}@{DOMAIN}", f"notes+{TOKEN}@elsewhere.example", f"other+{TOKEN}@{DOMAIN}", f"root@{DOMAIN}"],
    ids=["unknown token", "another domain", "unknown route", "no token"],
)
def test_nobody_else_s_mail_is_taken(address: str, client: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail("spam@evil.example", [address], MAIL)
    assert refused.value.recipients[address][0] == 550
    assert InboundMessage.objects.count() == 0


def test_trouble_of_ours_is_told_as_later_so_that_nothing_is_lost(
    client: smtplib.SMTP, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(token: str) -> int:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(notes, "organisation_of", broken)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail("jane@initech.example", [address_of("notes", TOKEN)], MAIL)
    assert next(iter(refused.value.recipients.values()))[0] == 451


def test_a_message_that_is_too_long_is_refused_before_it_is_sent(client: smtplib.SMTP) -> None:
    client.ehlo_or_helo_if_needed()
    code, _ = client.mail("jane@initech.example", ["size=99999999"])
    assert code == 552


def test_the_empty_sender_of_reports_is_taken(client: smtplib.SMTP, notes: Notes) -> None:
    client.sendmail("", [address_of("notes", TOKEN)], MAIL)
    assert InboundMessage.objects.get().sender == ""


def test_a_message_whose_reading_fails_is_read_again(notes: Notes, db: None) -> None:
    notes.trouble = [RuntimeError("once")]
    take(sender="", recipient=address_of("notes", TOKEN), raw=MAIL)
    jobs.run_due()
    assert notes.read == []
    make_due(Job.objects.get(kind="mail.read"))
    jobs.run_due()
    assert len(notes.read) == 1


def test_a_room_that_wants_no_body_gets_none(notes: Notes, db: None) -> None:
    notes.keeps_bodies = False
    take(sender="", recipient=address_of("notes", TOKEN), raw=MAIL)
    kept = InboundMessage.objects.get()
    assert b"See you" not in bytes(kept.raw)
    assert kept.size == len(MAIL)


def test_tokens_are_long_and_differ_and_survive_a_change_of_case(notes: Notes) -> None:
    token = new_token()
    assert token != new_token()
    assert target_of(address_of("notes", token).upper()) == ("notes", token)


def test_every_route_of_the_table_is_one() -> None:
    for route in table.routes().values():
        assert callable(route.organisation_of)
        assert callable(route.kept)
        assert callable(route.receive)
