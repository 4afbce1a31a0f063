"""Connections, apps, campaigns and captured e-mail in the history of settings: told without secrets, and put back."""

from collections.abc import Iterator

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.capture.models import BlockedAddress, CapturedMail, CaptureSettings
from pacesetter.capture.verbs import block, edit_settings, set_entra_app, unblock
from pacesetter.events.models import Event
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.recorded import Recorded, Recording
from pacesetter.integrations.verbs import (
    begin_connection,
    check_connection,
    disconnect,
    edit_connection,
    forget_app,
    pause_connection,
    register_app,
)
from pacesetter.integrations.verbs.set_campaign_settings import set_campaign_settings
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of
from pacesetter.web.tests.setup.test_settings_history import PATH, change
from pacesetter.web.tests.test_mails import waiting_mail

pytestmark = pytest.mark.usefixtures("at_noon")

SECRET, OTHER = "k-0123456789-very-secret", "k-9876543210-other"
ME = Recording("GET", "/me", body={"accounts": [{"id": "a1", "name": "Acme Ltd"}]})


@pytest.fixture
def connected(ada: Member) -> Iterator[Connection]:
    given = {"api_key": SECRET}
    with answered_by(Recorded([ME])):
        yield check_connection(begin_connection(by=ada, provider="null", way="key", given=given), by=ada)


def put_back(visitor: Visitor, verb: str) -> str:
    """Press the button beside the newest event of this sort; the page that one comes to."""
    pk = Event.objects.filter(verb=verb).order_by("-id").values_list("pk", flat=True)[0]
    answer = visitor.post(f"{PATH}{pk}/before/")
    return visitor.read(PATH) if answer.status_code == 302 else answer.content.decode()


def test_a_connection_is_told_and_put_back(visitor: Visitor, ada: Member, connected: Connection) -> None:
    edit_connection(connected, by=ada, mode="dry_run", given={"api_url": "https://eu.null.example"})
    pause_connection(connected, by=ada)
    page = visitor.log_in(ada).read(f"{PATH}?kind=connection")
    for words in (
        "Null, Acme Ltd</a>: <strong>connected</strong>",
        "It is disconnected on its page, which asks first.",
        change("Mode", "Live", "Dry run"),
        change("Address", "https://api.null.example", "https://eu.null.example"),
        change("State", "Connected", "Paused"),
    ):
        assert words in page, words
    assert SECRET not in page
    put_back(visitor, "connection.paused")
    put_back(visitor, "connection.edited")
    connected.refresh_from_db()
    assert (connected.state, connected.mode) == ("connected", "live")
    assert connected.setting("api_url") == "https://api.null.example"


def test_of_a_secret_it_is_told_that_it_changed_and_no_way_leads_back(
    visitor: Visitor, ada: Member, connected: Connection
) -> None:
    edit_connection(connected, by=ada, given={"api_key": OTHER, "api_url": ""})
    page = visitor.log_in(ada).read(f"{PATH}?kind=connection")
    assert change("API key", "•••", "•••") in page
    assert "The secret that was there before is not kept: enter it anew." in page
    assert (SECRET in page, OTHER in page) == (False, False)
    assert "is not kept: enter it anew." in put_back(visitor, "connection.edited")


def test_what_ended_says_to_connect_again(visitor: Visitor, ada: Member, connected: Connection) -> None:
    disconnect(connected, by=ada)
    page = visitor.log_in(ada).read(f"{PATH}?kind=connection")
    assert "Its secrets are erased: connect it again." in page
    assert "Put back" not in page


def test_accounts_of_members_are_nobody_elses_business(visitor: Visitor, ada: Member, connected: Connection) -> None:
    Connection.objects.update(owner=ada)
    edit_connection(connected, by=ada, mode="dry_run")
    page = visitor.log_in(ada).read(f"{PATH}?kind=connection")
    assert "Nothing has changed yet" in page
    event = Event.objects.get(verb="connection.edited")
    assert visitor.post(f"{PATH}{event.pk}/before/").status_code == 404


def test_an_app_is_told_by_its_system_also_once_it_is_forgotten(visitor: Visitor, ada: Member) -> None:
    given = {"client_id": "app", "client_secret": SECRET}
    register_app(by=ada, provider="google", given=given, uses=["calendar", "mail"])
    register_app(by=ada, provider="google", given={"client_id": "other"}, uses=["mail"])
    page = visitor.log_in(ada).read(f"{PATH}?kind=oauth_app")
    assert change("Client ID", "app", "other") in page
    put_back(visitor, "oauth_app.registered")
    row = OAuthApp.objects.get()
    assert (row.setting("client_id"), row.uses) == ("app", ["calendar", "mail"])
    forget_app(by=ada, provider="google")
    page = visitor.read(f"{PATH}?kind=oauth_app")
    assert "Google" in page
    assert "Its secrets are erased: register it again." in page
    assert SECRET not in page
    assert "no longer there" in put_back(visitor, "oauth_app.registered")


def test_settings_of_campaigns_are_told_and_put_back(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, connected: Connection
) -> None:
    kind = ActivityType.objects.create(name="Newsletter", category="email_campaign")
    before = settings_of(connected).since
    news = {"address:news@acme.example": raj.pk}
    set_campaign_settings(connected, by=ada, activity_type=kind, default_member=rita, senders=news)
    page = visitor.log_in(ada).read(f"{PATH}?kind=connection")
    for words in (
        change("A campaign counts as", "–", "Newsletter"),
        change("Campaigns of nobody else are of", "–", "Rita"),
        change("news@acme.example", "–", "Raj"),
    ):
        assert words in page, words
    put_back(visitor, "campaign_settings.edited")
    row = settings_of(connected)
    assert (row.activity_type, row.default_member, row.senders, row.since) == (None, None, {}, before)


def test_what_is_captured_is_told_and_put_back_after_asking(visitor: Visitor, ada: Member, rita: Member) -> None:
    edit_settings(by=ada, keeps_subject=True, kept_days=60)
    waiting_mail(rita, subject="Offer")
    page = visitor.log_in(ada).read(f"{PATH}?kind=capture")
    assert change("Keep the subjects of e-mails", "No", "Yes") in page
    assert change("Days until what nobody has classified is erased", "30", "60") in page
    assert "E-mail capture" not in visitor.read(f"{PATH}?kind=organisation").partition('class="card history"')[2]
    question = put_back(visitor, "mail_capture.edited")
    assert "1 subject is erased." in question
    assert CaptureSettings.objects.get().keeps_subject
    pk = Event.objects.get(verb="mail_capture.edited").pk
    visitor.post(f"{PATH}{pk}/before/", form_of(question))
    row = CaptureSettings.objects.get()
    assert (row.keeps_subject, row.kept_days, CapturedMail.objects.get().subject) == (False, 30, "")


def test_blocks_for_everybody_are_told_and_those_of_members_are_not(
    visitor: Visitor, ada: Member, rita: Member
) -> None:
    block("doctor.example", by=rita)
    unblock(block("law.example", by=ada, for_everybody=True), by=ada)
    block("union.example", by=ada, for_everybody=True)
    page = visitor.log_in(ada).read(f"{PATH}?kind=capture")
    assert ("@law.example" in page, "@union.example" in page, "doctor" in page) == (True, True, False)
    assert "It is blocked again under E-mail capture, which asks before anything is erased." in page
    put_back(visitor, "mail.blocked")
    assert [row.pattern for row in BlockedAddress.objects.all()] == ["@doctor.example"]
    assert "no longer there" in put_back(visitor, "mail.blocked")


def test_the_log_in_of_add_ins_is_put_back_after_asking(visitor: Visitor, ada: Member) -> None:
    tenant, client = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
    set_entra_app(by=ada, tenant_id=tenant, client_id=client)
    page = visitor.log_in(ada).read(f"{PATH}?kind=capture")
    assert change("Tenant of Microsoft Entra", "–", tenant) in page
    assert "members log in anew, in Outlook" in put_back(visitor, "entra_app.set")


def test_nobody_else_reads_or_puts_back(visitor: Visitor, ada: Member, mona: Member, connected: Connection) -> None:
    edit_connection(connected, by=ada, mode="dry_run")
    event = Event.objects.get(verb="connection.edited")
    visitor.log_in(mona)
    assert visitor.get(f"{PATH}?kind=connection").status_code == 403
    assert visitor.post(f"{PATH}{event.pk}/before/").status_code == 403
    connected.refresh_from_db()
    assert connected.mode == "dry_run"
