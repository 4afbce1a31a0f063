"""What the buttons of a card carry: for which account the card was made, and for which mail."""

from typing import Any

from django.utils.translation import gettext as _

from pacesetter.capture.gmail.tickets import make_ticket, read_ticket
from pacesetter.capture.models import CapturedMail, GoogleAccount
from pacesetter.core.refusal import Refusal

_PURPOSE = "card"
# A card stays open as long as its tab does.
_SECONDS = 24 * 3600


def mail_ticket(account: GoogleAccount, mail: CapturedMail, *, message_id: str) -> str:
    """For what can be done with this mail: by its row where it is kept, else by what Gmail names it."""
    return make_ticket(_PURPOSE, {"account": account.pk, "mail": mail.pk, "message": message_id})


def writing_ticket(account: GoogleAccount, token: str = "") -> str:
    """For what can be said of a mail that is written; `token` is of what was said before."""
    return make_ticket(_PURPOSE, {"account": account.pk, "token": token})


def intent_ticket(account: GoogleAccount, intent_id: int) -> str:
    """For what was said of a mail that was not seen since."""
    return make_ticket(_PURPOSE, {"account": account.pk, "intent": intent_id})


def read_card_ticket(account: GoogleAccount, ticket: str) -> dict[str, Any]:
    """What it says. Raises a `Refusal` for one that was made for another account, is not ours, or is too old."""
    said = read_ticket(_PURPOSE, ticket, seconds=_SECONDS)
    if said.get("account") != account.pk:
        raise Refusal(_("This works no more. Open it again."), code="bad_ticket")
    return said
