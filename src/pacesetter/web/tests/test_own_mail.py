"""My e-mail: the address, aliases, blocks, rules, and what is kept; and the settings of an administrator."""

import re
import uuid
from typing import Any

import pytest
from django.core import mail

from pacesetter import jobs
from pacesetter.capture.asking_often import AGAIN_AFTER
from pacesetter.capture.models import (
    BlockedAddress,
    CaptureAddress,
    CapturedMail,
    CaptureSettings,
    EntraIdentity,
    MailAlias,
    Mailbox,
    RemovedSetting,
    StandingRule,
)
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.test_mails import waiting_mail

SURE = {"confirmed": "yes"}
SURE_DELETE = {"_method": "DELETE", **SURE}

pytestmark = pytest.mark.usefixtures("at_noon")


def test_an_address_is_made_shown_renewed_and_taken_away(visitor: Visitor, rita: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = "kpi.example"
    visitor.log_in(rita).post("/profile/mail/address/")
    first = CaptureAddress.objects.get().token
    assert f"log+{first}@kpi.example" in visitor.read("/profile/mail/")
    question = visitor.post("/profile/mail/address/")
    assert "refused from then on" in question.content.decode()
    assert CaptureAddress.objects.get().token == first
    visitor.post("/profile/mail/address/", SURE)
    assert first not in visitor.read("/profile/mail/")
    visitor.delete("/profile/mail/address/")
    assert CaptureAddress.objects.count() == 1
    visitor.post("/profile/mail/address/", SURE_DELETE)
    assert CaptureAddress.objects.count() == 0


def test_without_a_domain_for_mail_it_says_so(visitor: Visitor, rita: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = ""
    assert "takes no mail" in visitor.log_in(rita).read("/profile/mail/")
    visitor.post("/profile/mail/address/")
    assert CaptureAddress.objects.count() == 0


def test_another_address_counts_once_its_link_was_opened(visitor: Visitor, rita: Member, raj: Member) -> None:
    visitor.log_in(rita).post("/profile/mail/aliases/", {"address": "rita@private.example"})
    alias = MailAlias.objects.get()
    assert "Not confirmed" in visitor.read("/profile/mail/")
    visitor.post(f"/profile/mail/aliases/{alias.pk}/")
    assert "The next one can go from" in visitor.read("/profile/mail/")
    with clock.standing_at(NOW + AGAIN_AFTER):
        visitor.post(f"/profile/mail/aliases/{alias.pk}/")
        assert "A link is on its way" in visitor.read("/profile/mail/")
    jobs.run_due()
    assert [one.to for one in mail.outbox] == [["rita@private.example"]] * 2
    found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    assert visitor.log_in(raj).post(found[1]).status_code == 410
    assert "rita@private.example" in visitor.log_in(rita).read(found[1])
    assert MailAlias.objects.get().confirmed_at is None
    visitor.post(found[1])
    assert MailAlias.objects.get().confirmed_at is not None
    assert "Not confirmed" not in visitor.read("/profile/mail/")
    assert visitor.get(found[1]).status_code == 410


def test_another_address_is_removed_by_whose_it_is(visitor: Visitor, rita: Member, raj: Member) -> None:
    alias = MailAlias.objects.create(member=rita, address="rita@private.example", confirmed_at=NOW)
    assert visitor.log_in(raj).delete(f"/profile/mail/aliases/{alias.pk}/").status_code == 404
    answer = visitor.post("/profile/mail/aliases/", {"address": "rita@private.example"})
    assert (answer.status_code, "colleague" in answer.content.decode()) == (422, True)
    visitor.log_in(rita).delete(f"/profile/mail/aliases/{alias.pk}/")
    assert MailAlias.objects.count() == 0
    take_back(visitor, "Removed: rita@private.example.")
    assert MailAlias.objects.get().confirmed_at == NOW


def test_a_domain_is_blocked_for_oneself(visitor: Visitor, rita: Member) -> None:
    waiting_mail(rita)
    question = visitor.log_in(rita).post("/profile/mail/blocked/", {"pattern": "initech.example"})
    assert "Block @initech.example?" in question.content.decode()
    assert (CapturedMail.objects.count(), BlockedAddress.objects.count()) == (1, 0)
    visitor.post("/profile/mail/blocked/", {"pattern": "initech.example", **SURE})
    assert CapturedMail.objects.count() == 0
    blocked = BlockedAddress.objects.get()
    assert (blocked.member, blocked.pattern) == (rita, "@initech.example")
    assert visitor.post("/profile/mail/blocked/", {"pattern": "nonsense"}).status_code == 422
    visitor.delete(f"/profile/mail/blocked/{blocked.pk}/")
    assert BlockedAddress.objects.count() == 0
    take_back(visitor, "Removed: @initech.example.")
    assert BlockedAddress.objects.count() == 1


def take_back(visitor: Visitor, said: str) -> None:
    """Press Undo beside what was said."""
    page = visitor.read("/profile/mail/")
    assert said in page
    path = f"/profile/mail/removed/{RemovedSetting.objects.get().pk}/"
    assert path in page
    visitor.delete(path)
    assert "It is as it was before." in visitor.read("/profile/mail/")
    assert visitor.delete(path).status_code == 404


def test_only_an_administrator_blocks_for_everybody(visitor: Visitor, rita: Member, ada: Member) -> None:
    sent = {"pattern": "law.example", "everybody": "yes", **SURE}
    assert visitor.log_in(rita).post("/profile/mail/blocked/", sent).status_code == 403
    visitor.log_in(ada).post("/profile/mail/blocked/", sent)
    blocked = BlockedAddress.objects.get()
    assert blocked.member is None
    assert "@law.example" in visitor.read("/settings/mail/")
    assert visitor.log_in(rita).delete(f"/profile/mail/blocked/{blocked.pk}/").status_code == 404


def test_what_is_not_logged_is_erased_on_wish(visitor: Visitor, rita: Member, raj: Member) -> None:
    waiting_mail(rita)
    waiting_mail(raj, 2)
    question = visitor.log_in(rita).delete("/profile/mail/waiting/")
    assert "be undone" in question.content.decode()
    assert CapturedMail.objects.count() == 2
    visitor.post("/profile/mail/waiting/", SURE_DELETE)
    assert [mail.owner for mail in CapturedMail.objects.all()] == [raj]


def test_an_administrator_edits_the_settings_and_sees_states_but_no_mail(
    visitor: Visitor, ada: Member, rita: Member
) -> None:
    waiting_mail(rita)
    visitor.log_in(ada).post("/settings/mail/", {"keeps_subject": "on", "kept_days": "14"})
    decided = CaptureSettings.objects.get()
    assert (decided.keeps_subject, decided.takes_incoming, decided.kept_days) == (True, False, 14)
    page = visitor.read("/settings/mail/")
    assert "1 e-mail waits" in page
    assert "Person 1" not in page
    assert visitor.post("/settings/mail/", {"kept_days": "0"}).status_code == 200
    assert CaptureSettings.objects.get().kept_days == 14


def test_a_mailbox_is_connected_and_its_password_is_shown_nowhere(visitor: Visitor, rita: Member, ada: Member) -> None:
    sent = {"host": "imap.acme.example", "security": "tls", "user": "rita@acme.example", "password": "app-pass-word"}
    answer = visitor.log_in(rita).post("/profile/mail/mailbox/", {**sent, "host": "nonsense"})
    assert (answer.status_code, "no name of a server" in answer.content.decode()) == (422, True)
    assert "app-pass-word" not in answer.content.decode()
    visitor.post("/profile/mail/mailbox/", sent)
    page = visitor.read("/profile/mail/")
    assert "for the first time" in page
    assert "app-pass-word" not in page
    Mailbox.objects.update(fault="It does not take this user.", failed_at=NOW, is_stopped=True)
    assert "does not take this user" in visitor.log_in(ada).read("/settings/mail/")


def test_disconnecting_erases_what_is_not_logged(visitor: Visitor, rita: Member) -> None:
    Mailbox.objects.create(member=rita, host="h.example", user="u", password="x", connected_at=NOW)
    waiting_mail(rita)
    question = visitor.log_in(rita).delete("/profile/mail/mailbox/")
    assert "Disconnect your mailbox?" in question.content.decode()
    assert (Mailbox.objects.count(), CapturedMail.objects.count()) == (1, 1)
    visitor.post("/profile/mail/mailbox/", SURE_DELETE)
    assert (Mailbox.objects.count(), CapturedMail.objects.count()) == (0, 0)


def test_a_microsoft_account_is_shown_and_disconnected_by_whose_it_is(
    visitor: Visitor, rita: Member, raj: Member
) -> None:
    identity = EntraIdentity.objects.create(member=rita, tenant_id=uuid.uuid4(), object_id=uuid.uuid4(), linked_at=NOW)
    assert visitor.log_in(raj).delete(f"/profile/mail/microsoft/{identity.pk}/").status_code == 404
    assert "Microsoft account, linked" not in visitor.read("/profile/mail/")
    assert "Microsoft account, linked" in visitor.log_in(rita).read("/profile/mail/")
    question = visitor.delete(f"/profile/mail/microsoft/{identity.pk}/")
    assert "Disconnect the Microsoft account?" in question.content.decode()
    assert EntraIdentity.objects.count() == 1
    visitor.post(f"/profile/mail/microsoft/{identity.pk}/", SURE_DELETE)
    assert EntraIdentity.objects.count() == 0


def test_rules_addresses_and_blocks_are_paged_each_on_its_own(visitor: Visitor, rita: Member) -> None:
    for number in range(21):
        StandingRule.objects.create(owner=rita, direction="out", address=f"r{number:02}@x.example", made_at=NOW)
        MailAlias.objects.create(member=rita, address=f"a{number:02}@x.example")
        BlockedAddress.objects.create(member=rita, pattern=f"@b{number:02}.example")
    first = visitor.log_in(rita).read("/profile/mail/")
    assert first.count("Page 1 of 2") == 3
    last = visitor.read("/profile/mail/?rules=2&aliases=2&blocked=2")
    assert last.count("Page 2 of 2") == 3
    for sign, end in (("r", "@x"), ("a", "@x"), ("@b", ".")):
        shown = [[number for number in range(21) if f"{sign}{number:02}{end}" in page] for page in (first, last)]
        assert sorted(shown[0] + shown[1]) == list(range(21)), sign
        assert (len(shown[0]), len(shown[1])) == (20, 1), sign
    assert "rules=2&amp;aliases=2&amp;blocked=1" in last


def test_members_do_not_see_the_settings(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).get("/settings/mail/").status_code == 403
