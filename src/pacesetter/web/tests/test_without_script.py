"""Every form of every page can be sent without script, and nothing hangs on htmx alone: a page that forgets it fails.

That such a form then does its work is shown by the tests of the pages, which send them as a browser does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.pages import every_page
from pacesetter.web.tests.test_who_gets_in import EXAMPLES, Rows

pytestmark = pytest.mark.usefixtures("at_noon")

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_REQUESTS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
# What a browser can only do by script is not there without it.
_SHOWN_BY_SCRIPT = ("with-script", "dialog", "template", "hidden")


@dataclass
class Form:
    """One form with what sends it."""

    id: str
    words: str
    buttons: int = 0


@dataclass
class Look(HTMLParser):
    """Reads a page: its forms, and what is only done by htmx."""

    forms: list[Form] = field(default_factory=list)
    bound: list[str] = field(default_factory=list)
    by_script_alone: list[str] = field(default_factory=list)
    _open: list[tuple[str, bool, Form | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        hidden = self._is_hidden or _is_by_script(tag, given)
        form = self._form
        if tag == "form" and not hidden:
            form = Form(given.get("id", ""), self.get_starttag_text() or "")
            self.forms.append(form)
        elif not hidden:
            self._look_at(tag, given, form)
        if tag not in _EMPTY:
            self._open.append((tag, hidden, form))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def _look_at(self, tag: str, given: dict[str, str], form: Form | None) -> None:
        sends = given.get("type", "submit" if tag == "button" else "") in ("submit", "image")
        if tag in ("button", "input") and sends:
            if given.get("form"):
                self.bound.append(given["form"])
            elif form is not None:
                form.buttons += 1
        # Within a form htmx brings something while one types; what is chosen is sent with the form in any case. The
        # rest listens to the page (`load`, `every 2s`), and shows anew what is there.
        asks = any(name in given for name in _REQUESTS)
        if asks and form is None and not given.get("href") and "hx-trigger" not in given:
            self.by_script_alone.append(self.get_starttag_text() or "")

    @property
    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @property
    def _form(self) -> Form | None:
        return self._open[-1][2] if self._open else None

    def faults(self) -> Iterator[str]:
        for form in self.forms:
            if not form.buttons and form.id not in self.bound:
                yield f"no button: {form.words}"
        for words in self.by_script_alone:
            yield f"by script alone: {words}"


def _is_by_script(tag: str, given: dict[str, str]) -> bool:
    return tag in _SHOWN_BY_SCRIPT or "hidden" in given or "with-script" in given.get("class", "").split()


def looked_at(page: str) -> Look:
    look = Look()
    look.feed(page)
    return look


def test_the_look_sees_what_is_wrong() -> None:
    page = """
    <form id="a"><input type="text"></form><form><button>Go</button></form>
    <form><p class="with-script"><button>Go</button></p></form><form id="b"></form><button form="b">Go</button>
    <form><button type="button">No</button></form>
    <button hx-post="/x/">Bad</button><a href="/x/" hx-get="/x/">Good</a><template><form></form></template>
    """
    faults = list(looked_at(page).faults())
    assert [fault.partition(":")[0] for fault in faults] == ["no button"] * 3 + ["by script alone"]


def test_every_form_is_sent_by_a_button_and_nothing_hangs_on_script_alone(
    visitor: Visitor, rita: Member, ada: Member, call: ActivityType, calls: Kpi
) -> None:
    rows = Rows(rita, call, calls)
    made = {part: example(rows) for part, example in EXAMPLES.items()}
    visitor.log_in(ada)
    faults, forms = {}, 0
    for page in every_page():
        if not made.keys() >= set(page.parts):
            continue  # for visitors, with secrets of their own
        response = visitor.get(reverse(page.name, kwargs={part: made[part] for part in page.parts}))
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            continue
        look = looked_at(response.content.decode())
        forms += len(look.forms)
        if found := list(look.faults()):
            faults[page.name] = found
    assert faults == {}
    assert forms > 200
