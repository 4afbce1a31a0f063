"""One field of the history."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What was changed, from what to what."""

    label: str
    before: str
    after: str
