"""What must be right before anything starts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from pacesetter.jobs.errors import UnknownKind
from pacesetter.jobs.registry import handler_of
from pacesetter.jobs.schedule import recurring_table


@register
def recurring_kinds_are_known(**_: Any) -> list[CheckMessage]:
    try:
        table = recurring_table()
    except (ImportError, AttributeError) as error:
        return [Error(f"The table of recurring jobs can't be read: {error}", id="jobs.E001")]
    faults: list[CheckMessage] = []
    for kind, count in Counter(entry.kind for entry in table).items():
        if count > 1:
            faults.append(Error(f"{kind} stands {count} times in the table of recurring jobs.", id="jobs.E002"))
        try:
            handler_of(kind)
        except UnknownKind as error:
            hint = "Register the handler in <room>/jobs.py, or take the line out of config/recurring.py."
            faults.append(Error(f"A recurring job can never run. {error}", hint=hint, id="jobs.E003"))
    return faults


@register(Tags.database)
def sqlite_begins_as_a_writer(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Claims are one at a time on SQLite only because every transaction takes the write lock at its start."""
    faults: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        mode = connection.settings_dict["OPTIONS"].get("transaction_mode")
        if connection.vendor == "sqlite" and mode not in ("IMMEDIATE", "EXCLUSIVE"):
            hint = 'Set OPTIONS["transaction_mode"] to "IMMEDIATE".'
            faults.append(Error(f"Database {alias}: two workers could fail over one job.", hint=hint, id="jobs.E004"))
    return faults
