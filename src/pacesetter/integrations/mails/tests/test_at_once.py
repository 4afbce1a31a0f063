"""One mail by every door there is: the add-in's over HTTP, a blind copy, a real IMAP server, and Microsoft's API."""

import imaplib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from itertools import permutations
from threading import Barrier
from typing import Any

import pytest
from django.db import connection as database

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.outlook.tests.conftest import Pane, opened, pane_of
from pacesetter.capture.fetching import fetch
from pacesetter.capture.models import CapturedMail, Mailbox
from pacesetter.capture.reading_heads import read_head
from pacesetter.capture.receiving import CopiesOfMail
from pacesetter.capture.tests.conftest import JANE, NOW, raw_mail
from pacesetter.capture.verbs import renew_address
from pacesetter.capture.verbs.intending import intend
from pacesetter.core.http import Rules, networks
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.mails.reading import read_mail as read_account
from pacesetter.integrations.mails.tests.conftest import SENT_AT, consented
from pacesetter.integrations.microsoft.mail import GraphMail
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.kpis import tallies
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.models import InboundMessage
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.sealed import seal_into

BOX = "rita@acme.example"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with dovecot({BOX: "secret"}) as made:
        yield made


@dataclass
class Doors:
    """Rita's mail by each way. `sends` puts the same mail where each of them finds it."""

    rita: Member
    follow_up: ActivityType
    boxes: Dovecot
    graph: FakeGraphMail
    token: str
    pane: Pane

    def sends(self, raw: bytes) -> None:
        self.raw = raw
        self.graph.comes(raw, SENT_AT, folder="sent")
        with imaplib.IMAP4("127.0.0.1", self.boxes.imap_port) as client:
            client.login(BOX, "secret")
            client.append("Sent", "", imaplib.Time2Internaldate(SENT_AT), raw)
        where = {"recipient": address_of("log", self.token), "received_at": NOW, "size": len(raw)}
        self.copy = InboundMessage.objects.create(raw=CopiesOfMail().kept(raw), **where)

    def add_in(self) -> None:
        mail = opened(message_id=f"<{read_head(self.raw, received_at=NOW).message_id}>")
        status, told = self.pane.ask("activities/", {"mail": mail, "choice": {"type": self.follow_up.pk}})
        assert (status, told["state"]) == (200, "logged")

    def address(self) -> None:
        CopiesOfMail().receive(self.copy, self.token)

    def imap(self) -> None:
        fetch(Mailbox.objects.select_related("member__organisation").get())

    def api(self) -> None:
        connection = Connection.objects.select_related("owner__organisation").get()
        with Caller(connection) as caller:
            read_account(connection, GraphMail(caller), stay=lambda: None)

    @property
    def all(self) -> list[Callable[[], None]]:
        return [self.add_in, self.address, self.imap, self.api]


@pytest.fixture
def doors(
    rita: Member, ada: Member, follow_up: ActivityType, jane: Contact, boxes: Dovecot, settings: Any
) -> Iterator[Doors]:
    settings.INBOUND_DOMAIN = "kpi.example"
    settings.MAILBOX_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]))
    row = Mailbox(member=rita, host="127.0.0.1", port=boxes.imap_port, security="none", user=BOX, connected_at=NOW)
    seal_into(row, "password", "secret")
    row.save()
    graph = FakeGraphMail()
    with answered_by(graph):
        consented("microsoft", rita, ada)
        yield Doors(rita, follow_up, boxes, graph, renew_address(rita, by=rita).token, pane_of(rita))


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def follow_up(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="Follow-up e-mail", category="email", default_minutes=5)


ROUTES = ["address", "graph", "imap", "outlook_add_in"]


def test_in_whichever_order_it_comes_it_is_one_mail_and_one_activity(doors: Doors) -> None:
    orders = list(permutations(doors.all))
    for number, order in enumerate(orders):
        doors.sends(raw_mail(Message_ID=f"<turn-{number}@acme.example>"))
        for door in order:
            door()
        assert sorted(CapturedMail.objects.get(message_id=f"turn-{number}@acme.example").routes) == ROUTES
    assert CapturedMail.objects.filter(message_id__startswith="turn").count() == Activity.objects.count() == len(orders)
    assert tallies.mismatches() == []


@pytest.mark.django_db(transaction=True)
def test_by_all_doors_at_once_a_mail_that_was_classified_while_it_was_written_is_counted_once(
    transactional_db: None, doors: Doors
) -> None:
    intend(by=doors.rita, to=[JANE], activity_type=doors.follow_up, route="outlook", subject="Our offer")
    for number in range(3):
        doors.sends(raw_mail(Message_ID=f"<at-once-{number}@acme.example>"))
        together = Barrier(4)

        def arrive(door: Callable[[], None], together: Barrier = together) -> None:
            try:
                together.wait(30)
                door()
            finally:
                database.close()

        with ThreadPoolExecutor(4) as pool:
            # With the clock and the organisation of this test.
            for done in [pool.submit(copy_context().run, arrive, door) for door in doors.all]:
                done.result()
        assert sorted(CapturedMail.objects.get(message_id=f"at-once-{number}@acme.example").routes) == ROUTES
    # The mailbox also holds what another test has put there, which nobody classifies.
    assert CapturedMail.objects.filter(message_id__startswith="at-once").count() == Activity.objects.count() == 3
    assert tallies.mismatches() == []
