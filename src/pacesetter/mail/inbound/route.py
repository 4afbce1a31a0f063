"""What a room does that takes mail: the protocol, and the table of those that do."""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pacesetter.mail.models import InboundMessage


class Route(Protocol):
    """A room that takes mail. A new one is a line in INBOUND_ROUTES in `config/registries.py`."""

    def organisation_of(self, token: str) -> int | None:
        """The organisation whose row has this token, None where there is none that takes mail now. Called while the
        sender waits, with no organisation in scope."""

    def kept(self, raw: bytes) -> bytes:
        """What is kept of a message until it is read, and for a while after: all of it, or what the room needs."""

    def receive(self, message: "InboundMessage", token: str) -> None:
        """Do what the message asks for, in the organisation's scope and in one transaction with the mark that it is
        done. May be called again after a failure; must not touch the network."""


@cache
def routes() -> dict[str, Route]:
    """Every room that takes mail, by the first part of its addresses."""
    return {key: import_string(path)() for key, path in settings.INBOUND_ROUTES.items()}
