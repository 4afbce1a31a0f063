"""Parts of pages that are drawn once: the navigation, the menu of the settings."""

import re
from typing import Any

from django.template import engines
from django.test import override_settings
from django.utils.translation import override

from pacesetter.people.models import Member
from pacesetter.web import kept_parts
from pacesetter.web.kept_parts import kept_part
from pacesetter.web.tests.conftest import Visitor


def test_a_part_is_drawn_once_for_what_it_is_given_and_for_each_language(monkeypatch: Any) -> None:
    drawn: list[dict[str, Any]] = []

    def draw(name: str, context: dict[str, Any]) -> str:
        drawn.append(context)
        return str(engines["django"].from_string("{{ word }} {{ language }}").render(context))

    monkeypatch.setattr(kept_parts, "render_to_string", draw)
    monkeypatch.setattr(kept_parts, "_drawn", {})
    monkeypatch.setattr(kept_parts, "_MOST", 3)
    for _ in range(2):
        assert kept_part("a.html", ("one",), lambda: {"word": "one"}) == "one "
        assert kept_part("a.html", ("two",), lambda: {"word": "two"}) == "two "
        with override("de"):
            assert kept_part("a.html", ("one",), lambda: {"word": "eins"}) == "eins "
    assert len(drawn) == 3
    # No more than so many are kept.
    assert kept_part("b.html", ("one",), lambda: {"word": "b"}) == "b "
    assert kept_part("a.html", ("one",), lambda: {"word": "again"}) == "again "


@override_settings(DEBUG=True)
def test_nothing_is_kept_while_templates_are_written(monkeypatch: Any) -> None:
    monkeypatch.setattr(kept_parts, "render_to_string", lambda name, context: context["word"])
    monkeypatch.setattr(kept_parts, "_drawn", {})
    assert kept_part("a.html", (), lambda: {"word": "one"}) == "one"
    assert kept_part("a.html", (), lambda: {"word": "two"}) == "two"


def places(visitor: Visitor, address: str) -> tuple[list[str], list[str]]:
    """Where the navigation leads on that page, and what is marked in it."""
    [navigation] = re.findall(r'<nav class="shell-nav".*?</nav>', visitor.read(address), re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"( aria-current="page")?', navigation.split("nav-more")[0])
    return [there for there, _ in links], [there for there, marked in links if marked]


def test_each_member_gets_the_places_that_are_theirs_and_where_they_are(
    visitor: Visitor, rita: Member, mona: Member, ada: Member
) -> None:
    for _ in range(2):
        visitor.log_in(rita)
        there, marked = places(visitor, "/day/")
        assert marked == ["/day/"]
        assert not {"/board/", "/settings/people/"} & set(there)
        assert places(visitor, "/todos/")[1] == ["/todos/"]
        visitor.log_in(mona)
        there, _marked = places(visitor, "/day/")
        assert "/board/" in there
        assert "/settings/people/" not in there
        visitor.log_in(ada)
        assert places(visitor, "/settings/roles/")[1] == ["/settings/people/"]
