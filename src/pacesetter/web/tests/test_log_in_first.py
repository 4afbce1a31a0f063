"""What somebody is led to who presses something on a page whose session has ended."""

import pytest

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor

HERE = "http://testserver"
WORDS = "You were logged out meanwhile."


def test_a_page_is_shown_after_the_log_in(visitor: Visitor, rita: Member) -> None:
    asked = visitor.get("/board/?period=week")
    assert asked.headers["Location"] == "/accounts/login/?next=/board/%3Fperiod%3Dweek"
    assert WORDS not in visitor.read(asked.headers["Location"])


@pytest.mark.parametrize("path", ["/activities/1/completion/", "/companies/transfers/", "/todos/changes/"])
def test_what_was_pressed_leads_back_to_the_page_that_it_stood_on(visitor: Visitor, db: None, path: str) -> None:
    answer = visitor.client.post(path, headers={"referer": f"{HERE}/todos/?due=today"})
    assert answer.headers["Location"] == "/accounts/login/?next=/todos/%3Fdue%3Dtoday"
    assert WORDS in visitor.read(answer.headers["Location"])


@pytest.mark.parametrize("referrer", ["https://evil.example/day/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_elsewhere(visitor: Visitor, db: None, referrer: str) -> None:
    answer = visitor.client.post("/todos/changes/", headers={"referer": referrer})
    assert answer.headers["Location"] == "/accounts/login/"
    headers = {"hx-request": "true", "hx-current-url": referrer, "referer": referrer}
    answer = visitor.client.post("/todos/changes/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/accounts/login/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_of_a_page_never_holds_the_log_in(visitor: Visitor, db: None, method: str) -> None:
    send = getattr(visitor.client, method)
    headers = {"hx-request": "true", "hx-current-url": f"{HERE}/day/"}
    answer = send("/activities/1/completion/", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/day/"


def test_nor_the_choice_of_an_organisation(visitor: Visitor, rita: Member, other_organisation: Organisation) -> None:
    with scope(other_organisation):
        Member.objects.create(user=rita.user, name="Rita at Globex", email="rita@globex.example")
    visitor.log_in(rita)
    headers = {"hx-request": "true", "hx-current-url": f"{HERE}/day/"}
    assert visitor.get("/todos/", **headers).headers["HX-Redirect"] == "/organisation/?next=/day/"
    answer = visitor.client.post("/todos/changes/", headers={"referer": f"{HERE}/todos/"})
    assert answer.headers["Location"] == "/organisation/?next=/todos/"
