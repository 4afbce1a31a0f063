"""What never differs in a template is joined, and everything else is drawn as before."""

from typing import Any

import pytest
from django.template import Context, Template, engines
from django.template.base import NodeList
from django.test import override_settings
from django.utils.translation import override

from pacesetter.web.kept_tags.runs import Run, join_runs

LOADS = "{% load i18n static icon %}"


def joined(text: str) -> Template:
    made: Any = engines["django"].from_string(LOADS + text)
    parsed: Template = made.template
    join_runs(parsed.nodelist)
    return parsed


def runs_in(nodes: NodeList) -> list[Run]:
    return [node for node in nodes if isinstance(node, Run)]


def test_words_addresses_and_pictures_between_text_are_one() -> None:
    made = joined('<a href="{% url "my_day" %}">{% icon "sun" %}{% translate "My day" %}</a>')
    assert len(made.nodelist) == 1
    for _ in range(2):
        with override("en"):
            first = made.render(Context())
        with override("de"):
            second = made.render(Context())
        assert first.startswith('<a href="/day/"><svg') and first.endswith("My day</a>")
        assert second.endswith("Mein Tag</a>")


def test_addresses_in_it_are_those_of_the_page() -> None:
    made = joined("- {% url 'my_day' %}")
    assert made.render(Context()) == "- /day/"
    with override_settings(ROOT_URLCONF="pacesetter.web.kept_tags.tests.other_addresses"):
        assert made.render(Context()) == "- /elsewhere/"
    assert made.render(Context()) == "- /day/"


@pytest.mark.parametrize(
    ("text", "given", "shown"),
    [
        ("a{{ word }}b", {"word": "<"}, "a&lt;b"),
        ("{% icon word %}", {"word": "sun"}, "<svg"),
        ("{% icon 'sun' as sun %}-", {}, "-"),
        ("{% if word %}{% translate 'To-dos' %}!{% else %}-{% endif %}", {"word": True}, "To-dos!"),
        ("{% if word %}-{% else %}{% translate 'To-dos' %}!{% endif %}", {"word": ""}, "To-dos!"),
        ("{% for one in word %}{{ one }}{% translate 'To-dos' %},{% endfor %}", {"word": "ab"}, "aTo-dos,bTo-dos,"),
        ("{% for one in word %}-{% empty %}{% translate 'To-dos' %}!{% endfor %}", {"word": ""}, "To-dos!"),
        ("{% with one=word %}{{ one }}{% translate 'To-dos' %}!{% endwith %}", {"word": "a"}, "aTo-dos!"),
        ("{% block one %}{{ word }}{% translate 'To-dos' %}!{% endblock %}", {"word": "a"}, "aTo-dos!"),
    ],
)
def test_what_can_differ_does(text: str, given: dict[str, object], shown: str) -> None:
    made = joined(text)
    for _ in range(2):
        assert made.render(Context(given)).startswith(shown)
    assert made.render(Context({**given, "word": "x"})) != "" or "as sun" in text


def test_text_alone_stays_as_it_is() -> None:
    made: Any = engines["django"].from_string("a{# nothing #}b{{ word }}")
    before = list(made.template.nodelist)
    join_runs(made.template.nodelist)
    assert list(made.template.nodelist) == before


def test_a_second_time_changes_nothing() -> None:
    made = joined("- {% url 'my_day' %}{{ word }}")
    before = list(made.nodelist)
    join_runs(made.nodelist)
    assert list(made.nodelist) == before


def test_templates_of_files_are_joined_once() -> None:
    engine: Any = engines["django"]
    loaded = engine.get_template("web/day/_quick_form.html").template
    assert runs_in(loaded.nodelist)
    before = list(loaded.nodelist)
    assert list(engine.get_template("web/day/_quick_form.html").template.nodelist) == before
