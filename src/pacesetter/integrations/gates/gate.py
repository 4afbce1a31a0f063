"""The gate of a connection, kept in the database so that all workers pass through the same one."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates import rules
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.models import Connection, RateGate

# Longer than any request may take, so that one is taken for lost only when its worker is.
LEASE = 120.0
_PIECE = 1.0  # seconds between two looks at whether the worker is stopping

sleep = time.sleep


@contextmanager
def passage(
    connection: Connection, limits: Sequence[Limit], at_once: int, *, patience: float, stay: Callable[[], None]
) -> Iterator[None]:
    """Wait for room, at most `patience` seconds (then a temporary `Failure` says how long it would be), and keep it as
    long as the block runs. No transaction is open meanwhile."""
    token, waited = secrets.token_hex(8), 0.0
    while wait := _try(connection, limits, at_once, token):
        if waited + wait > patience:
            raise Failure(
                FailureKind.TEMPORARY,
                "As many requests were sent as the other side permits for now.",
                retry_after=timedelta(seconds=wait),
            )
        for piece in _pieces(wait):
            stay()
            sleep(piece)
        waited += wait
    try:
        yield
    finally:
        _leave(connection, token)


def close_until(connection: Connection, wait: timedelta) -> None:
    """The other side asked for a pause: nobody sends anything for so long."""
    with transaction.atomic():
        row = _locked(connection)
        row.state = rules.closed(row.state, (clock.now() + wait).timestamp())
        row.save(update_fields=["state"])


def _try(connection: Connection, limits: Sequence[Limit], at_once: int, token: str) -> float:
    with transaction.atomic():
        row, now = _locked(connection), clock.now().timestamp()
        wait = rules.wait_for(row.state, limits, at_once, now)
        if not wait:
            row.state = rules.entered(row.state, limits, token, now, LEASE)
            row.save(update_fields=["state"])
    return wait


def _leave(connection: Connection, token: str) -> None:
    with transaction.atomic():
        row = _locked(connection)
        row.state = rules.left(row.state, token)
        row.save(update_fields=["state"])


def _locked(connection: Connection) -> RateGate:
    RateGate.objects.get_or_create(connection=connection)
    row: RateGate = RateGate.objects.select_for_update().get(connection=connection)
    return row


def _pieces(seconds: float) -> Iterator[float]:
    while seconds > 0:
        yield min(seconds, _PIECE)
        seconds -= _PIECE
