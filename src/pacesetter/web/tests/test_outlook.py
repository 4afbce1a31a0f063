"""The window in which Outlook is let in, its add-ins on one's own page, and how administrators install it."""

import base64
import hashlib
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from pacesetter.capture.add_in_tokens import token_with
from pacesetter.capture.models import AddInCode, AddInToken
from pacesetter.capture.outlook.checking import faults_of
from pacesetter.capture.verbs import log_in_add_in
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

VERIFIER = "v" * 43


@pytest.fixture
def challenge() -> str:
    made = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    return f"/mail/outlook/?challenge={made}&mailbox=rita%40acme.example"


def test_the_window_asks_and_gives_a_code_of_use_to_its_pane_alone(
    visitor: Visitor, rita: Member, challenge: str
) -> None:
    page = visitor.log_in(rita).read(challenge)
    assert "The mailbox rita@acme.example is going to work as Rita of Acme." in page
    assert AddInCode.objects.count() == 0
    answer = visitor.post(challenge)
    found = re.search(r'id="code">([A-Z2-9-]+)<', answer.content.decode())
    assert found is not None
    _token, secret = log_in_add_in(found[1], verifier=VERIFIER)
    named = token_with(secret)
    assert named is not None
    assert named.member == rita


def test_only_the_page_with_the_code_loads_office_js(visitor: Visitor, rita: Member, challenge: str) -> None:
    assert "office.js" not in visitor.log_in(rita).read(challenge)
    answer = visitor.post(challenge)
    assert '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"' in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com;" in f"{policy};"
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_of_several_organisations_one_is_chosen_on_the_way_and_can_be_changed(
    rita: Member, other_organisation: Organisation, challenge: str
) -> None:
    client, header = Client(), "Cross-Origin-Opener-Policy"
    with scope(other_organisation):
        there: Member = Member.objects.create(user=rita.user, name="Rita G.", email="rita@globex.example")
    assert rita.user is not None
    client.force_login(rita.user)
    first = client.get(challenge)
    choosing = client.get(first.headers["Location"])
    # The pane that waits for the code is not lost on the way.
    assert (first.headers[header], choosing.headers[header]) == ("unsafe-none", "unsafe-none")
    found = re.search(r'name="next" value="([^"]+)"', choosing.content.decode())
    assert found is not None
    chosen = {"member": str(there.pk), "next": unescape(found[1])}
    assert client.post("/organisation/", chosen).headers["Location"] == challenge
    page = client.get(challenge).content.decode()
    assert "is going to work as Rita G. of Globex." in page
    other = re.search(r'<a href="([^"]+)">Another of your organisations', page)
    assert other is not None
    assert "Where do you want to work?" in client.get(unescape(other[1])).content.decode()
    client.post(challenge)
    assert [one.member for one in AddInCode.across_organisations.all()] == [there]


def test_whoever_belongs_to_one_organisation_is_not_asked_which(visitor: Visitor, rita: Member, challenge: str) -> None:
    assert "Another of your organisations" not in visitor.log_in(rita).read(challenge)


def test_a_link_without_a_challenge_gives_no_code(visitor: Visitor, rita: Member) -> None:
    answer = visitor.log_in(rita).post("/mail/outlook/?challenge=x")
    assert (answer.status_code, AddInCode.objects.count()) == (422, 0)


def test_the_way_through_logging_in_stays_open_to_the_pane(rita: Member, challenge: str) -> None:
    client, header = Client(), "Cross-Origin-Opener-Policy"
    assert client.get("/accounts/login/").headers[header] == "same-origin"
    first = client.get(challenge)
    assert (first.status_code, first.headers[header]) == (302, "unsafe-none")
    assert client.get(first.headers["Location"]).headers[header] == "unsafe-none"
    sent = {"login": rita.email, "password": "correct horse battery"}
    answer = client.post(first.headers["Location"], sent)
    assert (answer.headers["Location"], answer.headers[header]) == (challenge, "unsafe-none")
    assert client.get(challenge).headers[header] == "unsafe-none"
    assert client.get("/day/").headers[header] == "same-origin"
    assert client.post(challenge).headers[header] == "unsafe-none"
    assert client.get("/accounts/2fa/").headers[header] == "same-origin"


def test_add_ins_are_listed_and_logged_out_on_one_s_own_page(
    visitor: Visitor, rita: Member, raj: Member, challenge: str
) -> None:
    code = re.search(r'id="code">([^<]+)<', visitor.log_in(rita).post(challenge).content.decode())
    assert code is not None
    token, secret = log_in_add_in(code[1], verifier=VERIFIER)
    assert "Outlook, rita@acme.example" in visitor.read("/profile/mail/")
    assert visitor.log_in(raj).delete(f"/profile/mail/add-ins/{token.pk}/").status_code == 404
    question = visitor.log_in(rita).delete(f"/profile/mail/add-ins/{token.pk}/").content.decode()
    assert "Log the add-in in rita@acme.example out?" in question
    assert token_with(secret) is not None
    visitor.post(f"/profile/mail/add-ins/{token.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert token_with(secret) is None
    assert "Outlook, rita@acme.example" not in visitor.read("/profile/mail/")
    assert AddInToken.objects.count() == 1


def test_administrators_get_the_manifest_and_the_steps(visitor: Visitor, ada: Member, settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    page = visitor.log_in(ada).read("/settings/mail/outlook/")
    assert "admin.microsoft.com" in page
    assert "would be refused" not in page
    answer = visitor.get("/settings/mail/outlook/manifest.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    assert faults_of(answer.content) == []


def test_without_https_the_page_says_what_to_do(visitor: Visitor, ada: Member, settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    assert "PACESETTER_URL" in visitor.log_in(ada).read("/settings/mail/outlook/")
    assert visitor.get("/settings/mail/outlook/manifest.xml").status_code == 302


def test_only_administrators_see_that(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).get("/settings/mail/outlook/").status_code == 403
    assert visitor.get("/settings/mail/outlook/manifest.xml").status_code == 403


def test_an_application_of_entra_is_named_and_stands_in_the_manifest(
    visitor: Visitor, ada: Member, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    tenant, client = "11111111-1111-4111-8111-111111111111", "33333333-3333-4333-8333-333333333333"
    answer = visitor.log_in(ada).post("/settings/mail/outlook/", {"tenant": tenant, "client": "nonsense"})
    assert (answer.status_code, "nonsense" in answer.content.decode()) == (422, True)
    visitor.post("/settings/mail/outlook/", {"tenant": tenant, "client": client})
    assert client in visitor.read("/settings/mail/outlook/")
    manifest = visitor.get("/settings/mail/outlook/manifest.xml").content
    assert f"?tenant={tenant}&amp;client={client}".encode() in manifest
    assert faults_of(manifest) == []
    visitor.post("/settings/mail/outlook/", {"tenant": "", "client": ""})
    assert b"?tenant=" not in visitor.get("/settings/mail/outlook/manifest.xml").content
