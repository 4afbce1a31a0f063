"""Record how a change alters figures of closed periods."""

from collections.abc import Collection
from datetime import date

from pacesetter.activities.ledger import FactChange


def restate_activity(change: FactChange, days: Collection[date]) -> None:
    raise NotImplementedError
