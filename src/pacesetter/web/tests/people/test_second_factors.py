"""An administrator lets somebody in again who has lost phone and recovery codes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


def path(member: Member) -> str:
    return f"/settings/people/{member.pk}/second-factors/"


def test_it_is_asked_first_and_then_the_password_alone_lets_in(visitor: Visitor, ada: Member, rita: Member) -> None:
    TOTP.activate(rita.user, generate_totp_secret())
    theirs = Visitor()
    given = {"login": rita.email, "password": "correct horse battery"}
    assert "2fa" in theirs.post("/accounts/login/", given).headers["Location"]
    page = visitor.log_in(ada).read(f"/settings/people/{rita.pk}/")
    assert "Second factor: authenticator app." in page
    assert "Take the second factor of Rita away?" in visitor.delete(path(rita)).content.decode()
    assert Authenticator.objects.exists()
    answer = visitor.post(path(rita), {"_method": "DELETE", "confirmed": "yes"})
    assert answer.headers["Location"] == f"/settings/people/{rita.pk}/"
    page = visitor.read(f"/settings/people/{rita.pk}/")
    assert "No second factor." in page
    assert "Rita logs in with the password now" in page
    assert Visitor().post("/accounts/login/", given).headers["Location"] == "/"


def test_ones_own_is_on_ones_own_page(visitor: Visitor, ada: Member) -> None:
    TOTP.activate(ada.user, generate_totp_secret())
    page = visitor.log_in(ada).read(f"/settings/people/{ada.pk}/")
    assert path(ada) not in page
    assert visitor.post(path(ada), {"_method": "DELETE", "confirmed": "yes"}).status_code == 403
    assert Authenticator.objects.exists()


def test_a_refusal_is_said(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post(path(rita), {"_method": "DELETE", "confirmed": "yes"})
    assert "Rita has no second factor." in visitor.read(f"/settings/people/{rita.pk}/")


def test_nobody_else_may(visitor: Visitor, mona: Member, rita: Member, otto: Member) -> None:
    TOTP.activate(rita.user, generate_totp_secret())
    confirmed = {"_method": "DELETE", "confirmed": "yes"}
    assert visitor.log_in(mona).post(path(rita), confirmed).status_code == 403
    assert Visitor().log_in(otto).post(path(rita), confirmed).status_code == 404
    assert Authenticator.objects.exists()
