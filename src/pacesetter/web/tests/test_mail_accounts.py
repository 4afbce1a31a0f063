"""E-mail of accounts at Google and Microsoft on the pages: one's own state, and everybody's for administrators."""

import pytest

from pacesetter.integrations.mails.tests.conftest import consented, read_mail, sends
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import register_app
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def test_an_account_is_offered_where_an_administrator_has_registered_an_app_for_mail(
    visitor: Visitor, rita: Member, ada: Member
) -> None:
    offer = "Connect an account"
    register_app(by=ada, provider="google", given={"client_id": "a", "client_secret": "s"}, uses=["calendar"])
    assert offer not in visitor.log_in(rita).read("/profile/mail/")
    register_app(by=ada, provider="google", given={"client_id": "a", "client_secret": "s"}, uses=["mail"])
    assert offer in visitor.read("/profile/mail/")


def test_its_owner_and_administrators_see_how_it_is_doing_and_nobody_else(
    visitor: Visitor, rita: Member, raj: Member, ada: Member
) -> None:
    graph = FakeGraphMail()
    with answered_by(graph):
        consented("microsoft", rita, ada)
        sends(graph)
        read_mail()
        page = visitor.log_in(rita).read("/profile/mail/")
        assert "rita@outlook.example" in page
        assert "E-mail was read" in page
        assert "E-mail was read" in visitor.log_in(ada).read("/settings/mail/")
        assert "rita@outlook.example" not in visitor.log_in(raj).read("/profile/mail/")
        ending = f"/profile/connections/{Connection.objects.get().pk}/ending/"
        assert "not logged are erased" in visitor.log_in(rita).read(ending)
        graph.withdraws_consent()
        read_mail()
    for member, path in ((rita, "/profile/mail/"), (ada, "/settings/mail/")):
        assert "Stopped" in visitor.log_in(member).read(path)
    assert visitor.log_in(raj).get("/settings/mail/").status_code == 403
