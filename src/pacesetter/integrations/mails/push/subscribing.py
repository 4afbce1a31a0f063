"""Let the other side report what comes, or no longer. May be run at any time: what is not due is left as it is."""

import secrets
from datetime import timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.core.sealing import Unsealable
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind, NotConnected
from pacesetter.integrations.mails.push.shape import MailPush, Subscribed
from pacesetter.integrations.models import Connection, ConnectionState, MailSubscription
from pacesetter.tenancy.sealed import opened, seal_into

# A refusal is a person's to mend, so asking again can wait; e-mail is asked for meanwhile.
_AGAIN = timedelta(hours=6)


def subscribe(connection: Connection, push: MailPush, caller: Caller) -> bool:
    """Have a subscription for each folder that is not due later. Answers whether one had to be made, or made anew: what
    came before was not reported.

    A refusal is written down at the subscription, and is none of the connection: without reports its mail is asked for
    as before. Raises `Failure` where it passes by itself.
    """
    made = False
    for folder in push.folders:
        row = _row(connection, folder)
        if row.renew_at is not None and row.renew_at > clock.now():
            continue
        try:
            made = _ensure(row, push, caller) or made
        except NotConnected:
            return made
        except Failure as failure:
            values = {"fault": failure.text[:500], "fault_at": clock.now()}
            if failure.kind is not FailureKind.TEMPORARY:
                values["renew_at"] = clock.now() + _AGAIN
            MailSubscription.objects.filter(pk=row.pk).update(**values)
            if failure.kind is FailureKind.TEMPORARY:
                raise
    return made


def unsubscribe(connection: Connection, push: MailPush, caller: Caller) -> None:
    """Have none. Where we are not let in any more, they end by themselves within days. Raises `Failure` where that
    passes by itself."""
    for row in MailSubscription.objects.filter(connection=connection).order_by("pk"):
        try:
            push.unsubscribe(caller, row)
        except Failure as failure:
            if failure.kind is FailureKind.TEMPORARY:
                raise
        if not caller.is_dry:
            row.delete()


def _row(connection: Connection, folder: str) -> MailSubscription:
    row: MailSubscription
    row, _new = MailSubscription.objects.get_or_create(
        connection=connection, folder=folder, defaults={"public_id": secrets.token_urlsafe(24)}
    )
    return row


def _ensure(row: MailSubscription, push: MailPush, caller: Caller) -> bool:
    address, before = push.address_of(row), row.external_id
    if row.address and row.address != address:
        # The old subscription reports to an address at which nobody listens any more.
        push.unsubscribe(caller, row)
        row.external_id = ""
    secret = _secret_of(row, address)
    found = push.subscribe(caller, row, address=address, secret=secret)
    if caller.is_dry:
        return False
    _keep(row, found)
    return found.id != before


def _secret_of(row: MailSubscription, address: str) -> str:
    """What reports will carry: kept before anybody is told, so that a report that comes at once is believed."""
    try:
        secret = opened(row, "secret")
    except Unsealable:
        secret = ""
    if secret and row.address == address:
        return secret
    row.address, row.external_id = address, row.external_id if secret else ""
    secret = secret or secrets.token_urlsafe(48)
    seal_into(row, "secret", secret)
    row.save(update_fields=["address", "external_id", "secret"])
    return secret


def _keep(row: MailSubscription, found: Subscribed) -> None:
    with transaction.atomic():
        # Not where the account was disconnected meanwhile: what reports then is known to nobody, and ends by itself.
        living = Connection.objects.filter(pk=row.connection_id).exclude(state=ConnectionState.ENDED)
        MailSubscription.objects.filter(pk=row.pk, connection__in=living).update(
            external_id=found.id[:200], expires_at=found.expires_at, renew_at=found.renew_at, fault="", fault_at=None
        )
