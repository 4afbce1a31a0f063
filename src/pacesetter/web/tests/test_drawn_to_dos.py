"""The lines of to-dos as HTML: every piece of them, with what people typed escaped."""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import pytest

from pacesetter.activities.actions import Action
from pacesetter.activities.models import Outcome
from pacesetter.web.day.drawn import ToDoDrawer
from pacesetter.web.day.due import Due
from pacesetter.web.day.lines import Line

TYPED = "<script>\"'&"


class Read(HTMLParser):
    """Tags with their attributes, and all that is written."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def one(self, **wanted: str) -> dict[str, str | None]:
        [found] = [attrs for _tag, attrs in self.tags if wanted.items() <= attrs.items()]
        return found


def line(**changes: Any) -> Line:
    given: dict[str, Any] = {
        "id": 7, "symbol": "phone", "category": "Phone call", "name": "Call", "about": "", "people": "", "company": "",
        "owner": "", "due": Due("today", "Today", ""), "actions": (), "outcomes": (), "repeats": False, "outcome": "",
        "done_at": "", "undo": "",
    }  # fmt: skip
    return Line(**{**given, **changes})


def drawn(*lines: Line, group: str = "", can_choose: bool = False) -> Read:
    drawer = ToDoDrawer(back="/day/?a=1&b=2", token="secret", group=group, can_choose=can_choose)
    return Read(drawer.all(lines))


def test_whatever_was_typed_stands_there_as_it_was_typed_and_does_nothing() -> None:
    actions = (Action("phone-call", f"Call {TYPED}", f"tel:{TYPED}", asks_outcome=True),)
    due = Due("future", TYPED, TYPED)
    full = line(
        name=TYPED, about=TYPED, people=TYPED, company=TYPED, owner=TYPED, category=TYPED, due=due, actions=actions
    )
    read = drawn(full, can_choose=True)
    assert not any(tag == "script" for tag, _attrs in read.tags)
    assert "".join(read.texts).count(TYPED) == 8
    words = ", ".join([TYPED] * 4)
    assert read.one(type="checkbox")["aria-label"] == words
    assert read.one(id="dial-7")["aria-label"] == f"Call {TYPED}: {words}"
    assert read.one(id="dial-7")["href"] == f"tel:{TYPED}"


@pytest.mark.parametrize("outcomes", [(), (Outcome(name="Reached"),)])
def test_it_is_completed_by_one_press_unless_it_can_end_in_several_ways(outcomes: Sequence[Outcome]) -> None:
    read = drawn(line(outcomes=outcomes))
    check = read.one(id="check-7")
    assert check["aria-label"] == "Complete: Call"
    if outcomes:
        assert check["href"] == check["hx-get"] == "/activities/7/completion/?next=/day/%3Fa%3D1%26b%3D2"
        assert check["hx-target"] == "#panel-7"
    else:
        assert read.one(action="/activities/7/completion/")["method"] == "post"
        assert read.one(name="csrfmiddlewaretoken")["value"] == "secret"
        assert read.one(name="next")["value"] == "/day/?a=1&b=2"


def test_only_what_there_is_is_said() -> None:
    plain, full = drawn(line()), drawn(line(repeats=True, owner="Raj", people="Jane", company="Initech"))
    for name in ("to-do-repeats", "to-do-owner", "to-do-with", "to-do-time", "to-do-about"):
        assert not [attrs for _tag, attrs in plain.tags if attrs.get("class") == name]
    assert "Jane, Initech" in full.texts
    assert full.one(**{"class": "to-do-owner"})
    assert full.one(**{"class": "to-do-repeats"})


def test_among_those_of_today_the_day_is_said_to_those_alone_who_hear_the_page() -> None:
    assert drawn(line(), group="today").one(**{"class": "due due-today visually-hidden"})
    assert drawn(line()).one(**{"class": "due due-today"})
    assert drawn(line(due=Due("overdue", "Overdue", "")), group="today").one(**{"class": "due due-overdue"})


def test_links_elsewhere_open_beside_and_each_line_can_be_put_off() -> None:
    read = drawn(line(actions=(Action("video", "Join", "https://meet.example/a?b=1&c=2"),)), line(id=8))
    assert read.one(href="https://meet.example/a?b=1&c=2")["rel"] == "noopener"
    for number in (7, 8):
        late = f"/activities/{number}/due/?next=/day/%3Fa%3D1%26b%3D2"
        assert read.one(href=late)["aria-label"] == "Put off: Call"
