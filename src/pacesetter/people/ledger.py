"""Who must know when what is expected of people changes. People know only this protocol; figures live floors above."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """Capacity, roles or teams changed on the days from `starts_on` (None: from the beginning) until the day before
    `ends_on` (None: until further notice), for these members (None: for everybody in the organisation)."""

    organisation_id: int
    member_ids: frozenset[int] | None
    starts_on: date | None
    ends_on: date | None
    by_id: int | None
    reason: str
    cause: str
    cause_id: int


class PeopleLedger(Protocol):
    """Keeps something that depends on capacity, roles or teams right, in the transaction of the verb."""

    def people_changed(self, change: PeopleChange) -> None:
        """The change is written. Raises a `Refusal` where it is not allowed, and nothing stays of it."""


@cache
def people_ledgers() -> tuple[PeopleLedger, ...]:
    """Every ledger of the table in `config/registries.py`."""
    return tuple(import_string(path)() for path in settings.PEOPLE_LEDGERS)


def post(change: PeopleChange) -> None:
    """Hand the change to every ledger."""
    for ledger in people_ledgers():
        ledger.people_changed(change)
