"""Changing the address with which one logs in."""

import re

import pytest
from django.core import mail

from pacesetter import jobs
from pacesetter.people.models import Member, User
from pacesetter.web.tests.conftest import Visitor

NEW = "rita@new.example"


@pytest.fixture
def logged_in(visitor: Visitor, rita: Member) -> Visitor:
    """Rita, who has just given her password."""
    visitor.post("/accounts/login/", {"login": rita.email, "password": "correct horse battery"})
    assert visitor.get("/profile/email/").headers["Location"].startswith("/accounts/reauthenticate/")
    visitor.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    assert "New e-mail address" in visitor.read("/profile/email/")
    return visitor


def link_to(visitor: Visitor, address: str = NEW) -> str:
    assert visitor.post("/profile/email/", {"email": address}).headers["Location"] == "/profile/"
    jobs.run_due()
    assert mail.outbox[-1].to == [address]
    found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_link_in_the_new_mailbox_changes_it_and_the_old_one_is_told(logged_in: Visitor, rita: Member) -> None:
    link = link_to(logged_in)
    assert User.objects.get(memberships=rita).email == "rita@acme.example"
    assert "from now on, instead of rita@acme.example" in logged_in.read(link)
    logged_in.post(link)
    rita.refresh_from_db()
    assert rita.email == User.objects.get(memberships=rita).email == NEW
    jobs.run_due()
    assert mail.outbox[-1].to == ["rita@acme.example"]
    assert logged_in.get(link).status_code == 410
    assert Visitor().post("/accounts/login/", {"login": NEW, "password": "correct horse battery"}).status_code == 302


def test_the_link_is_of_no_use_to_anybody_else(logged_in: Visitor, rita: Member, raj: Member) -> None:
    link = link_to(logged_in)
    assert Visitor().post(link).headers["Location"].startswith("/accounts/login/")
    other = Visitor().log_in(raj)
    assert other.get(link).status_code == 410
    assert other.post(link).status_code == 410
    assert User.objects.get(memberships=rita).email == "rita@acme.example"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nobody", "Enter a valid email address."),
        ("raj@acme.example", "Somebody else has this address."),
        ("Rita@acme.example", "This is your address already."),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(address: str, told: str, logged_in: Visitor, raj: Member) -> None:
    assert told in logged_in.post("/profile/email/", {"email": address}).content.decode()
    assert mail.outbox == []


def test_an_address_taken_meanwhile_is_refused(logged_in: Visitor, rita: Member) -> None:
    link = link_to(logged_in)
    User.objects.create_user(NEW, "correct horse battery")
    logged_in.post(link)
    assert "Somebody else has this address." in logged_in.read("/profile/")
    assert User.objects.get(memberships=rita).email == "rita@acme.example"


def test_a_screen_left_open_asks_for_the_password_first(visitor: Visitor, rita: Member) -> None:
    answer = visitor.log_in(rita).post("/profile/email/", {"email": NEW})
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert mail.outbox == []


def test_an_invented_link_changes_nothing(logged_in: Visitor) -> None:
    assert logged_in.get("/profile/email/invented/").status_code == 410
