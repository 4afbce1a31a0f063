"""Connect the add-on in Gmail, and the settings page that says how it is brought there."""

from typing import Any

import orjson
import pytest
from django.test import Client

from pacesetter.capture.gmail.connecting import connecting_link
from pacesetter.capture.models import GoogleAccount
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def path_of(email: str = "rita@acme.example", subject: str = "1001") -> str:
    return "/profile" + connecting_link(subject, email).partition("/profile")[2]


def test_the_member_says_once_that_an_account_is_theirs(visitor: Visitor, rita: Member) -> None:
    path = path_of()
    assert "accounts/login" in visitor.get(path).headers["Location"]
    assert "rita@acme.example" in visitor.log_in(rita).read(path)
    assert GoogleAccount.objects.count() == 0
    assert "acts for you from now on" in visitor.post(path).content.decode()
    assert visitor.post(path).status_code == 422
    assert "rita@acme.example · not used yet" in visitor.read("/profile/mail/")


def test_gmail_is_told_when_its_window_is_closed_whichever_way_it_took(rita: Member) -> None:
    client, header, path = Client(), "Cross-Origin-Opener-Policy", path_of()
    first = client.get(path)
    assert (first.status_code, first.headers[header]) == (302, "unsafe-none")
    assert client.get(first.headers["Location"]).headers[header] == "unsafe-none"
    sent = {"login": rita.email, "password": "correct horse battery"}
    answer = client.post(first.headers["Location"], sent)
    assert (answer.headers["Location"], answer.headers[header]) == (path, "unsafe-none")
    assert client.get(path).headers[header] == "unsafe-none"
    # No other page stays joined to it, and after the end none does.
    assert client.get("/profile/mail/").headers[header] == "same-origin"
    assert client.post(path).headers[header] == "unsafe-none"
    assert client.get("/accounts/2fa/").headers[header] == "same-origin"


def test_of_several_organisations_another_one_can_be_chosen(
    visitor: Visitor, rita: Member, other_organisation: Organisation
) -> None:
    path = path_of()
    assert "Another of your organisations" not in visitor.log_in(rita).read(path)
    with scope(other_organisation):
        Member.objects.create(user=rita.user, name="Rita G.", email="rita@globex.example")
    assert f'<a href="/organisation/?next={path}">Another of your organisations' in visitor.read(path).replace(
        "%2F", "/"
    ).replace("%3A", ":")


def test_a_colleague_s_account_is_refused_and_the_way_out_is_told(visitor: Visitor, rita: Member, raj: Member) -> None:
    answer = visitor.log_in(raj).post(path_of())
    assert (answer.status_code, "none of your addresses" in answer.content.decode()) == (422, True)
    assert visitor.get("/profile/mail/google/nonsense/").status_code == 410
    assert GoogleAccount.objects.count() == 0


def test_an_account_is_disconnected_by_its_member_and_by_administrators(
    visitor: Visitor, rita: Member, raj: Member, ada: Member
) -> None:
    def connected() -> str:
        account = GoogleAccount.objects.create(member=rita, subject="1", email=rita.email, connected_at=NOW)
        return f"/profile/mail/google/{account.pk}/"

    path = connected()
    assert visitor.log_in(raj).delete(path).status_code == 404
    assert "Disconnect rita@acme.example?" in visitor.log_in(rita).delete(path).content.decode()
    assert GoogleAccount.objects.count() == 1
    sure = {"_method": "DELETE", "confirmed": "yes"}
    assert visitor.post(path, sure).headers["Location"] == "/profile/mail/"
    assert GoogleAccount.objects.count() == 0
    path = connected()
    assert "Rita" in visitor.log_in(ada).read("/settings/mail/gmail/")
    question = visitor.post(path, {"_method": "DELETE", "next": "/settings/mail/gmail/"}).content.decode()
    assert 'name="next" value="/settings/mail/gmail/"' in question
    back = visitor.post(path, {**sure, "next": "/settings/mail/gmail/"}).headers["Location"]
    assert (back, GoogleAccount.objects.count()) == ("/settings/mail/gmail/", 0)


def test_the_steps_stand_there_with_the_values_of_this_installation(
    visitor: Visitor, ada: Member, rita: Member, settings: Any
) -> None:
    settings.PUBLIC_URL, settings.GMAIL_SERVICE_ACCOUNT, settings.GMAIL_CLIENT_ID = "http://kpi.example", "", ""
    page = visitor.log_in(ada).read("/settings/mail/gmail/")
    assert "known as http://kpi.example" in page
    assert "until steps 1 to 5" in page
    settings.PUBLIC_URL, settings.GMAIL_SERVICE_ACCOUNT, settings.GMAIL_CLIENT_ID = "https://kpi.example", "s", "c"
    assert "Calls are answered" in visitor.read("/settings/mail/gmail/")
    file = visitor.get("/settings/mail/gmail/deployment/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="pacesetter-gmail.json"'
    assert orjson.loads(file.content)["addOns"]["gmail"]["composeTrigger"]["draftAccess"] == "METADATA"
    assert visitor.log_in(rita).get("/settings/mail/gmail/deployment/").status_code == 403
