"""The Undo beside edits of connections, apps, campaigns and captured mail, and the question before what has none."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from pacesetter.capture.models import BlockedAddress, CapturedMail, CaptureSettings, MailState
from pacesetter.capture.verbs import edit_settings
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.models import Campaign, CampaignSettings, Connection, OAuthApp
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.recorded import Recorded, Recording
from pacesetter.integrations.verbs import begin_connection, check_connection, edit_connection, register_app
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.setup.sent import form_of
from pacesetter.web.tests.test_mails import waiting_mail
from pacesetter.web.tests.undoing import undo_address, undo_last

pytestmark = pytest.mark.usefixtures("at_noon")

SECRET, OTHER = "k-0123456789-very-secret", "k-9876543210-other"
ME = Recording("GET", "/me", body={"accounts": [{"id": "a1", "name": "Acme Ltd"}, {"id": "a2", "name": "Umbrella"}]})
KEY = {"api_key": SECRET, "api_url": "", "mode": "live"}
EDIT = {"api_key": "", "api_url": "https://eu.null.example", "mode": "dry_run", "account_id": "a2"}


@pytest.fixture
def connected(ada: Member) -> Iterator[Connection]:
    with answered_by(Recorded([ME])):
        yield check_connection(begin_connection(by=ada, provider="null", way="key", given=KEY), by=ada)


def kept(row: Connection) -> tuple[str, str, str]:
    row.refresh_from_db()
    return row.mode, row.account_name, str(row.setting("api_url"))


def test_a_connection_is_as_it_was(visitor: Visitor, ada: Member, connected: Connection) -> None:
    path = f"/settings/connections/{connected.pk}/"
    before = kept(connected)
    visitor.log_in(ada).post(path, EDIT)
    assert kept(connected) == ("dry_run", "Umbrella", "https://eu.null.example")
    undo_last(visitor, visitor.read(path))
    assert kept(connected) == before
    assert secrets_of(connected) == {"api_key": SECRET}


def test_what_somebody_has_changed_since_stays(visitor: Visitor, ada: Member, connected: Connection) -> None:
    path = f"/settings/connections/{connected.pk}/"
    visitor.log_in(ada).post(path, EDIT)
    page = visitor.read(path)
    edit_connection(connected, by=ada, mode="live")
    visitor.delete(undo_address(page))
    assert "has changed since" in visitor.read("/day/")
    assert kept(connected) == ("live", "Umbrella", "https://eu.null.example")


def test_nobody_else_presses_it(visitor: Visitor, ada: Member, rita: Member, connected: Connection) -> None:
    path = f"/settings/connections/{connected.pk}/"
    visitor.log_in(ada).post(path, EDIT)
    address = undo_address(visitor.read(path))
    assert Visitor().log_in(rita).delete(address).status_code == 404
    assert kept(connected)[0] == "dry_run"


def test_a_secret_is_replaced_once_it_is_sure_and_never_stands_on_the_page(
    visitor: Visitor, ada: Member, connected: Connection
) -> None:
    path = f"/settings/connections/{connected.pk}/"
    answer = visitor.log_in(ada).post(path, {**EDIT, "api_key": OTHER})
    question = answer.content.decode()
    assert "Replace the secret of Null?" in question
    assert answer.headers["Cache-Control"] == "no-store"
    assert OTHER not in question
    assert secrets_of(connected) == {"api_key": SECRET}
    visitor.post(path, form_of(question))
    connected.refresh_from_db()
    assert secrets_of(connected) == {"api_key": OTHER}
    page = visitor.read(path)
    assert "Saved." in page
    with pytest.raises(AssertionError):
        undo_address(page)


def test_a_sealed_secret_that_was_altered_is_as_if_left_empty(
    visitor: Visitor, ada: Member, connected: Connection
) -> None:
    path = f"/settings/connections/{connected.pk}/"
    form = form_of(visitor.log_in(ada).post(path, {**EDIT, "api_key": OTHER}).content.decode())
    (sealed,) = form["sealed.api_key"]
    for wrong in (sealed[:-4] + "AAAA", "nonsense", ""):
        visitor.post(path, {**form, "sealed.api_key": wrong})
        connected.refresh_from_db()
        assert secrets_of(connected) == {"api_key": SECRET}


def test_an_app_is_as_it_was_and_its_secret_is_asked_about(visitor: Visitor, ada: Member) -> None:
    given = {"client_id": "app", "client_secret": SECRET}
    register_app(by=ada, provider="google", given=given, uses=["calendar", "mail"])
    path = "/settings/connections/apps/google/"
    sent: dict[str, str | list[str]] = {"client_id": "other", "client_secret": "", "uses": ["mail"]}
    visitor.log_in(ada).post(path, sent)
    row = OAuthApp.objects.get()
    assert (row.setting("client_id"), row.uses) == ("other", ["mail"])
    undo_last(visitor, visitor.read(path))
    row.refresh_from_db()
    assert (row.setting("client_id"), row.uses) == ("app", ["calendar", "mail"])
    question = visitor.post(path, {**sent, "client_secret": OTHER}).content.decode()
    assert "Replace the secret of the app for" in question
    assert OTHER not in question
    row.refresh_from_db()
    assert secrets_of(row)["client_secret"] == SECRET


def test_settings_of_campaigns_are_as_they_were(
    visitor: Visitor, ada: Member, rita: Member, connected: Connection
) -> None:
    Connection.objects.update(provider="mailchimp")
    before = settings_of(connected)
    path = f"/settings/connections/{connected.pk}/campaigns/"
    since = (NOW - timedelta(days=3)).date().isoformat()
    visitor.log_in(ada).post(path, {"activity_type": "", "default_member": str(rita.pk), "since": since})
    row = CampaignSettings.objects.get()
    assert row.default_member == rita
    assert row.since > before.since
    undo_last(visitor, visitor.read("/settings/campaigns/"))
    again = CampaignSettings.objects.get()
    assert (again.default_member, again.since) == (None, before.since)


def test_looking_further_back_is_asked_about(visitor: Visitor, ada: Member, connected: Connection) -> None:
    Connection.objects.update(provider="mailchimp")
    before = settings_of(connected).since
    path = f"/settings/connections/{connected.pk}/campaigns/"
    sent = {"activity_type": "", "default_member": "", "since": "2025-01-01"}
    question = visitor.log_in(ada).post(path, sent).content.decode()
    assert "Campaigns that were sent earlier are looked for, and counted." in question
    assert (CampaignSettings.objects.get().since, Campaign.objects.count()) == (before, 0)
    visitor.post(path, form_of(question))
    assert CampaignSettings.objects.get().since < before


def test_settings_of_captured_mail_are_as_they_were(visitor: Visitor, ada: Member, rita: Member) -> None:
    waiting_mail(rita)
    path = "/settings/mail/"
    visitor.log_in(ada).post(path, {"keeps_subject": "on", "kept_days": "20"})
    row = CaptureSettings.objects.get()
    assert (row.keeps_subject, row.takes_incoming, row.kept_days) == (True, False, 20)
    undo_last(visitor, visitor.read(path))
    row.refresh_from_db()
    assert (row.keeps_subject, row.takes_incoming, row.kept_days) == (False, True, 30)


def test_what_a_shorter_time_erases_is_asked_about(visitor: Visitor, ada: Member, rita: Member) -> None:
    edit_settings(by=ada, keeps_subject=True)
    for number in (1, 2):
        waiting_mail(rita, number)
    CapturedMail.objects.update(captured_at=NOW - timedelta(days=9), subject="Offer")
    CapturedMail.objects.filter(message_id="m-2").update(state=MailState.LOGGED)
    path = "/settings/mail/"
    question = visitor.log_in(ada).post(path, {"takes_incoming": "on", "kept_days": "8"}).content.decode()
    assert "2 subjects are erased. 1 e-mail that nobody has classified is erased." in question
    assert CaptureSettings.objects.get().kept_days == 30
    visitor.post(path, form_of(question))
    assert CaptureSettings.objects.get().kept_days == 8
    assert not CapturedMail.objects.exclude(subject="").exists()


def test_a_block_that_erases_nothing_is_lifted_at_once(visitor: Visitor, rita: Member, raj: Member) -> None:
    waiting_mail(raj)
    visitor.log_in(rita).post("/profile/mail/blocked/", {"pattern": "initech.example"})
    assert BlockedAddress.objects.get().member == rita
    visitor.delete(undo_address(visitor.read("/profile/mail/")))
    assert not BlockedAddress.objects.exists()


def test_a_block_for_everybody_asks_where_it_erases_anybodys(visitor: Visitor, ada: Member, raj: Member) -> None:
    waiting_mail(raj)
    sent = {"pattern": "initech.example", "everybody": "yes"}
    question = visitor.log_in(ada).post("/profile/mail/blocked/", sent).content.decode()
    assert "1 e-mail with it is not logged: it is erased." in question
    assert (CapturedMail.objects.count(), BlockedAddress.objects.count()) == (1, 0)
    visitor.post("/profile/mail/blocked/", {**sent, "pattern": "nonsense"})
    assert "Enter an e-mail address or a domain." in visitor.read("/settings/mail/")
