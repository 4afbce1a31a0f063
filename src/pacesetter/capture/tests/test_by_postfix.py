"""From a real mail server to what waits: Postfix takes a blind copy by SMTP and hands it to us by LMTP."""

import smtplib
from pathlib import Path
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import JANE, raw_mail
from pacesetter.capture.verbs import renew_address
from pacesetter.crm.models import Contact
from pacesetter.mail.inbound.addresses import address_of, new_token
from pacesetter.mail.models import InboundMessage
from pacesetter.mail.tests.lmtp import inbound_server
from pacesetter.mail.tests.postfix import postfix
from pacesetter.mail.tests.servers import until
from pacesetter.people.models import Member

DOMAIN = "kpi.example"


@pytest.mark.django_db(transaction=True)
def test_a_blind_copy_comes_by_postfix_and_waits_and_a_made_up_address_bounces(
    transactional_db: None, rita: Member, jane: Contact, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = DOMAIN
    address, made_up = address_of("log", renew_address(rita, by=rita).token), address_of("log", new_token())
    with inbound_server("lmtp") as port, postfix({DOMAIN: port}) as server:
        with smtplib.SMTP("127.0.0.1", server.port) as client:
            # As mail programs do it: whom it is copied to stands in the envelope alone.
            client.sendmail("rita@acme.example", [address, made_up], raw_mail(Cc="Joe <joe@initech.example>"))
        log = server.folder / "log"
        until(lambda: _said(log, "status=sent") and _said(log, "status=bounced"), "both deliveries", log=log)
    kept = InboundMessage.objects.get()
    assert (kept.recipient, kept.sender) == (address, "rita@acme.example")
    assert b"nobody reads" not in bytes(kept.raw)
    jobs.run_due()
    row = CapturedMail.objects.get()
    assert (row.owner, row.direction, row.contact, row.routes) == (rita, "out", jane, ["address"])
    assert [who for who, _name in row.others] == [JANE, "joe@initech.example"]
    # Postfix vouches for nobody, so nothing is logged by itself.
    assert (row.state, row.is_trusted) == ("waiting", False)


def _said(log: Path, what: str) -> bool:
    return log.exists() and what in log.read_text(errors="replace")
