"""E-mail of accounts at Google and Microsoft on the pages: one's own state, and everybody's for administrators."""

from collections.abc import Iterator
from typing import Any

import pytest

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.google.tests.fake_mail import TOPIC, FakeGmail
from pacesetter.integrations.mails.tests.conftest import APP, PUSH_ACCOUNT, consented, read_mail, sends
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection, MailPlace, MailSubscription, OAuthApp
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


def test_an_account_that_is_used_for_its_mail_alone_is_asked_nothing_about_meetings(
    visitor: Visitor, rita: Member, ada: Member
) -> None:
    asks, reads = "Send them from this calendar", "With whom you exchange e-mails"
    pages = ["/profile/connections/new/google/"]
    for uses, is_asked in ((["mail"], False), (["calendar"], True), (["mail", "calendar"], True)):
        register_app(by=ada, provider="google", given={"client_id": "a", "client_secret": "s"}, uses=uses)
        seen = [visitor.log_in(rita).read(path) for path in (*pages, "/profile/connections/")]
        assert [asks in seen[0], reads in seen[0], reads in seen[1]] == [is_asked, "mail" in uses, "mail" in uses]
        assert ("go out from your Google Calendar" in seen[1]) is is_asked
    with answered_by(FakeGmail()):
        row = consented("google", rita, ada)
    # The app offers calendars by now, and this consent was not for one.
    OAuthApp.objects.update(uses=["mail", "calendar"])
    row.settings = {**row.settings, "granted": "https://www.googleapis.com/auth/gmail.metadata"}
    row.save()
    path = f"/profile/connections/{row.pk}/"
    page = visitor.read(path)
    assert (asks in page, "<h2>Settings</h2>" in page) == (False, False)
    visitor.post(path, {"invites": "no"})
    assert Connection.objects.get().setting("invites") == "yes"


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
        MailPlace.objects.filter(folder="inbox").update(cut_at=clock.now())
        assert "older ones are missing" in visitor.log_in(rita).read("/profile/mail/")
        graph.withdraws_consent()
        read_mail()
    for member, path in ((rita, "/profile/mail/"), (ada, "/settings/mail/")):
        assert "Stopped" in visitor.log_in(member).read(path)
    assert visitor.log_in(raj).get("/settings/mail/").status_code == 403


@pytest.fixture
def graph(rita: Member, ada: Member) -> Iterator[FakeGraphMail]:
    """Rita's account at Microsoft, read once."""
    fake = FakeGraphMail()
    with answered_by(fake):
        consented("microsoft", rita, ada)
        read_mail()
        yield fake


def test_what_is_left_to_read_and_what_is_wrong_is_told_in_words(
    visitor: Visitor, graph: FakeGraphMail, ada: Member
) -> None:
    visitor.log_in(ada)
    MailPlace.objects.filter(folder="inbox").update(backlog=1200)
    MailPlace.objects.filter(folder="sentitems").update(backlog=34)
    page = visitor.read("/settings/mail/")
    assert "up to 1234 are left" in page
    MailPlace.objects.update(backlog=0)
    graph.fail("GET", "inbox", Answer(503, {}, b""))
    read_mail()
    page = visitor.read("/settings/mail/")
    assert "The last look failed" in page
    assert "Answered 503" in page
    assert "E-mail was read" in page


def test_why_an_account_does_not_report_is_told_in_words(
    visitor: Visitor, graph: FakeGraphMail, rita: Member, ada: Member, settings: Any
) -> None:
    account = f"/profile/connections/{Connection.objects.get().pk}/"
    for member, path in ((rita, account), (rita, "/profile/mail/"), (ada, "/settings/mail/")):
        assert "no public address that begins with https://" in visitor.log_in(member).read(path)
    settings.PUBLIC_URL = "https://kpi.example"
    assert "until Microsoft reports it" in visitor.read("/settings/mail/")
    for folder in ("inbox", "sentitems"):
        row = MailSubscription(connection=Connection.objects.get(), folder=folder, public_id=folder)
        row.expires_at = clock.now().replace(year=clock.now().year + 1)
        row.save()
    assert "Microsoft reports new e-mail at once; nothing has come yet" in visitor.read("/settings/mail/")
    MailSubscription.objects.filter(folder="inbox").update(heard_at=clock.now())
    assert "Microsoft reports new e-mail at once (last: " in visitor.read("/settings/mail/")
    MailSubscription.objects.filter(folder="inbox").update(fault="The address is not reached.", fault_at=clock.now())
    assert "The address is not reached." in visitor.read("/settings/mail/")


def test_the_topic_of_google_is_entered_with_the_app_which_then_has_an_address(
    visitor: Visitor, rita: Member, ada: Member, settings: Any
) -> None:
    path = "/settings/connections/apps/google/"
    settings.PUBLIC_URL = "https://kpi.example"
    asked: dict[str, str | list[str]] = {**APP, "uses": ["mail"], "push_topic": TOPIC, "push_account": PUSH_ACCOUNT}
    visitor.log_in(ada)
    assert "gmail-api-push@system.gserviceaccount.com" in visitor.read(path)
    for name, wrong in (("push_topic", "pacesetter-mail"), ("push_account", "ada@acme.example")):
        assert "does not look as it should" in visitor.post(path, {**asked, name: wrong}).content.decode()
    assert not OAuthApp.objects.exists()
    visitor.post(path, asked)
    address = f"https://kpi.example/api/v1/inbound/push/google/{OAuthApp.objects.get().push_id}/"
    assert address in visitor.read(path)
    with answered_by(FakeGmail()):
        connection = consented("google", rita, ada)
    ending = visitor.log_in(rita).read(f"/profile/connections/{connection.pk}/ending/")
    assert "The consent is ended there, too" in ending
    assert visitor.get(path).status_code == 403
