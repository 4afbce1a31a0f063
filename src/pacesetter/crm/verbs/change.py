"""The frame of every verb on a company or a contact that is there: lock, change, save, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

from pacesetter import events
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member

R = TypeVar("R", Company, Contact)

# What no history needs to say.
SILENT = frozenset({"updated_at", "name_key", "has_call_cycle"})


@contextmanager
def changing(row: R, verb: str, *, by: Member | None, reason: str = "") -> Iterator[R]:
    """Lock the row, let the block change it, then save it with its history, or leave no trace.

    The caller's object shows the new state afterwards. Raises a `Refusal` for a row of another organisation.
    """
    guards.of_this_house(by)
    guards.known(row)
    with transaction.atomic():
        kept: R = type(row).objects.select_for_update().get(pk=row.pk)
        before = values_of(kept)
        yield kept
        save(kept, before, verb, by=by, reason=reason)
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, getattr(kept, field.attname))


def values_of(row: Company | Contact) -> dict[str, Any]:
    """Every column's value; references as ids."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def save(row: Company | Contact, before: dict[str, Any], verb: str, *, by: Member | None, reason: str = "") -> None:
    """Write the columns that differ from `before` and record what changed; nothing where nothing did."""
    changed = [name for name, value in values_of(row).items() if value != before[name]]
    if not changed:
        return
    row.save(update_fields=[*changed, "updated_at"])
    told = [name for name in changed if name not in SILENT]
    data: dict[str, Any] = {
        "before": {name: before[name] for name in told},
        "after": {name: getattr(row, name) for name in told},
    }
    if reason:
        data["reason"] = reason
    kind = row._meta.model_name or ""
    events.record(f"{kind}.{verb}", kind, row.pk, by_id=by.pk if by else None, data=data)
