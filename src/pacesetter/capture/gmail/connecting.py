"""The link by which a Google account asks a member to let its add-on act for them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from pacesetter.capture.gmail.tickets import make_ticket, read_ticket

_PURPOSE = "connect"
# Long enough to log in, with a second factor; too short for a link that lies about.
_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Asking:
    """Google has vouched for who asks: what it names the account by, and the account's address."""

    subject: str
    email: str
    ticket: str


def connecting_link(subject: str, email: str) -> str:
    """The page on which the member says yes. The link works once, and for 15 minutes."""
    ticket = make_ticket(_PURPOSE, {"subject": subject, "email": email.lower()})
    return settings.PUBLIC_URL + reverse("google_account_request", args=[ticket])


def asking_with(ticket: str) -> Asking:
    """Who asks by the link. Raises a `Refusal` for one that is not ours, or too old."""
    said = read_ticket(_PURPOSE, ticket, seconds=_SECONDS)
    return Asking(said["subject"], said["email"], ticket)
