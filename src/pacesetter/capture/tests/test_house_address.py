"""One address for everybody: what a mail server's rule passes on is kept for those whose it is."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail, DroppedMails, HouseAddress, MailAlias
from pacesetter.capture.tests.conftest import JANE, NOW, raw_mail
from pacesetter.capture.tests.test_vouching import PASS
from pacesetter.capture.verbs import block, renew_house_address, revoke_house_address
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.taking import organisation_for, take
from pacesetter.people.models import Member


@pytest.fixture
def address(ada: Member, settings: Any) -> str:
    settings.INBOUND_DOMAIN = "kpi.example"
    settings.INBOUND_VOUCHED_BY = "mx.kpi.example"
    return address_of("log", renew_house_address(by=ada).token)


def delivered(address: str, **headers: str) -> None:
    take(sender="bounces@acme.example", recipient=address, raw=raw_mail(**headers))
    jobs.run_due()


def kept() -> list[tuple[str, str]]:
    return sorted((row.owner.name, row.direction) for row in CapturedMail.objects.select_related("owner"))


def test_what_a_member_writes_is_theirs_alone(address: str, rita: Member, raj: Member) -> None:
    delivered(address, Cc="raj@acme.example")
    delivered(address, Cc="raj@acme.example")
    assert kept() == [("Rita", "out")]
    house = HouseAddress.objects.get()
    assert (house.last_mail_at is not None, house.last_refusal) == (True, "")


def test_what_is_written_to_several_is_each_one_s(address: str, rita: Member, raj: Member, mona: Member) -> None:
    MailAlias.objects.create(member=raj, address="sales@acme.example", confirmed_at=NOW)
    delivered(address, From=JANE, To="RITA@acme.example, sales@acme.example")
    assert kept() == [("Raj", "in"), ("Rita", "in")]


def test_what_is_no_member_s_is_kept_for_nobody(address: str, rita: Member, raj: Member) -> None:
    Member.objects.filter(pk=raj.pk).update(archived_at=rita.created_at)
    delivered(address, From=JANE, To="raj@acme.example, reception@acme.example")
    assert (CapturedMail.objects.count(), DroppedMails.objects.count()) == (0, 0)
    assert HouseAddress.objects.get().last_refusal == "nobody"


def test_what_is_between_colleagues_blocked_or_forged_is_dropped(address: str, rita: Member, raj: Member) -> None:
    block("initech.example", by=rita)
    delivered(address)
    delivered(address, Message_ID="<2@x>", To="raj@acme.example")
    forged = {"Message_ID": "<3@x>", "To": "joe@x.example", "Authentication_Results": PASS.replace("pass", "fail")}
    delivered(address, **forged)
    assert CapturedMail.objects.count() == 0
    rows = DroppedMails.objects.values_list("owner__name", "reason")
    assert sorted(rows) == [("Rita", "blocked"), ("Rita", "forged"), ("Rita", "internal")]
    assert HouseAddress.objects.get().last_refusal == "forged"


def test_only_who_is_vouched_for_is_believed(address: str, rita: Member) -> None:
    delivered(address)
    assert not CapturedMail.objects.get().is_trusted
    delivered(address, Authentication_Results=PASS)
    assert CapturedMail.objects.get().is_trusted


def test_it_is_an_administrator_s_and_a_new_one_ends_the_old_one(
    address: str, rita: Member, ada: Member, otto: Member, settings: Any
) -> None:
    assert organisation_for(address) == ada.organisation_id
    for somebody in (rita, otto):
        with pytest.raises(NotAllowed):
            renew_house_address(by=somebody)
        with pytest.raises(NotAllowed):
            revoke_house_address(by=somebody)
    again = address_of("log", renew_house_address(by=ada).token)
    assert (organisation_for(address), organisation_for(again)) == (None, ada.organisation_id)
    for _twice in range(2):
        revoke_house_address(by=ada)
    assert organisation_for(again) is None
    settings.INBOUND_DOMAIN = ""
    with pytest.raises(Refusal, match="takes no mail"):
        renew_house_address(by=ada)
