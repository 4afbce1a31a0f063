"""Hear that something has come: look, and believe nothing else of what was reported."""

import hmac
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Max, Q

from pacesetter.core import clock
from pacesetter.core.sealing import Unsealable
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import Connection, ConnectionState, MailPlace, MailSubscription
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened

# However many reports come, an account is looked at once in so long.
GATHER = timedelta(seconds=20)
_NOTED_EVERY = timedelta(minutes=1)
_NOBODY = "nobody's secret, compared where there is no subscription"


class Word(StrEnum):
    """What a report asks us to do."""

    LOOK = "look"
    RENEW = "renew"


def subscription_at(public_id: str) -> MailSubscription | None:
    """The subscription with this address, None where there is none, and where its connection has ended. Needs no
    organisation in scope: the address says whose it is."""
    rows = MailSubscription.across_organisations.filter(public_id=public_id)
    row: MailSubscription | None = rows.select_related("organisation", "connection").first()
    if row is None or row.connection.state in (ConnectionState.ENDED, ConnectionState.BEGUN):
        return None
    return row


def is_authentic(row: MailSubscription | None, *, secret: str, external_id: str) -> bool:
    """Whether a report with this secret is of this subscription. Takes as long for any wrong secret, and compares one
    also where there is no subscription."""
    known = _NOBODY
    if row is not None:
        try:
            known = opened(row, "secret") or _NOBODY
        except Unsealable:
            row = None
    is_same = hmac.compare_digest(known.encode(), secret.encode("utf-8", "replace"))
    if row is None or known is _NOBODY or not is_same:
        return False
    # Until the answer to our request has come, its name there is not known.
    return not row.external_id or row.external_id == external_id


def hear(row: MailSubscription, words: Iterable[Word]) -> None:
    """Do what authentic reports of this subscription ask for: once, however many there are. Of an account that rests
    nothing but that there was one is kept: what has come is found when it is taken up again."""
    asked = set(words)
    with scope(row.organisation), transaction.atomic():
        _note(row)
        if row.connection.state != ConnectionState.CONNECTED:
            return
        if Word.RENEW in asked:
            # Whether it is gone says the other side itself, when we renew it.
            MailSubscription.objects.filter(pk=row.pk).update(renew_at=clock.now())
            enqueue_once("integrations.subscribe_mail", {"connection": row.connection_id}, or_runs=False)
        if Word.LOOK in asked:
            wake(row.connection)


def wake(connection: Connection) -> None:
    """Have the account's mail read, unless that waits already. With its organisation in scope."""
    last = MailPlace.objects.filter(connection=connection).aggregate(at=Max("read_at"))["at"]
    run_at = max(clock.now(), last + GATHER) if last is not None else None
    enqueue_once("integrations.read_mail", {"connection": connection.pk}, run_at=run_at, or_runs=False)


def _note(row: MailSubscription) -> None:
    now = clock.now()
    rarely = Q(heard_at=None) | Q(heard_at__lt=now - _NOTED_EVERY)
    MailSubscription.objects.filter(rarely, pk=row.pk).update(heard_at=now)
