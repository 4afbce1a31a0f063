"""Accepting an invitation."""

from pacesetter.people.models import Member, User
from pacesetter.people.verbs import invite, revoke_invitation
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor


def path_for(ada: Member, email: str = "nia@acme.example") -> str:
    invited = invite(by=ada, email=email, name="Nia")
    return "/" + invited.link.split("/", 3)[3]


def test_somebody_new_chooses_a_password_and_is_in(visitor: Visitor, ada: Member) -> None:
    path = path_for(ada)
    page = visitor.read(path)
    assert "Ada invites you. You log in with nia@acme.example." in page
    assert visitor.post(path, {"password": "a long enough password"}).headers["Location"] == "/"
    assert "Nia" in visitor.read("/scorecard/")
    assert User.objects.get(email="nia@acme.example").check_password("a long enough password")


def test_the_session_stands_among_those_that_can_be_ended_elsewhere(visitor: Visitor, ada: Member) -> None:
    visitor.post(path_for(ada), {"password": "a long enough password"})
    assert "this one" in visitor.read("/accounts/sessions/")
    elsewhere = Visitor()
    elsewhere.client.post("/accounts/login/", {"login": "nia@acme.example", "password": "a long enough password"})
    assert "Log out everywhere else" in elsewhere.read("/accounts/sessions/")
    elsewhere.post("/accounts/sessions/")
    assert visitor.get("/scorecard/").status_code == 302
    assert elsewhere.get("/scorecard/").status_code == 200


def test_a_weak_password_is_refused_beside_the_field(visitor: Visitor, ada: Member) -> None:
    response = visitor.post(path_for(ada), {"password": "short"})
    assert 'id="id_password_error">This password is too short' in response.content.decode()
    assert not User.objects.filter(email="nia@acme.example").exists()


def test_a_link_works_once(visitor: Visitor, ada: Member) -> None:
    path = path_for(ada)
    visitor.post(path, {"password": "a long enough password"})
    again = Visitor().get(path)
    assert again.status_code == 410
    assert "This invitation works no longer" in again.content.decode()


def test_a_link_that_was_taken_back_or_invented_lets_nobody_in(visitor: Visitor, ada: Member) -> None:
    path = path_for(ada)
    revoke_invitation(Member.objects.get(email="nia@acme.example"), by=ada)
    for address in (path, "/invitations/invented/"):
        assert visitor.get(address).status_code == 410
        assert visitor.post(address, {"password": "a long enough password"}).status_code == 410


def test_somebody_with_a_log_in_keeps_it_and_has_to_use_it(
    visitor: Visitor, otto: Member, ada: Member, other_organisation: Organisation
) -> None:
    path = path_for(ada, email=otto.email)
    assert "You have a log-in already" in visitor.read(path)
    assert visitor.post(path, {"password": "a long enough password"}).headers["Location"] == "/accounts/login/"
    assert visitor.get("/scorecard/").status_code == 302
    with scope(other_organisation):
        assert User.objects.get(email=otto.email).check_password("correct horse battery")


def test_whoever_else_is_logged_in_here_is_logged_out(visitor: Visitor, ada: Member, raj: Member) -> None:
    path = path_for(ada)
    assert "You are logged in as raj@acme.example now" in visitor.log_in(raj).read(path)
    visitor.post(path, {"password": "a long enough password"})
    assert "nia@acme.example" in visitor.read("/scorecard/")


def test_the_address_with_the_secret_is_told_to_no_other_page(visitor: Visitor, ada: Member) -> None:
    response = visitor.get(path_for(ada))
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response.headers["Cache-Control"]
