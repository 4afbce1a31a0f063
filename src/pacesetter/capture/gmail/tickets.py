"""Tickets: what a card or a link lets do, signed, for a while, once."""

import hashlib
import secrets
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter.capture.models import SpentTicket
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal

_SALT = "pacesetter.capture.gmail."


def make_ticket(purpose: str, what: dict[str, Any]) -> str:
    """A ticket for one purpose; `what` is readable for whoever has it, and unalterable."""
    return signing.dumps({**what, "nonce": secrets.token_urlsafe(9)}, salt=_SALT + purpose)


def read_ticket(purpose: str, ticket: str, *, seconds: int) -> dict[str, Any]:
    """What it says. Raises a `Refusal` for one that is not ours, for another purpose, or older than that."""
    try:
        found: dict[str, Any] = signing.loads(ticket, salt=_SALT + purpose, max_age=seconds)
    except signing.BadSignature:
        raise Refusal(_("This works no more. Open it again."), code="bad_ticket") from None
    return found


def spend(ticket: str) -> None:
    """Use it up, in the transaction of what is done by it: what is refused there leaves it as it was. Raises a
    `Refusal` for one that was used."""
    digest = hashlib.sha256(ticket.encode()).hexdigest()
    try:
        # Of two that come at once the second waits here until the first is done.
        with transaction.atomic():
            SpentTicket.objects.create(digest=digest, spent_at=clock.now())
    except IntegrityError:
        raise Refusal(_("This was done already."), code="spent") from None
