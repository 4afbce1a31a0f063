"""Logging in and out, and what happens when it fails."""

import re

import pytest
from django.core import mail

from pacesetter.people.models import Member, User
from pacesetter.web.tests.conftest import Visitor

PASSWORD = "correct horse battery"


def log_in(visitor: Visitor, email: str, password: str = PASSWORD) -> int:
    return visitor.post("/accounts/login/", {"login": email, "password": password}).status_code


def test_the_right_password_opens_the_start(visitor: Visitor, rita: Member) -> None:
    response = visitor.post("/accounts/login/", {"login": "RITA@acme.example", "password": PASSWORD})
    assert response.headers["Location"] == "/"
    assert visitor.get("/scorecard/").status_code == 200


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(visitor: Visitor, rita: Member) -> None:
    known = visitor.post("/accounts/login/", {"login": "rita@acme.example", "password": "wrong"})
    unknown = visitor.post("/accounts/login/", {"login": "nobody@acme.example", "password": "wrong"})
    message = "The email address and/or password you specified are not correct."
    assert message in known.content.decode()
    assert message in unknown.content.decode()


def test_ten_failures_lock_this_address_and_the_page_says_for_how_long(visitor: Visitor, rita: Member) -> None:
    assert [log_in(visitor, "rita@acme.example", "wrong") for _ in range(9)] == [200] * 9
    locked = visitor.post("/accounts/login/", {"login": "Rita@acme.example", "password": "wrong"})
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "Try again in 15 minutes." in " ".join(locked.content.decode().split())
    assert log_in(visitor, "rita@acme.example") == 429  # the right password, too


def test_very_many_requests_from_one_place_have_to_wait(visitor: Visitor, rita: Member) -> None:
    for number in range(30):
        log_in(visitor, f"somebody{number}@acme.example", "wrong")
    answer = visitor.post("/accounts/login/", {"login": "rita@acme.example", "password": PASSWORD})
    assert answer.status_code == 429
    assert "That was too often" in answer.content.decode()


def test_a_lock_touches_no_colleague(visitor: Visitor, rita: Member, raj: Member) -> None:
    for _ in range(10):
        log_in(visitor, "rita@acme.example", "wrong")
    assert log_in(visitor, "raj@acme.example") == 302


def test_nobody_signs_up(visitor: Visitor, rita: Member) -> None:
    assert "Members are invited" in visitor.read("/accounts/signup/")
    visitor.post("/accounts/signup/", {"email": "new@acme.example", "password1": PASSWORD})
    assert not User.objects.filter(email="new@acme.example").exists()


def test_a_second_address_cannot_be_added(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).get("/accounts/email/").status_code == 404


@pytest.mark.parametrize("email", ["rita@acme.example", "nobody@acme.example"])
def test_asking_for_a_new_password_says_the_same_to_everybody(email: str, visitor: Visitor, rita: Member) -> None:
    response = visitor.post("/accounts/password/reset/", {"email": email})
    assert response.headers["Location"] == "/accounts/password/reset/done/"
    assert [message.to for message in mail.outbox] == ([[email]] if email.startswith("rita") else [])


def test_the_link_in_the_mail_sets_a_new_password(visitor: Visitor, rita: Member) -> None:
    visitor.post("/accounts/password/reset/", {"email": "rita@acme.example"})
    found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert found is not None
    form = visitor.get(found[1])
    address = form.headers["Location"]
    assert "Set a new password" in visitor.read(address)
    new = "another long password"
    assert visitor.post(address, {"password1": new, "password2": new}).status_code == 302
    assert log_in(visitor, "rita@acme.example", new) == 302


def test_the_mail_is_in_the_words_of_the_product(visitor: Visitor, rita: Member) -> None:
    visitor.post("/accounts/password/reset/", {"email": "rita@acme.example"})
    sent = mail.outbox[0]
    assert sent.subject == "Set a new password"
    assert str(sent.body).startswith("Hello Rita,\n\nopen this link")
    assert "The link works once, for 3 days." in sent.body
    assert "Thank you for using" not in sent.body


def test_a_new_password_by_the_link_ends_the_lock_of_this_address_alone(
    visitor: Visitor, rita: Member, raj: Member
) -> None:
    for _ in range(10):
        log_in(visitor, "rita@acme.example", "wrong")
        log_in(visitor, "raj@acme.example", "wrong")
    assert log_in(visitor, "rita@acme.example") == 429
    visitor.post("/accounts/password/reset/", {"email": "rita@acme.example"})
    found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert found is not None
    # The link alone ends nothing.
    address = visitor.get(found[1]).headers["Location"]
    assert log_in(visitor, "rita@acme.example") == 429
    new = "another long password"
    visitor.post(address, {"password1": new, "password2": new})
    assert log_in(visitor, "rita@acme.example", new) == 302
    assert log_in(Visitor(), "raj@acme.example") == 429


def test_the_session_says_when_it_began(visitor: Visitor, rita: Member) -> None:
    log_in(visitor, "rita@acme.example")
    page = visitor.read("/accounts/sessions/")
    assert "logged in now, from 127.0.0.1" in page or "logged in 0" in page or "logged in a second ago" in page


def test_logging_out_takes_one_press_and_no_link(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    assert "Log out?" in visitor.read("/accounts/logout/")
    assert visitor.get("/scorecard/").status_code == 200
    visitor.post("/accounts/logout/")
    assert visitor.get("/scorecard/").status_code == 302


def test_an_inactive_log_in_stays_out(visitor: Visitor, rita: Member) -> None:
    User.objects.update(is_active=False)
    log_in(visitor, "rita@acme.example")
    assert visitor.get("/scorecard/").status_code == 302


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/"])
def test_the_pages_of_ones_log_in_stand_in_the_products_frame(path: str, visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).read(path)
    assert 'class="shell' in page
    assert visitor.read("/accounts/2fa/").count("<h1>") == 1
