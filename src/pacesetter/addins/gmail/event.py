"""What Google tells us of a call. Nothing in it is believed to have the right type."""

from dataclasses import dataclass, field
from typing import Any

_LONGEST = 20_000  # characters of one value; a card has no room for more


@dataclass(frozen=True)
class Event:
    """`form` is what was typed and chosen on the card, `parameters` what the button carries. `message_id` and
    `access_token` are of the mail that is open; `to`, `cc` and `bcc` of the one that is written."""

    locale: str = ""
    form: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    system_token: str = ""
    user_token: str = ""
    oauth_token: str = ""
    message_id: str = ""
    access_token: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()


def read_event(said: Any) -> Event:
    """The event in what was sent; what is missing or of another type is empty."""
    common, allowed = _part(said, "commonEventObject"), _part(said, "authorizationEventObject")
    gmail = _part(said, "gmail")
    inputs = _part(common, "formInputs")
    return Event(
        locale=_text(common, "userLocale"),
        form={name: _typed(inputs[name]) for name in inputs},
        parameters={name: _text(_part(common, "parameters"), name) for name in _part(common, "parameters")},
        system_token=_text(allowed, "systemIdToken"),
        user_token=_text(allowed, "userIdToken"),
        oauth_token=_text(allowed, "userOAuthToken"),
        message_id=_text(gmail, "messageId"),
        access_token=_text(gmail, "accessToken"),
        to=_texts(gmail.get("toRecipients")),
        cc=_texts(gmail.get("ccRecipients")),
        bcc=_texts(gmail.get("bccRecipients")),
    )


def _part(said: Any, name: str) -> dict[str, Any]:
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}


def _text(said: dict[str, Any], name: str) -> str:
    found = said.get(name)
    return found[:_LONGEST] if isinstance(found, str) else ""


def _texts(found: Any) -> tuple[str, ...]:
    return tuple(one[:_LONGEST] for one in found if isinstance(one, str))[:200] if isinstance(found, list) else ()


def _typed(said: Any) -> str:
    values = _texts(_part(said, "stringInputs").get("value"))
    return values[0].replace("\0", "") if values else ""
