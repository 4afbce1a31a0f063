"""The one exception to append-only: an organisation that leaves takes its events with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS

if TYPE_CHECKING:
    from pacesetter.tenancy.models import Organisation

# The triggers look for the organisation in events_erasure before they refuse. The row never outlives the transaction
# that writes it, so a crash can't leave the door open and no other connection ever sees it open.
_OPEN = "INSERT INTO events_erasure (organisation_id) VALUES (%s)"
_SHUT = "DELETE FROM events_erasure WHERE organisation_id = %s"
# Organisations' ids begin at 1.
_EVERYBODY = 0


@contextmanager
def erasing(organisation: "Organisation | int") -> Iterator[None]:
    """Let the events of one organisation be deleted inside the block, which is one transaction.

    Only for erasing the organisation as a whole. Changing an event is refused here too.
    """
    organisation_id = organisation if isinstance(organisation, int) else organisation.pk
    if organisation_id <= _EVERYBODY:
        raise ValueError("An organisation's id is a positive number.")
    with _open_for(organisation_id, DEFAULT_DB_ALIAS):
        yield


@contextmanager
def emptying_the_database(using: str) -> Iterator[None]:
    """Let all events be deleted or truncated inside the block. Only for the command `flush`."""
    with _open_for(_EVERYBODY, using):
        yield


@contextmanager
def _open_for(organisation_id: int, using: str) -> Iterator[None]:
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute(_OPEN, [organisation_id])
        yield
        with connections[using].cursor() as cursor:
            cursor.execute(_SHUT, [organisation_id])
