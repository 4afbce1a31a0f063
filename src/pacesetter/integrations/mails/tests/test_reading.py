"""Mail of connected accounts: what is new, each once, whatever the other side forgets or refuses."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail, DroppedMails, MailThread
from pacesetter.capture.standing_orders import locked_orders_of
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, raw_mail
from pacesetter.capture.verbs import block
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.mails import reading
from pacesetter.integrations.mails.source import MailProvider
from pacesetter.integrations.mails.tests.conftest import SENT_AT, MailServer, consented, read_mail, sends
from pacesetter.integrations.microsoft.mail import GraphMail
from pacesetter.integrations.models import Connection, ConnectionState, MailPlace
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs import disconnect
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import make_due
from pacesetter.people.models import Member

ANSWER = {"Message_ID": "<a@initech.example>", "From": f"Jürgen <{JANE}>", "To": "rita@acme.example"}


def test_what_is_sent_and_received_is_kept_once_in_its_thread(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    sends(server)
    server.comes(raw_mail(**ANSWER, In_Reply_To="<m-1@acme.example>"), NOW - timedelta(minutes=5))
    read_mail()
    rows = {row.direction: row for row in CapturedMail.objects.all()}
    assert set(rows) == {"out", "in"}
    assert (rows["out"].owner, rows["out"].sent_at, rows["out"].address) == (rita, SENT, JANE)
    assert (rows["in"].name, rows["in"].is_answer, rows["out"].is_answer) == ("Jürgen", True, False)
    assert [row.is_trusted for row in rows.values()] == [True, True]
    assert MailThread.objects.count() == 1
    asked = len(server.asked)
    read_mail()
    assert CapturedMail.objects.count() == 2
    # Nothing is new: a question for each folder, and none for a mail.
    assert len(server.asked) - asked <= 2


def test_what_comes_later_is_read_from_where_we_were(server: MailServer, connection: Connection) -> None:
    read_mail()
    sends(server)
    read_mail()
    sends(server, 2)
    read_mail()
    assert CapturedMail.objects.count() == 2
    assert all(place.is_complete for place in MailPlace.objects.all())


def test_lists_private_mail_and_drafts_are_dropped(
    kind: str, server: MailServer, connection: Connection, rita: Member
) -> None:
    server.comes(raw_mail(**ANSWER, List_Id="<news.example>"), SENT_AT)
    server.comes(raw_mail(**{**ANSWER, "Message_ID": "<b@x.example>"}, Sensitivity="private"), SENT_AT)
    if kind == "google":
        server.comes(raw_mail(Message_ID="<d@acme.example>"), SENT_AT, labels=["DRAFT"])  # type: ignore[call-arg]
    else:
        sends(server, 9, X_Draft="yes")
    read_mail()
    assert CapturedMail.objects.count() == 0
    assert dict(DroppedMails.objects.values_list("reason", "times")) == {"list": 1, "private": 1}


def test_a_first_look_goes_back_as_far_as_mail_is_kept(server: MailServer, connection: Connection) -> None:
    server.mails_per_page = 2
    for number in range(5):
        sends(server, number)
    server.comes(raw_mail(Message_ID="<old@acme.example>"), NOW - timedelta(days=40), folder="sent")
    read_mail()
    assert CapturedMail.objects.count() == 5


def test_a_date_that_somebody_wrote_ends_no_first_look(server: MailServer, connection: Connection) -> None:
    server.mails_per_page = 2
    for number in range(3):
        sends(server, number)
    when = NOW - timedelta(minutes=20)
    server.comes(raw_mail(Message_ID="<past@acme.example>", Date="Mon, 2 Mar 2015 11:30:00 +1300"), when, folder="sent")
    server.comes(raw_mail(Message_ID="<old@acme.example>"), NOW - timedelta(days=40), folder="sent")
    read_mail()
    assert CapturedMail.objects.count() == 4


def test_what_is_blocked_while_an_account_is_read_is_not_kept(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    server.mails_per_page = 1
    for number in range(3):
        sends(server, number)
    row = Connection.objects.select_related("owner__organisation").get(pk=connection.pk)
    provider = provider_of(row.provider)
    assert isinstance(provider, MailProvider)
    kept: list[int] = []

    def stay() -> None:
        kept.append(CapturedMail.objects.count())
        if kept[-1]:
            block(JANE, by=rita)

    with Caller(row) as caller:
        reading.read_mail(row, provider.mail(caller), stay=stay)
    assert (sum(kept), CapturedMail.objects.count()) == (1, 0)


def test_one_run_reads_so_much_and_the_next_one_goes_on(
    server: MailServer, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    server.mails_per_page = 2
    for number in range(5):
        sends(server, number)
    jobs.enqueue("integrations.read_mail", {"connection": connection.pk})
    jobs.run_due()
    assert CapturedMail.objects.count() == 5


def one_run(connection: Connection) -> bool:
    """Whether everything was read."""
    row = Connection.objects.select_related("owner__organisation").get(pk=connection.pk)
    provider = provider_of(row.provider)
    assert isinstance(provider, MailProvider)
    with Caller(row) as caller:
        return reading.read_mail(row, provider.mail(caller), stay=lambda: None)


def backlog() -> int:
    return sum(MailPlace.objects.values_list("backlog", flat=True))


def test_a_first_look_that_is_not_given_everything_says_so(
    kind: str, server: MailServer, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Microsoft gives the newest 5,000 of a folder."""
    monkeypatch.setattr(GraphMail, "most_at_first", 2)
    for number in range(3):
        sends(server, number)
    read_mail()
    cut = dict(MailPlace.objects.values_list("folder", "cut_at"))
    assert [name for name, at in cut.items() if at is not None] == (["sentitems"] if kind == "microsoft" else [])
    first_asked = [one.url for one in server.asked if "/delta?" in one.url and "filter" in one.url]
    assert all("orderby=receivedDateTime+desc" in one for one in first_asked)
    assert len(first_asked) == (2 if kind == "microsoft" else 0)


def test_what_is_left_is_told_as_a_number(
    server: MailServer, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    server.mails_per_page = 2
    for number in range(5):
        sends(server, number)
    left = list[int]()
    while not one_run(connection):
        left.append(backlog())
    assert (left[0], backlog()) == (3, 0)
    assert left == sorted(left, reverse=True)
    for number in range(5, 12):
        server.comes(raw_mail(Message_ID=f"<m-{number}@acme.example>"), NOW, folder="sent")
    assert not one_run(connection)
    # At Microsoft those of the last hour are counted, which were read before.
    assert 5 <= backlog() <= 12
    while not one_run(connection):
        assert backlog() > 0
    assert backlog() == 0
    assert CapturedMail.objects.count() == 12


def test_mail_is_read_also_where_nobody_counts_it(kind: str, server: MailServer, connection: Connection) -> None:
    sends(server)
    part = "labels" if kind == "google" else "messages"
    server.fail("GET", part, Answer(500, {}, b""))
    read_mail()
    assert CapturedMail.objects.count() == 1
    assert backlog() == 0


def test_where_the_other_side_has_forgotten_us_we_begin_again_and_know_what_we_know(
    server: MailServer, connection: Connection
) -> None:
    sends(server)
    read_mail()
    sends(server, 2)
    server.forgets_where_we_were()
    read_mail()
    assert sorted(CapturedMail.objects.values_list("message_id", flat=True)) == ["m-1@acme.example", "m-2@acme.example"]
    assert Connection.objects.get().state == ConnectionState.CONNECTED


def test_too_many_requests_are_waited_out_and_nothing_is_lost(
    kind: str, server: MailServer, connection: Connection
) -> None:
    read_mail()
    sends(server)
    part = "history" if kind == "google" else "sentitems"
    server.fail("GET", part, Answer(429, {"retry-after": "60", "content-type": "application/json"}, b"{}"))
    read_mail()
    assert CapturedMail.objects.count() == 0
    assert Connection.objects.get().state == ConnectionState.CONNECTED
    # The gate is closed for as long as we were asked to wait.
    with clock.standing_at(NOW + timedelta(minutes=2)):
        make_due(Job.objects.get(kind="integrations.read_mail", state=Job.State.QUEUED))
        jobs.run_due()
    assert CapturedMail.objects.count() == 1


def test_a_consent_that_was_withdrawn_needs_attention_and_stops_the_reading(
    server: MailServer, connection: Connection
) -> None:
    sends(server)
    server.withdraws_consent()
    read_mail()
    assert Connection.objects.get().state == ConnectionState.NEEDS_ATTENTION
    asked = len(server.asked)
    read_mail()
    assert (CapturedMail.objects.count(), len(server.asked)) == (0, asked)


def test_disconnecting_erases_what_is_not_logged_and_where_we_were(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    sends(server)
    read_mail()
    disconnect(connection, by=rita)
    jobs.run_due()
    ended = Connection.objects.get()
    assert (ended.state, ended.secrets) == (ConnectionState.ENDED, "")
    assert CapturedMail.objects.count() == MailPlace.objects.count() == 0


def test_nothing_is_kept_of_a_page_that_arrives_after_the_account_was_disconnected(
    kind: str, server: MailServer, connection: Connection, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends(server)

    def disconnected_meanwhile(owner: Member) -> object:
        Connection.objects.update(state=ConnectionState.ENDED)
        return locked_orders_of(owner)

    monkeypatch.setattr(reading, "locked_orders_of", disconnected_meanwhile)
    read_mail()
    assert CapturedMail.objects.count() == 0


@pytest.mark.parametrize("kind", ["microsoft"])
def test_an_account_that_is_disconnected_between_two_folders_leaves_no_place(
    server: MailServer, connection: Connection, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends(server)
    server.comes(raw_mail(**ANSWER), NOW - timedelta(minutes=5))
    seen = list[int]()

    def folders(account: GraphMail) -> Iterator[str]:
        yield "inbox"
        seen.append(CapturedMail.objects.count())
        disconnect(connection, by=rita)
        yield "sentitems"

    monkeypatch.setattr(GraphMail, "folders", property(folders))
    assert one_run(connection)
    assert (seen, MailPlace.objects.count(), CapturedMail.objects.count()) == ([1], 0, 0)


def test_mail_in_the_inbox_under_the_member_s_own_name_proves_nothing(
    server: MailServer, connection: Connection
) -> None:
    server.comes(raw_mail(), SENT_AT)
    read_mail()
    assert not CapturedMail.objects.get().is_trusted


def test_the_account_s_own_address_is_the_member_s(kind: str, server: MailServer, connection: Connection) -> None:
    sends(server, From=f"Rita <{Connection.objects.get().account_name}>")
    read_mail()
    assert CapturedMail.objects.get().direction == "out"


def test_mail_is_read_only_where_it_is_switched_on_and_consented_to(
    kind: str, server: MailServer, rita: Member, ada: Member
) -> None:
    sends(server)
    consented(kind, rita, ada, "calendar")
    read_mail()
    assert CapturedMail.objects.count() == 0
    with pytest.raises(Refusal):
        consented(kind, rita, ada, "everything")


def test_the_mail_of_somebody_who_has_left_is_not_read(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    sends(server)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    Job.objects.all().delete()
    read_mail()
    assert CapturedMail.objects.count() == 0


@pytest.mark.parametrize("kind", ["microsoft"])
def test_without_headers_a_mail_is_read_from_its_fields(server: MailServer, connection: Connection) -> None:
    server.tells_headers = False  # type: ignore[attr-defined]
    server.comes(raw_mail(**ANSWER, In_Reply_To="<m-1@acme.example>"), SENT_AT)
    read_mail()
    row = CapturedMail.objects.get()
    assert (row.direction, row.is_answer, row.name) == ("in", True, "Jürgen")
