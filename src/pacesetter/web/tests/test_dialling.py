"""With what numbers are dialled at a desk: the organisation's way, or one's own."""

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_organisation, edit_profile
from pacesetter.web.tests.conftest import Visitor

PBX = "https://pbx.example/dial?to={number}"


def profile(**others: str) -> dict[str, str]:
    return {"name": "Rita", "theme": "auto", **others}


def test_pages_say_it_to_the_script(visitor: Visitor, rita: Member, ada: Member) -> None:
    visitor.log_in(rita)
    assert 'data-dial="tel"' in visitor.read("/day/")
    edit_organisation(by=ada, dial_by=PBX)
    assert f'data-dial="{PBX}"' in visitor.read("/day/")
    edit_profile(rita, by=rita, dial_by="sip")
    assert 'data-dial="sip"' in visitor.read("/day/")


def test_a_member_chooses(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    assert visitor.post("/profile/", profile(dial_how="address", dial_by=PBX)).status_code == 302
    rita.refresh_from_db()
    assert rita.dial_by == PBX
    assert PBX in visitor.read("/profile/")
    # What is left in the other field counts for nothing.
    visitor.post("/profile/", profile(dial_how="callto", dial_by=PBX))
    rita.refresh_from_db()
    assert rita.dial_by == "callto"
    visitor.post("/profile/", profile(dial_how=""))
    rita.refresh_from_db()
    assert rita.dial_by == ""


@pytest.mark.parametrize(
    "wrong", ["", "javascript:alert({number})", "http://pbx.example/{number}", "https://pbx.example/"]
)
def test_an_address_that_cannot_dial_is_refused(visitor: Visitor, rita: Member, wrong: str) -> None:
    page = visitor.log_in(rita).post("/profile/", profile(dial_how="address", dial_by=wrong)).content.decode()
    assert "begins with https:// and has {number} once" in page
    rita.refresh_from_db()
    assert rita.dial_by == ""


def test_the_verbs_refuse_it_too(rita: Member, raj: Member, ada: Member) -> None:
    for wrong in ("fax", "https://pbx.example/", "https://{number}.example/"):
        with pytest.raises(Refusal, match="begins with https"):
            edit_profile(rita, by=rita, dial_by=wrong)
        with pytest.raises(Refusal, match="begins with https"):
            edit_organisation(by=ada, dial_by=wrong)
    with pytest.raises(NotAllowed):
        edit_organisation(by=rita, dial_by="sip")
    with pytest.raises(NotAllowed):
        edit_profile(rita, by=raj, dial_by="sip")
