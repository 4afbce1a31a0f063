"""Finds rows that are the same in every cell, for files without ids."""

from collections.abc import Iterator, Sequence

# Fingerprints kept. In a larger file the later rows are compared with these alone.
MAX_KEPT = 1_000_000


class SameRows:
    """Remembers the fingerprints of rows. Only ever used for a warning, so a rare coincidence does no harm."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def repeated(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Iterator[int]:
        """The numbers of those rows that stood in the file before."""
        seen = self._seen
        for number, row in zip(numbers, rows, strict=True):
            fingerprint = hash(tuple(row))
            if fingerprint in seen:
                yield number
            elif len(seen) < MAX_KEPT:
                seen.add(fingerprint)
