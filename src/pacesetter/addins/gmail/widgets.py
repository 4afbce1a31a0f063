"""The parts of a card, in the form of google.apps.card.v1. Texts are drawn as HTML there, so each is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from pacesetter.capture.gmail.add_on import endpoint

Widget = dict[str, Any]
Button = dict[str, Any]


def card(title: str, subtitle: str, sections: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A card. Sections without widgets are left out: Google refuses them."""
    heading = {"title": title, "subtitle": subtitle} if subtitle else {"title": title}
    return {"header": heading, "sections": [one for one in sections if one["widgets"]]}


def section(*widgets: Widget | None, heading: str = "", collapsed: bool = False) -> dict[str, Any]:
    """Widgets below each other; None among them are left out. `collapsed` hides them until they are asked for."""
    found: dict[str, Any] = {"widgets": [one for one in widgets if one is not None]}
    if heading:
        found["header"] = escape(heading)
    return {**found, "collapsible": True, "uncollapsibleWidgetsCount": 0} if collapsed else found


def paragraph(text: str) -> Widget:
    """Plain text."""
    return {"textParagraph": {"text": escape(text)}}


def line(text: str, *, above: str = "", below: str = "", button: Button | None = None) -> Widget:
    """A line with smaller ones above and below it, and perhaps a button at its end."""
    found: dict[str, Any] = {"text": escape(text), "wrapText": True}
    if above:
        found["topLabel"] = escape(above)
    if below:
        found["bottomLabel"] = escape(below)
    if button:
        found["button"] = button
    return {"decoratedText": found}


def buttons(*given: Button | None) -> Widget | None:
    """Buttons beside each other."""
    shown = [one for one in given if one is not None]
    return {"buttonList": {"buttons": shown}} if shown else None


def does(text: str, view: str, *, main: bool = False, **parameters: str) -> Button:
    """A button that calls one of the door's views. What was typed on the card comes along."""
    action = {
        "function": endpoint(view),
        "parameters": [{"key": key, "value": value} for key, value in parameters.items()],
        "loadIndicator": "SPINNER",
        "persistValues": True,
    }
    made: Button = {"text": text, "onClick": {"action": action}}
    return {**made, "type": "FILLED"} if main else made


def opens(text: str, address: str, *, main: bool = False, reloads: bool = False) -> Button:
    """A button that opens a page of ours. `reloads`: the card is asked for anew when that page is closed."""
    link = {"url": address, "openAs": "OVERLAY", "onClose": "RELOAD"} if reloads else {"url": address}
    made: Button = {"text": text, "onClick": {"openLink": link}}
    return {**made, "type": "FILLED"} if main else made


def text_field(name: str, label: str, value: str = "", *, long: bool = False) -> Widget:
    """A field to type in."""
    found: dict[str, Any] = {"name": name, "label": label, "type": "MULTIPLE_LINE" if long else "SINGLE_LINE"}
    return {"textInput": {**found, "value": value} if value else found}


def choice(name: str, label: str, offered: Sequence[tuple[str, str]], chosen: str) -> Widget:
    """A list of which one is chosen: pairs of what is sent and what is shown."""
    items = [{"value": value, "text": text, "selected": value == chosen} for value, text in offered]
    return {"selectionInput": {"name": name, "label": label, "type": "DROPDOWN", "items": items}}
