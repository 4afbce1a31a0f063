"""Ids as forms and addresses send them."""

from collections.abc import Iterable

# What a database keeps an id in holds no more digits (64 bits).
_LONGEST = 18


def written_id(written: str) -> int | None:
    """The id; None for what can't be one. Digits of other scripts, and those that stand raised, are none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _LONGEST else None


def written_ids(written: Iterable[str]) -> list[int]:
    """Those that are ids, in their order."""
    return [found for one in written if (found := written_id(one)) is not None]
