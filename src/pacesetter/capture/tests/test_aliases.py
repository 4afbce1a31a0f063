"""Another address from which a member writes counts once they have opened the link that went there."""

import re
import time

import pytest
from django.core import mail as outgoing

from pacesetter import jobs
from pacesetter.capture.house_mail import owners_of
from pacesetter.capture.houses import house_of
from pacesetter.capture.models import MailAlias
from pacesetter.capture.tests.conftest import JANE, NOW, mail
from pacesetter.capture.verbs import add_alias, ask_about_alias, confirm_alias, remove_alias
from pacesetter.capture.verbs.aliases import LIFETIME
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Contact
from pacesetter.events.models import Event
from pacesetter.people.models import Member

PRIVATE = "rita@private.example"


def secret_for(address: str) -> str:
    """What the last mail to the address holds."""
    jobs.run_due()
    bodies = [str(one.body) for one in outgoing.outbox if one.to == [address]]
    found = re.search(r"/profile/mail/aliases/([^/\s]+)/", bodies[-1])
    assert found is not None
    return found[1]


def test_nobody_gets_the_mail_of_an_address_by_claiming_it(rita: Member, raj: Member) -> None:
    add_alias(rita, "Boss@acme.example", by=rita)
    add_alias(rita, "cfo@customer.example", by=rita)
    assert owners_of(mail(From="boss@acme.example", To=JANE)) == []
    assert owners_of(mail(From=JANE, To="boss@acme.example")) == []
    assert [house_of(one).is_ours("cfo@customer.example") for one in (rita, raj)] == [False, False]
    assert house_of(rita).own == {"rita@acme.example"}


def test_it_is_the_member_s_from_when_they_open_the_link(rita: Member, raj: Member) -> None:
    add_alias(rita, PRIVATE.title(), by=rita)
    secret = secret_for(PRIVATE)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=raj)
    confirm_alias(secret, by=rita)
    assert owners_of(mail(From=PRIVATE, To=JANE)) == [rita]
    assert PRIVATE in house_of(rita).own
    assert house_of(raj).is_ours(PRIVATE)
    verbs = Event.objects.filter(verb__startswith="member.mail_alias").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["member.mail_alias_added", "member.mail_alias_confirmed"]
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=rita)


def test_a_link_works_for_a_day_and_for_what_was_not_removed(rita: Member) -> None:
    alias = add_alias(rita, PRIVATE, by=rita)
    secret = secret_for(PRIVATE)
    remove_alias(alias, by=rita)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=rita)
    ask_about_alias(add_alias(rita, PRIVATE, by=rita), by=rita)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias("invented", by=rita)
    assert MailAlias.objects.get().confirmed_at is None


def test_claiming_keeps_nobody_from_their_own_address(rita: Member, raj: Member) -> None:
    add_alias(rita, "raj@private.example", by=rita)
    add_alias(raj, "raj@private.example", by=raj)
    secret = secret_for("raj@private.example")
    confirm_alias(secret, by=raj)
    with pytest.raises(Refusal, match="colleague"):
        confirm_alias(ask_about_alias(rita.mail_aliases.get(), by=rita).split("/")[-2], by=rita)
    with pytest.raises(Refusal, match="colleague"):
        add_alias(rita, "raj@private.example", by=rita)


def test_an_administrator_s_word_for_somebody_else_counts_and_for_themselves_does_not(
    rita: Member, ada: Member
) -> None:
    assert add_alias(rita, "sales@acme.example", by=ada).confirmed_at == NOW
    assert add_alias(ada, "boss@acme.example", by=ada).confirmed_at is None
    with pytest.raises(NotAllowed):
        ask_about_alias(rita.mail_aliases.get(), by=ada)


def test_what_is_no_address_a_colleague_s_or_a_contact_s_is_refused(
    rita: Member, raj: Member, mona: Member, jane: Contact
) -> None:
    for address, said in (("nonsense", "no e-mail"), ("raj@acme.example", "colleague"), (JANE, "contact")):
        with pytest.raises(Refusal, match=said):
            add_alias(rita, address, by=rita)
    with pytest.raises(NotAllowed):
        add_alias(rita, "other@private.example", by=mona)
    assert MailAlias.objects.count() == 0


def test_a_link_is_too_old_after_a_day(rita: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    link = ask_about_alias(add_alias(rita, PRIVATE, by=rita), by=rita)
    # Signed links know the time of the machine alone.
    later = time.time() + LIFETIME.total_seconds() + 2
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(link.split("/")[-2], by=rita)
