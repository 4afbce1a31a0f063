"""What every button of a card does before and around its work: it works for whom its card was made, and once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.addins.gmail.door import Caller
from pacesetter.addins.gmail.ticket import read_card_ticket
from pacesetter.capture.gmail.tickets import spend
from pacesetter.core.refusal import Refusal


def said_by(caller: Caller, about: str) -> dict[str, Any]:
    """What the button's ticket says, which must be one about this ("mail", "intent" or "token"). Raises a `Refusal`
    for one about something else, of another account, too old, or not ours."""
    said = read_card_ticket(caller.account, _ticket(caller))
    if about not in said:
        raise Refusal(_("This works no more. Open it again."), code="bad_ticket")
    return said


@contextmanager
def once(caller: Caller, about: str) -> Iterator[Any]:
    """One transaction in which the button's ticket is used up together with what is done; where that is refused, the
    ticket stays good. Gives what the ticket is about, 0 where it names nothing. Raises a `Refusal` as `said_by` does,
    and for a ticket that was used."""
    said = said_by(caller, about)
    with transaction.atomic():
        spend(_ticket(caller))
        yield said[about] or 0


def _ticket(caller: Caller) -> str:
    return caller.event.parameters.get("ticket", "")
