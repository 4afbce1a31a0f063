"""Mailboxes by TLS and STARTTLS on a real IMAP server, with a certificate that this test made."""

import imaplib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pacesetter.capture.fetching import fetch
from pacesetter.capture.models import CapturedMail, Mailbox
from pacesetter.capture.tests.conftest import NOW, raw_mail
from pacesetter.core.http import Rules, networks
from pacesetter.mail.tests.certificates import Certificate, certificate
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.people.models import Member
from pacesetter.tenancy.sealed import seal_into

BOX, PASSWORD = "rita@acme.example", 'sésame "ouvre" toi\\'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("certificates"), "localhost")


@pytest.fixture(scope="module")
def boxes(made: Certificate) -> Iterator[Dovecot]:
    with dovecot({BOX: PASSWORD}, made) as server:
        yield server


@pytest.fixture
def network(settings: Any) -> None:
    settings.MAILBOX_RULES = Rules(allowed_networks=networks(["127.0.0.0/8", "::1/128"]))


def mailbox(member: Member, port: int, security: str, host: str = "localhost") -> Mailbox:
    row = Mailbox(member=member, host=host, port=port, security=security, user=BOX, connected_at=NOW)
    seal_into(row, "password", PASSWORD)
    row.save()
    return row


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mailbox_is_read_by_either_way_with_any_password(
    security: str, boxes: Dovecot, made: Certificate, rita: Member, network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    with imaplib.IMAP4("127.0.0.1", boxes.imap_port) as client:
        client.authenticate("PLAIN", lambda _asked: f"\0{BOX}\0{PASSWORD}".encode())
        client.append("Sent", "", "", raw_mail(Message_ID=f"<{security}@acme.example>"))
    row = mailbox(rita, boxes.imaps_port if security == "tls" else boxes.imap_port, security)
    assert fetch(row) > 0
    assert Mailbox.objects.get().fault == ""
    assert CapturedMail.objects.filter(message_id=f"{security}@acme.example").exists()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_nobody_vouches_for_gets_no_password(
    security: str, boxes: Dovecot, rita: Member, network: None
) -> None:
    row = mailbox(rita, boxes.imaps_port if security == "tls" else boxes.imap_port, security)
    assert fetch(row) == 0
    assert "certificate verify failed" in Mailbox.objects.get().fault
    assert not Mailbox.objects.get().is_stopped


def test_a_certificate_for_another_name_is_none(
    made: Certificate, tmp_path: Path, rita: Member, network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = certificate(tmp_path, "elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    with dovecot({BOX: PASSWORD}, other) as server:
        fetch(mailbox(rita, server.imaps_port, "tls"))
    assert "localhost" in Mailbox.objects.get().fault


def test_a_server_that_hides_starttls_gets_no_password(rita: Member, network: None) -> None:
    heard = list[bytes]()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=_hide_starttls, args=(listening, heard), daemon=True)
        thread.start()
        fetch(mailbox(rita, listening.getsockname()[1], "starttls", host="127.0.0.1"))
        thread.join(10)
    assert "TLS not supported" in Mailbox.objects.get().fault
    assert b"sesame" not in b"".join(heard)
    assert not any(b"LOGIN" in line or b"AUTHENTICATE" in line for line in heard)


def _hide_starttls(listening: socket.socket, heard: list[bytes]) -> None:
    """As somebody on the way would do who wants to read along."""
    connection, _who = listening.accept()
    with connection, connection.makefile("rwb") as lines:
        lines.write(b"* OK ready\r\n")
        lines.flush()
        for line in lines:
            heard.append(line)
            said = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" if b"CAPABILITY" in line else b""
            lines.write(said + line.split()[0] + b" OK done\r\n")
            lines.flush()
