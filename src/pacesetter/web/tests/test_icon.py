"""Icons."""

import re
from pathlib import Path

from django.template import Context, Template

from pacesetter.activities.category import categories
from pacesetter.web.day.quick import Quick
from pacesetter.web.setup.symbols import SYMBOLS

WEB = Path(__file__).resolve().parents[1]


def test_every_icon_that_pages_use_is_fetched_and_no_other() -> None:
    listed = (WEB / "icons.txt").read_text(encoding="ascii").split()
    used = set()
    for path in [*WEB.glob("templates/**/*.html"), *WEB.glob("jinja2/**/*.html"), WEB / "navigation.py"]:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"""{% icon ["']([\w-]+)""", text))
        used |= set(re.findall(r"""picture=["']([\w-]+)""", text))
        used |= set(re.findall(r"""icon\(["']([\w-]+)["']\)""", text))
        used |= set(re.findall(r"""button\("\w+", line, "([\w-]+)""", text))
        used |= set(re.findall(r"""Place\("\w+", _\("[^"]+"\), "([\w-]+)""", text))
    for path in (WEB.parent / "categories").glob("*.py"):
        used |= set(re.findall(r"""Action\("([\w-]+)""", path.read_text(encoding="utf-8")))
    for path in (WEB.parent / "integrations").glob("**/*.py"):
        used |= set(re.findall(r"""symbol(?:: str)? = "([\w-]+)""", path.read_text(encoding="utf-8")))
    used |= {category.symbol for category in categories().values()} | {Quick("").symbol} | set(SYMBOLS)
    assert listed == sorted(listed)
    assert set(listed) == used


def test_an_icon_is_drawn_inline_and_hidden_from_screen_readers() -> None:
    drawn = Template('{% load icon %}{% icon "user" %}').render(Context())
    assert 'aria-hidden="true"' in drawn
    assert "<path" in drawn
    assert "style=" not in drawn


def test_an_icon_that_was_not_fetched_leaves_its_place_empty() -> None:
    drawn = Template('{% load icon %}{% icon "no-such-icon" %}').render(Context())
    assert drawn.startswith("<svg")
    assert "<path" not in drawn
