"""DELETE from a plain form."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import no_scope
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


def test_the_token_of_the_form_is_asked_for_and_is_enough(rita: Member, call: ActivityType) -> None:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.complete(planned, by=rita)
    client = Client(enforce_csrf_checks=True)
    assert rita.user is not None
    client.force_login(rita.user, "django.contrib.auth.backends.ModelBackend")
    address = f"/activities/{planned.pk}/completion/"
    body = "_method=DELETE"
    with no_scope():
        assert client.post(address, body, content_type=FORM).status_code == 403
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/day/").content.decode())
        assert token is not None
        answer = client.post(address, f"{body}&csrfmiddlewaretoken={token[1]}", content_type=FORM)
    assert answer.status_code == 303
    assert Activity.objects.get().status == "planned"
