"""Phone systems, set up by an administrator."""

import re

import pytest

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallSource, MemberLine
from pacesetter.telephony.verbs import add_source
from pacesetter.tenancy.sealed import opened
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last


@pytest.fixture
def asked(call: ActivityType, connected: Outcome) -> dict[str, str]:
    return {
        "name": "Switchboard",
        "shape": "standard",
        "secret": "",
        "outbound_type": str(call.pk),
        "inbound_type": "",
        "connected": str(connected.pk),
        "voicemail": "",
        "no_answer": "",
        "busy": "",
        "failed": "-",
        "missed": "-",
    }


def test_one_is_added_and_its_secret_is_shown_once(
    visitor: Visitor, ada: Member, asked: dict[str, str], connected: Outcome
) -> None:
    page = visitor.log_in(ada).post("/settings/phone/new/", asked).content.decode()
    source = CallSource.objects.get()
    secret = re.search(r"whsec_[\w+/=]+", page)
    assert secret is not None
    assert secret[0] == opened(source, "secret")
    assert f"/api/v1/inbound/calls/{source.public_id}/" in page
    assert (source.outcomes, source.left_out) == ({"connected": connected.pk}, ["failed", "missed"])
    assert "whsec_" not in visitor.read(f"/settings/phone/{source.pk}/")


def test_a_missing_token_is_asked_for_beside_its_field(visitor: Visitor, ada: Member, asked: dict[str, str]) -> None:
    page = visitor.log_in(ada).post("/settings/phone/new/", {**asked, "shape": "aircall"}).content.decode()
    assert "Enter the token" in page
    assert 'value="Switchboard"' in page
    assert CallSource.objects.count() == 0


def test_what_calls_become_is_edited(visitor: Visitor, ada: Member, asked: dict[str, str]) -> None:
    source, _ = add_source(by=ada, name="Old", shape="standard")
    visitor.log_in(ada).post(f"/settings/phone/{source.pk}/", asked)
    source.refresh_from_db()
    assert (source.name, source.left_out) == ("Switchboard", ["failed", "missed"])


def test_a_secret_is_renewed(visitor: Visitor, ada: Member) -> None:
    source, old = add_source(by=ada, name="Switchboard", shape="standard")
    address = f"/settings/phone/{source.pk}/secret/"
    assert "Another secret for “Switchboard”?" in visitor.log_in(ada).post(address).content.decode()
    source.refresh_from_db()
    assert opened(source, "secret") == old
    page = visitor.post(address, {"confirmed": "yes"}).content.decode()
    source.refresh_from_db()
    assert opened(source, "secret") != old
    assert opened(source, "secret") in page


def test_it_is_switched_off_and_on(visitor: Visitor, ada: Member) -> None:
    source, _ = add_source(by=ada, name="Switchboard", shape="standard")
    visitor.log_in(ada).post(f"/settings/phone/{source.pk}/archive/")
    assert "Switched off" in visitor.read("/settings/phone/")
    visitor.delete(f"/settings/phone/{source.pk}/archive/")
    source.refresh_from_db()
    assert source.archived_at is None


def test_an_extension_is_somebody_s_until_it_is_removed(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post("/settings/phone/", {"member": str(rita.pk), "key": "207"})
    line = MemberLine.objects.get()
    assert (line.member, line.key) == (rita, "207")
    undo_last(visitor, visitor.read("/settings/phone/"))
    assert MemberLine.objects.count() == 0
    visitor.post("/settings/phone/", {"member": str(rita.pk), "key": "207"})
    visitor.read("/settings/phone/")
    visitor.delete(f"/settings/phone/lines/{MemberLine.objects.get().pk}/")
    assert MemberLine.objects.count() == 0
    undo_last(visitor, visitor.read("/settings/phone/"))
    assert MemberLine.objects.values_list("member", "key").get() == (rita.pk, line.key)


def test_somebody_else_s_extension_is_refused(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    visitor.log_in(ada)
    for member in (rita, raj):
        response = visitor.post("/settings/phone/", {"member": str(member.pk), "key": "207"})
    assert "belongs to Rita already" in response.content.decode()
