"""What the rules refuse becomes a message or stands in the form; who may not at all is answered with 403."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.refusals import refusals_said, refusals_shown


class OneField(forms.Form):
    name = forms.CharField()


@pytest.fixture
def request_with_messages() -> HttpRequest:
    request = HttpRequest()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def test_a_refusal_is_said_and_the_rest_of_the_block_left_out(request_with_messages: HttpRequest) -> None:
    done = []
    with refusals_said(request_with_messages):
        done.append("before")
        raise Refusal("This period is closed.", code="closed")
    with refusals_said(request_with_messages):
        done.append("after")
    assert done == ["before", "after"]
    assert [(str(said), said.level_tag) for said in get_messages(request_with_messages)] == [
        ("This period is closed.", "error")
    ]


@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("other", "__all__")])
def test_a_refusal_stands_beside_its_field_or_above_the_form(field: str, place: str) -> None:
    form = OneField({"name": "Calls"})
    with refusals_shown(form):
        raise Refusal("There is one already.", field=field, code="taken")
    assert form.errors == {place: ["There is one already."]}


def test_who_may_not_at_all_is_not_told_on_the_next_page(request_with_messages: HttpRequest) -> None:
    with pytest.raises(NotAllowed), refusals_said(request_with_messages):
        raise NotAllowed("Only administrators change this.")
    form = OneField({"name": "Calls"})
    with pytest.raises(NotAllowed), refusals_shown(form):
        raise NotAllowed("Only administrators change this.")
    assert (list(get_messages(request_with_messages)), form.errors) == ([], {})
