"""What is said where a page breaks: in both languages, and without anything that may be broken as well."""

import pytest
from django.test import RequestFactory
from django.views.defaults import server_error

from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.views.setup import settings_history

ENGLISH, GERMAN = "Something broke on our side", "Bei uns ist etwas kaputtgegangen"
PATH = "/settings/history/"


def test_it_is_said_in_both_languages_without_the_database() -> None:
    # Tests that don't ask for the database may not use it.
    page = server_error(RequestFactory().get("/")).content.decode()
    assert ENGLISH in page
    assert f'<section lang="de">\n<h2>{GERMAN}</h2>' in page


def test_a_page_that_breaks_says_so_and_not_why(
    visitor: Visitor, ada: Member, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the reason")

    monkeypatch.setattr(settings_history, "history_of_kinds", broken)
    visitor.client.raise_request_exception = False
    answer = visitor.log_in(ada).get(PATH)
    page = answer.content.decode()
    assert (answer.status_code, ENGLISH in page, GERMAN in page, "the reason" in page) == (500, True, True, False)
    # Whoever may not see it does not come that far.
    assert visitor.log_in(rita).get(PATH).status_code == 403
