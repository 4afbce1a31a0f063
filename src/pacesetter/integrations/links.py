"""Ask and say which of ours is which of theirs."""

from django.db import IntegrityError, transaction

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import Connection, Link


def theirs_of(connection: Connection, kind: str, our_kind: str, our_id: int) -> str:
    """What ours is called there, empty where that is not known."""
    found: str | None = (
        Link.objects.filter(connection=connection, kind=kind, our_kind=our_kind, our_id=our_id)
        .values_list("external_id", flat=True)
        .first()
    )
    return found or ""


def ours_of(connection: Connection, kind: str, external_id: str) -> tuple[str, int] | None:
    """What theirs is here: its kind and id; None where that is not known."""
    found = Link.objects.filter(connection=connection, kind=kind, external_id=external_id).first()
    return (found.our_kind, found.our_id) if found else None


def link(connection: Connection, kind: str, external_id: str, our_kind: str, our_id: int) -> Link:
    """Say that they are one. Said again, nothing changes.

    Raises a `Refusal` (code "linked") where either of them is linked to something else already.
    """
    try:
        with transaction.atomic():
            row, _made = Link.objects.get_or_create(
                connection=connection,
                kind=kind,
                external_id=external_id,
                defaults={"our_kind": our_kind, "our_id": our_id, "made_at": clock.now()},
            )
    except IntegrityError:
        row = Link.objects.get(connection=connection, kind=kind, our_kind=our_kind, our_id=our_id)
    if (row.external_id, row.our_kind, row.our_id) != (external_id, our_kind, our_id):
        raise Refusal(f"{our_kind} {our_id} or {kind} {external_id} is linked to something else.", code="linked")
    return row


def unlink(connection: Connection, kind: str, our_kind: str, our_id: int) -> None:
    """Forget it, for example because theirs was deleted."""
    Link.objects.filter(connection=connection, kind=kind, our_kind=our_kind, our_id=our_id).delete()
