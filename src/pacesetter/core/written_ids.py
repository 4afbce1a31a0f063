"""Ids as forms and addresses send them."""

from collections.abc import Iterable

from pacesetter.core.written_numbers import written_number


def written_id(written: str) -> int | None:
    """The id; None for what can't be one. Digits of other scripts, and those that stand raised, are none."""
    return written_number(written)


def written_ids(written: Iterable[str]) -> list[int]:
    """Those that are ids, in their order."""
    return [found for one in written if (found := written_id(one)) is not None]
