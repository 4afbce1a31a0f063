"""DELETE from a plain form."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pacesetter.web.form_method import FormMethodMiddleware

FORM = "application/x-www-form-urlencoded"


def method_seen(request: HttpRequest) -> str:
    seen: list[str] = []

    def view(one: HttpRequest) -> HttpResponse:
        seen.append(one.method or "")
        return HttpResponse()

    FormMethodMiddleware(view)(request)
    return seen[0]


def test_a_form_that_says_so_deletes() -> None:
    assert method_seen(RequestFactory().post("/", "_method=DELETE&a=1", content_type=FORM)) == "DELETE"


@pytest.mark.parametrize("body", ["a=1", "_method=PUT", "_method=delete", "_method="])
def test_every_other_form_stays_a_post(body: str) -> None:
    assert method_seen(RequestFactory().post("/", body, content_type=FORM)) == "POST"


def test_a_link_never_deletes() -> None:
    assert method_seen(RequestFactory().get("/?_method=DELETE")) == "GET"


def test_an_upload_is_left_unread() -> None:
    request = RequestFactory().post("/", {"_method": "DELETE"})
    assert method_seen(request) == "POST"
    assert not hasattr(request, "_files")
