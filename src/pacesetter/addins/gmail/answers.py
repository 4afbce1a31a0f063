"""What Gmail is to do. Triggers and buttons are answered in different forms, which Google does not forgive."""

from collections.abc import Iterable, Sequence
from typing import Any

Card = dict[str, Any]
Answer = dict[str, Any]


def shows(card: Card) -> Answer:
    """To a trigger: show the card."""
    return {"action": {"navigations": [{"pushCard": card}]}}


def changes(card: Card, *, says: str = "", blind_copies: Sequence[str] = ()) -> Answer:
    """To a button: show this card in the place of the one it was on, say something, and let these be the blind copies
    of the mail that is written: all of them, since what is not named is taken out."""
    action: dict[str, Any] = {"navigations": [{"updateCard": card}]}
    if says:
        action["notification"] = {"text": says}
    rendered: dict[str, Any] = {"action": action}
    if blind_copies:
        copies = {"bccRecipients": [{"email": one} for one in blind_copies]}
        rendered["hostAppAction"] = {"gmailAction": {"updateDraftActionMarkup": {"updateBccRecipients": copies}}}
    return {"renderActions": rendered, "stateChanged": True}


def says(text: str) -> Answer:
    """To a button: only say something. What was typed on the card stays."""
    return {"renderActions": {"action": {"notification": {"text": text}}}}


def asks_for(scopes: Iterable[str]) -> Answer:
    """To either: have the user allow these, and call again."""
    return {"requesting_google_scopes": {"scopes": list(scopes)}}
