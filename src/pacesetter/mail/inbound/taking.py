"""Take a message from whoever delivers it, by whatever way it comes."""

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.mail.inbound.addresses import Target, target_of
from pacesetter.mail.inbound.route import Route, routes
from pacesetter.mail.models import InboundMessage
from pacesetter.tenancy.scope import scope

# What Gmail sends at most. A mail that is larger holds nothing that is asked for here.
MOST_BYTES = 25 * 1024 * 1024


def organisation_for(address: str) -> int | None:
    """Whose mail to this address is, None where nobody takes it."""
    found = _route_for(address)
    return found[0].organisation_of(found[1]) if found else None


def take(*, sender: str, recipient: str, raw: bytes) -> InboundMessage | None:
    """Keep of the message what its room wants and enqueue its reading; None where nobody takes mail for the recipient.

    Once this has returned, the message is ours: whoever delivered it may forget it. `sender` is the envelope's, empty
    for reports of mail servers.
    """
    found = _route_for(recipient)
    organisation_id = found[0].organisation_of(found[1]) if found else None
    if found is None or organisation_id is None:
        return None
    size, raw = len(raw), found[0].kept(raw)
    with scope(organisation_id), transaction.atomic():
        message = InboundMessage.objects.create(
            recipient=recipient.strip().lower()[:320],
            sender=sender.strip("<> ").lower()[:320],
            raw=raw,
            size=size,
            received_at=clock.now(),
        )
        jobs.enqueue("mail.read", {"message": message.pk}, key=str(message.pk))
    return message


def target(message: InboundMessage) -> Target:
    """Whom a message that was taken is for."""
    found = target_of(message.recipient)
    if found is None:
        raise ValueError("the domain for mail that comes in was changed since this message came")
    return found


def _route_for(address: str) -> tuple[Route, str] | None:
    target = target_of(address)
    route = routes().get(target.route) if target else None
    return (route, target.token) if route and target else None
