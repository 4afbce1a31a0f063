"""Another address from which a member writes counts once they have opened the link that went there."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail as outgoing

from pacesetter import jobs
from pacesetter.capture.asking_often import AGAIN_AFTER, MOST_TO_ALL, MOST_TO_ONE
from pacesetter.capture.house_mail import owners_of
from pacesetter.capture.houses import house_of
from pacesetter.capture.models import MailAlias
from pacesetter.capture.tests.conftest import JANE, NOW, mail
from pacesetter.capture.verbs import add_alias, ask_about_alias, confirm_alias, remove_alias, vouch_for_alias
from pacesetter.capture.verbs.aliases import LIFETIME
from pacesetter.core import clock
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
    assert [verb.rpartition("_")[2] for verb in verbs] == ["added", "asked", "confirmed"]
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=rita)


def test_a_link_works_for_a_day_and_for_what_was_not_removed(rita: Member) -> None:
    alias = add_alias(rita, PRIVATE, by=rita)
    secret = secret_for(PRIVATE)
    remove_alias(alias, by=rita)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=rita)
    with clock.standing_at(NOW + AGAIN_AFTER):
        add_alias(rita, PRIVATE, by=rita)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias("invented", by=rita)
    assert MailAlias.objects.get().confirmed_at is None


def links_to(*addresses: str) -> list[int]:
    """How many links went to each."""
    jobs.run_due()
    return [sum(one.to == [address] for one in outgoing.outbox) for address in addresses]


def test_links_go_to_a_stranger_s_address_a_few_times_and_no_more(rita: Member, raj: Member) -> None:
    alias = add_alias(rita, PRIVATE, by=rita)
    with pytest.raises(Refusal, match="The next one can go from"):
        ask_about_alias(alias, by=rita)
    # Taking it away and adding it again is no way around it.
    remove_alias(alias, by=rita)
    with pytest.raises(Refusal, match="already"):
        add_alias(rita, PRIVATE, by=rita)
    assert MailAlias.objects.count() == 0
    for number in range(1, MOST_TO_ONE):
        with clock.standing_at(NOW + number * AGAIN_AFTER):
            add_alias(rita, PRIVATE, by=rita)
    with clock.standing_at(NOW + timedelta(hours=23)), pytest.raises(Refusal, match="already"):
        ask_about_alias(rita.mail_aliases.get(), by=rita)
    assert links_to(PRIVATE) == [MOST_TO_ONE]
    # Somebody else's count is their own, and the next day begins anew.
    add_alias(raj, PRIVATE, by=raj)
    with clock.standing_at(NOW + timedelta(days=1)):
        ask_about_alias(rita.mail_aliases.get(), by=rita)
    assert links_to(PRIVATE) == [MOST_TO_ONE + 2]


def test_nobody_sends_links_to_the_whole_world(rita: Member) -> None:
    addresses = [f"a{number}@x.example" for number in range(MOST_TO_ALL + 1)]
    for address in addresses[:-1]:
        add_alias(rita, address, by=rita)
    with pytest.raises(Refusal, match="many addresses"):
        add_alias(rita, addresses[-1], by=rita)
    assert links_to(*addresses) == [1] * MOST_TO_ALL + [0]


def test_claiming_keeps_nobody_from_their_own_address(rita: Member, raj: Member) -> None:
    add_alias(rita, "raj@private.example", by=rita)
    add_alias(raj, "raj@private.example", by=raj)
    secret = secret_for("raj@private.example")
    confirm_alias(secret, by=raj)
    with clock.standing_at(NOW + AGAIN_AFTER), pytest.raises(Refusal, match="colleague"):
        confirm_alias(ask_about_alias(rita.mail_aliases.get(), by=rita).split("/")[-2], by=rita)
    with pytest.raises(Refusal, match="colleague"):
        add_alias(rita, "raj@private.example", by=rita)


def test_an_administrator_s_word_for_somebody_else_counts_and_for_themselves_does_not(
    rita: Member, ada: Member
) -> None:
    assert add_alias(rita, "sales@acme.example", by=ada).confirmed_at == NOW
    own = add_alias(ada, "boss@acme.example", by=ada)
    assert own.confirmed_at is None
    for refused in (ask_about_alias, vouch_for_alias):
        with pytest.raises(NotAllowed):
            refused(rita.mail_aliases.get() if refused is ask_about_alias else own, by=ada)


def test_what_a_member_claims_an_administrator_confirms_once_and_the_member_is_told(
    rita: Member, raj: Member, mona: Member, ada: Member, otto: Member
) -> None:
    alias = add_alias(rita, PRIVATE, by=rita)
    for other in (rita, raj, mona, otto):
        with pytest.raises(NotAllowed):
            vouch_for_alias(alias, by=other)
    for _again in range(2):
        assert vouch_for_alias(alias, by=ada).confirmed_at == NOW
    assert links_to(rita.email) == [1]
    assert "Ada administers" in str(outgoing.outbox[-1].body)
    assert PRIVATE in str(outgoing.outbox[-1].body)
    claimed = add_alias(raj, "raj@private.example", by=raj)
    add_alias(rita, "raj@private.example", by=ada)
    with pytest.raises(Refusal, match="colleague"):
        vouch_for_alias(claimed, by=ada)


def test_nothing_is_confirmed_for_somebody_who_has_left(rita: Member, ada: Member) -> None:
    alias = add_alias(rita, PRIVATE, by=rita)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    gone = Member.objects.get(pk=rita.pk)
    with pytest.raises(Refusal, match="has left"):
        vouch_for_alias(MailAlias.objects.get(pk=alias.pk), by=ada)
    with pytest.raises(Refusal, match="has left"):
        add_alias(gone, "other@private.example", by=ada)
    assert list(MailAlias.objects.values_list("confirmed_at", flat=True)) == [None]


def test_what_is_no_address_a_colleague_s_or_a_contact_s_is_refused(
    rita: Member, raj: Member, mona: Member, jane: Contact
) -> None:
    wrong = {"nonsense": "no e-mail", "raj@acme.example": "colleague", JANE: "contact", "Rita@acme.example": "already"}
    for address, said in wrong.items():
        with pytest.raises(Refusal, match=said):
            add_alias(rita, address, by=rita)
    with pytest.raises(NotAllowed):
        add_alias(rita, "other@private.example", by=mona)
    assert MailAlias.objects.count() == 0


def test_a_link_is_too_old_after_a_day(rita: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    add_alias(rita, PRIVATE, by=rita)
    secret = secret_for(PRIVATE)
    # Signed links know the time of the machine alone.
    later = time.time() + LIFETIME.total_seconds() + 2
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(Refusal, match="no longer"):
        confirm_alias(secret, by=rita)
