"""Words, files and addresses of templates are worked out once, and never for another language or page."""

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.test import override_settings
from django.urls import NoReverseMatch
from django.utils.translation import override

from pacesetter.web.kept_tags.kept import Kept


def template(text: str) -> Template:
    made: Any = engines["django"].from_string(text)
    parsed: Template = made.template
    return parsed


def kept_in(made: Template) -> list[Kept]:
    return [node for node in made.nodelist if isinstance(node, Kept)]


def test_words_are_in_each_reader_s_language() -> None:
    made = template('{% load i18n %}{% translate "To-dos" %}')
    assert len(kept_in(made)) == 1
    for _ in range(2):
        with override("en"):
            assert made.render(Context()) == "To-dos"
        with override("de"):
            assert made.render(Context()) == "Aufgaben"


def test_what_is_kept_is_escaped_where_the_page_is() -> None:
    made = template("{% load i18n %}{% translate '<b>' %}{% url 'my_day' %}")
    for _ in range(2):
        assert made.render(Context()) == "<b>/day/"
        assert made.render(Context(autoescape=False)) == "<b>/day/"


@pytest.mark.parametrize(
    "text",
    [
        "{% load i18n %}{% translate word %}",
        '{% load i18n %}{% translate "To-dos" as word %}{{ word }}',
        '{% load i18n %}{% translate "To-dos"|upper %}',
        '{% load i18n %}{% translate "May" context "month name" %}',
        "{% url name %}",
        "{% url 'activity' number %}",
        "{% url 'my_day' as there %}{{ there }}",
        "{% load static %}{% static file %}",
        "{% load static %}{% static 'web/mark.svg' as there %}{{ there }}",
    ],
)
def test_what_can_differ_is_worked_out_each_time(text: str) -> None:
    made = template(text)
    assert kept_in(made) == []
    first = {"word": "To-dos", "name": "my_day", "number": 1, "file": "web/mark.svg"}
    assert made.render(Context(first)) != ""


def test_files_and_addresses_are_kept() -> None:
    made = template("{% load static %}{% static 'web/mark.svg' %} {% url 'my_day' %}")
    assert len(kept_in(made)) == 2
    first = made.render(Context())
    assert first.endswith(" /day/")
    assert "web/mark" in first
    assert made.render(Context()) == first


def test_an_address_is_another_one_under_other_addresses() -> None:
    made = template("{% url 'my_day' %}")
    assert made.render(Context()) == "/day/"
    with override_settings(ROOT_URLCONF="pacesetter.web.kept_tags.tests.other_addresses"):
        assert made.render(Context()) == "/elsewhere/"


@pytest.mark.parametrize(
    ("text", "error"), [("{% url 'nowhere' %}", NoReverseMatch), ("{% url %}", TemplateSyntaxError)]
)
def test_what_is_wrong_is_said_each_time(text: str, error: Any) -> None:
    with pytest.raises(error):
        template(text).render(Context())
