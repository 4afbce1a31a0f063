"""What a browser would send for a list: every field as it stands, with what it was, and then what somebody typed."""

import re
from html import unescape

_TAGS = re.compile(r"<(input|select|option|button)\b([^>]*)>")
_ATTRIBUTES = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def form_of(page: str) -> dict[str, list[str]]:
    """Name -> values of all fields of the first form of the settings page that has a line or a weight in it."""
    known = (mark for mark in ('class="setup-form"', 'class="confirm-form"') if mark in page)
    mark = next(known, "")
    start = page.rindex("<form", 0, page.index(mark)) if mark else page.index("<form", page.index('id="main"'))
    text = page[start : page.index("</form>", start)]
    found: dict[str, list[str]] = {}
    select = ""
    for tag, inside in _TAGS.findall(text):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTES.findall(inside)}
        if tag == "select":
            select = attributes["name"]
        elif tag == "option" and "selected" in attributes:
            found[select] = [attributes["value"]]
        elif tag == "input":
            is_box = attributes.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attributes:
                found.setdefault(attributes["name"], []).append(attributes.get("value", "on" if is_box else ""))
    found.pop("csrfmiddlewaretoken", None)
    return found
