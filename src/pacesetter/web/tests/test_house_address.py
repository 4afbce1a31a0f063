"""The address to which a mail server passes on everybody's mail, among the settings."""

from typing import Any

import pytest

from pacesetter.capture.models import HouseAddress
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def test_it_is_made_shown_to_those_concerned_renewed_and_taken_away(
    visitor: Visitor, rita: Member, ada: Member, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = "kpi.example"
    visitor.log_in(ada).post("/settings/mail/address/")
    first = HouseAddress.objects.get().token
    page = visitor.read("/settings/mail/")
    assert f"log+{first}@kpi.example" in page
    assert "No e-mail has come yet" in page
    assert "refused from then on" in visitor.post("/settings/mail/address/").content.decode()
    assert HouseAddress.objects.get().token == first
    visitor.post("/settings/mail/address/", {"confirmed": "yes"})
    assert first not in visitor.read("/settings/mail/")
    own = visitor.log_in(rita).read("/profile/mail/")
    assert "passes on the e-mails of everybody" in own
    assert HouseAddress.objects.get().token not in own
    assert visitor.post("/settings/mail/address/").status_code == 403
    visitor.log_in(ada).post("/settings/mail/address/", {"_method": "DELETE", "confirmed": "yes"})
    assert HouseAddress.objects.count() == 0
    assert "passes on" not in visitor.log_in(rita).read("/profile/mail/")


def test_without_a_domain_for_mail_there_is_none(visitor: Visitor, ada: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = ""
    visitor.log_in(ada).post("/settings/mail/address/")
    assert "takes no mail" in visitor.read("/settings/mail/")
    assert HouseAddress.objects.count() == 0
