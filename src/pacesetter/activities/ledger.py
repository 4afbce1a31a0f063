"""Who keeps totals of activities. Activities know only this protocol; the figures live on a higher floor."""

from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from pacesetter.activities.facts import Facts
from pacesetter.tenancy.together import Insertion


@dataclass(frozen=True, slots=True)
class FactChange:
    """One activity's contribution before and after a verb, with all that a ledger needs to judge it.

    `member_ids` are all who may have credit before or after (owner, creator, completer, participants). Facts say
    nothing of the company, of who else took part and of who completed it: where one of these changed, what is counted
    by them may change on days whose facts stay the same. `is_new`: there was no activity before.
    """

    organisation_id: int
    activity_id: int
    before: Facts
    after: Facts
    member_ids: frozenset[int]
    by_id: int | None
    reason: str = ""
    cause: str = ""
    touches_company: bool = field(default=False)
    touches_participants: bool = field(default=False)
    touches_completer: bool = field(default=False)
    is_new: bool = field(default=True)


class Ledger(Protocol):
    """Keeps totals of activities up to date, in the transaction of the verb."""

    def post(self, change: FactChange) -> None:
        """Bring the totals up to date. Raises a `Refusal` where the change is not allowed."""

    def alongside(self, organisation_id: int, facts: Facts) -> list[Insertion]:
        """The insertions that `post` would make for a new activity with these facts in an open period."""


@cache
def ledgers() -> tuple[Ledger, ...]:
    """Every ledger of the table in `config/registries.py`. At least one must be there, or figures would rot."""
    found = tuple(import_string(path)() for path in settings.ACTIVITY_LEDGERS)
    if not found:
        raise RuntimeError("ACTIVITY_LEDGERS is empty: no activity may change while nobody keeps the totals.")
    return found


def alongside(organisation_id: int, facts: Facts) -> list[Insertion]:
    """What every ledger inserts for a new activity with these facts."""
    return [insertion for ledger in ledgers() for insertion in ledger.alongside(organisation_id, facts)]


def post(change: FactChange) -> None:
    """Hand the change to every ledger."""
    for ledger in ledgers():
        ledger.post(change)
