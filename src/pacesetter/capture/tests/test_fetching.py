"""A mailbox on a real IMAP server: what is new, each once, and how far we are."""

import imaplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.capture import folders
from pacesetter.capture.fetching import fetch
from pacesetter.capture.imap import FolderState, heads_of, open_folder
from pacesetter.capture.models import CapturedMail, Mailbox, MailFolder
from pacesetter.capture.tests.conftest import JANE, NOW, raw_mail
from pacesetter.capture.verbs import block, connect_mailbox, disconnect_mailbox
from pacesetter.core.http import Rules, networks
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.people.models import Member
from pacesetter.tenancy.sealed import opened, seal_into

BOX = "rita@acme.example"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with dovecot({BOX: "secret"}) as made:
        yield made


@pytest.fixture
def mailbox(boxes: Dovecot, rita: Member, settings: Any) -> Mailbox:
    """Rita's, empty."""
    settings.MAILBOX_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]))
    with _client(boxes) as client:
        client.create("Sent")
        for folder in ("INBOX", "Sent"):
            if int(client.select(folder)[1][0] or 0):
                client.store("1:*", "+FLAGS", r"(\Deleted)")
                client.expunge()
    made = Mailbox(member=rita, host="127.0.0.1", port=boxes.imap_port, security="none", user=BOX, connected_at=NOW)
    seal_into(made, "password", "secret")
    made.save()
    return Mailbox.objects.select_related("member__organisation").get()


def _client(boxes: Dovecot) -> imaplib.IMAP4:
    client = imaplib.IMAP4("127.0.0.1", boxes.imap_port)
    client.login(BOX, "secret")
    return client


def put(boxes: Dovecot, folder: str, *raws: bytes) -> None:
    with _client(boxes) as client:
        for raw in raws:
            client.append(folder, "", imaplib.Time2Internaldate(datetime(2026, 3, 22, 22, tzinfo=UTC)), raw)


def test_what_is_sent_and_received_is_read_once(boxes: Dovecot, mailbox: Mailbox) -> None:
    put(boxes, "Sent", raw_mail())
    put(boxes, "INBOX", raw_mail(Message_ID="<2@initech.example>", From=JANE, To=BOX), raw_mail(List_Id="<x>"))
    assert fetch(mailbox) == 3
    assert set(CapturedMail.objects.values_list("direction", "is_trusted")) == {("out", True), ("in", True)}
    assert fetch(mailbox) == 0
    put(boxes, "Sent", raw_mail(Message_ID="<3@acme.example>"))
    assert fetch(mailbox) == 1
    assert Mailbox.objects.get().fault == ""
    with _client(boxes) as client:
        client.select("INBOX", readonly=True)
        assert client.search(None, "SEEN")[1] == [b""]


def test_what_is_blocked_during_a_look_is_not_kept(
    boxes: Dovecot, mailbox: Mailbox, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "BATCH", 1)
    put(boxes, "Sent", *(raw_mail(Message_ID=f"<{number}@acme.example>") for number in range(3)))
    kept: list[int] = []

    def stay() -> None:
        kept.append(CapturedMail.objects.count())
        block(JANE, by=rita)

    assert fetch(mailbox, stay=stay) == 3
    assert (kept, CapturedMail.objects.count()) == ([1, 0, 0], 0)


def test_a_mail_in_the_inbox_that_bears_the_members_own_name_waits_for_the_one_that_was_sent(
    boxes: Dovecot, mailbox: Mailbox
) -> None:
    put(boxes, "INBOX", raw_mail())
    fetch(mailbox)
    assert not CapturedMail.objects.get().is_trusted
    put(boxes, "Sent", raw_mail())
    fetch(mailbox)
    assert CapturedMail.objects.get().is_trusted


def test_the_mailbox_s_own_address_is_the_member_s_under_whatever_address_they_log_in(
    boxes: Dovecot, mailbox: Mailbox, rita: Member
) -> None:
    put(boxes, "Sent", raw_mail())
    Member.objects.filter(pk=rita.pk).update(email="rita.smith@elsewhere.example")
    fetch(Mailbox.objects.select_related("member__organisation").get())
    assert CapturedMail.objects.get().direction == "out"


def test_the_folder_of_sent_mail_is_the_one_that_the_server_names_so(rita: Member, settings: Any) -> None:
    settings.MAILBOX_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]))
    with dovecot({BOX: "secret"}, sent="Gesendete Objekte") as boxes:
        where: Any = {"host": "127.0.0.1", "port": boxes.imap_port, "security": "none", "user": BOX}
        made = Mailbox(member=rita, connected_at=NOW, **where)
        seal_into(made, "password", "secret")
        made.save()
        with _client(boxes) as client:
            client.create("Sent")
        put(boxes, "Sent", raw_mail(Message_ID="<another@acme.example>"))
        put(boxes, '"Gesendete Objekte"', raw_mail())
        assert fetch(Mailbox.objects.select_related("member__organisation").get()) == 1
    assert CapturedMail.objects.get().message_id == "m-1@acme.example"


def test_a_folder_in_which_nothing_has_changed_is_not_opened(
    boxes: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(boxes, "Sent", raw_mail())
    fetch(mailbox)
    # The server has CONDSTORE (RFC 7162), and that is how it is known.
    assert MailFolder.objects.get(role="sent").modseq > 0
    opened_now = list[str]()

    def noted(server: imaplib.IMAP4, name: str) -> FolderState:
        opened_now.append(name)
        return open_folder(server, name)

    monkeypatch.setattr(folders, "open_folder", noted)
    assert fetch(mailbox) == 0
    assert opened_now == []
    put(boxes, "Sent", raw_mail(Message_ID="<2@acme.example>"))
    assert fetch(mailbox) == 1
    assert [one.strip('"') for one in opened_now] == ["Sent"]


def test_a_run_whose_connection_drops_goes_on_where_it_was(
    boxes: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(boxes, "Sent", *(raw_mail(Message_ID=f"<{number}@acme.example>") for number in range(5)))
    monkeypatch.setattr(folders, "BATCH", 2)
    calls = list[int]()

    def dies(server: imaplib.IMAP4, numbers: Any) -> list[bytes]:
        calls.append(len(numbers))
        if len(calls) == 2:
            server.sock.shutdown(socket.SHUT_RDWR)
        return heads_of(server, numbers)

    monkeypatch.setattr(folders, "heads_of", dies)
    fetch(mailbox)
    assert CapturedMail.objects.count() == 2
    assert "can't be used" in Mailbox.objects.get().fault
    assert fetch(mailbox) == 3
    assert CapturedMail.objects.count() == 5
    assert max(calls) == 2


def test_one_run_takes_so_many_and_tells_what_is_left(
    boxes: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(boxes, "Sent", *(raw_mail(Message_ID=f"<{number}@acme.example>") for number in range(5)))
    monkeypatch.setattr(folders, "BATCH", 2)
    monkeypatch.setattr(folders, "MOST_AT_ONCE", 2)
    assert fetch(mailbox) == 2
    assert Mailbox.objects.get().backlog == 3
    assert [fetch(mailbox), fetch(mailbox), fetch(mailbox)] == [2, 1, 0]
    assert Mailbox.objects.get().backlog == 0


def test_a_folder_that_was_numbered_anew_is_read_again_and_known_again(boxes: Dovecot, mailbox: Mailbox) -> None:
    put(boxes, "Sent", raw_mail(), raw_mail(Message_ID="<1@acme.example>"))
    assert fetch(mailbox) == 2
    before = MailFolder.objects.get(role="sent").uid_validity
    with _client(boxes) as client:
        # As a server does it whose numbers were lost: the same mails under others.
        client.delete("Sent")
        client.create("Sent")
    put(boxes, "Sent", raw_mail(Message_ID="<1@acme.example>"), raw_mail())
    assert fetch(mailbox) == 2
    assert MailFolder.objects.get(role="sent").uid_validity != before
    assert CapturedMail.objects.count() == 2
    put(boxes, "Sent", raw_mail(Message_ID="<2@acme.example>"))
    assert fetch(mailbox) == 1


def test_mail_that_is_older_than_what_is_kept_is_left(boxes: Dovecot, mailbox: Mailbox) -> None:
    with _client(boxes) as client:
        client.append("Sent", "", imaplib.Time2Internaldate(datetime(2025, 3, 22, 22, tzinfo=UTC)), raw_mail())
    assert fetch(mailbox) == 0


def test_a_wrong_password_stops_it_before_the_account_is_locked(mailbox: Mailbox) -> None:
    seal_into(mailbox, "password", "wrong")
    mailbox.save()
    assert fetch(mailbox) == 0
    row = Mailbox.objects.get()
    assert (row.is_stopped, row.fault) == (True, "The mail server does not take this user and password.")
    jobs.enqueue("capture.look")
    assert jobs.run_due() == 1


def test_disconnecting_between_two_folders_ends_the_look_without_a_trace(
    boxes: Dovecot, mailbox: Mailbox, rita: Member
) -> None:
    put(boxes, "INBOX", raw_mail(Message_ID="<2@initech.example>", From=JANE, To=BOX))
    put(boxes, "Sent", raw_mail())
    # The inbox is read first, in one batch; then comes a folder that nobody has kept yet.
    assert fetch(mailbox, stay=lambda: disconnect_mailbox(rita, by=rita)) == 1
    assert (Mailbox.objects.count(), MailFolder.objects.count(), CapturedMail.objects.count()) == (0, 0, 0)


def test_a_mailbox_that_was_connected_anew_meanwhile_is_read_by_its_own_look(
    boxes: Dovecot, mailbox: Mailbox, rita: Member
) -> None:
    put(boxes, "INBOX", raw_mail(Message_ID="<2@initech.example>", From=JANE, To=BOX))
    anew = {"host": "imap.acme.example", "user": BOX, "password": "another"}
    fetch(mailbox, stay=lambda: connect_mailbox(rita, by=rita, **anew))
    assert Mailbox.objects.get().host == "imap.acme.example"
    assert MailFolder.objects.count() == 0


def test_the_mailbox_of_somebody_who_has_left_is_not_looked_into(mailbox: Mailbox, rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    jobs.enqueue("capture.fetch", {"mailbox": mailbox.pk})
    jobs.run_due()
    assert Mailbox.objects.get().succeeded_at is None


def test_a_server_inside_of_our_network_is_not_reached(mailbox: Mailbox, settings: Any) -> None:
    settings.MAILBOX_RULES = Rules()
    fetch(mailbox)
    assert "not on the public internet" in Mailbox.objects.get().fault


def test_it_is_connected_by_its_member_and_disconnecting_erases(
    boxes: Dovecot, mailbox: Mailbox, rita: Member, mona: Member
) -> None:
    put(boxes, "Sent", raw_mail())
    fetch(mailbox)
    with pytest.raises(NotAllowed):
        disconnect_mailbox(rita, by=mona)
    disconnect_mailbox(rita, by=rita)
    assert (Mailbox.objects.count(), MailFolder.objects.count(), CapturedMail.objects.count()) == (0, 0, 0)
    with pytest.raises(NotAllowed):
        connect_mailbox(rita, by=mona, host="imap.acme.example", user=BOX, password="p")
    for wrong in ({"host": "localhost"}, {"password": ""}, {"security": "none"}, {"user": ""}):
        asked = {"host": "imap.acme.example", "user": BOX, "password": "p", **wrong}
        with pytest.raises(Refusal):
            connect_mailbox(rita, by=rita, **asked)
    made = connect_mailbox(rita, by=rita, host="imap.acme.example", user=BOX, password="app")
    assert "app" not in made.password.split(".")
    assert opened(made, "password") == "app"
