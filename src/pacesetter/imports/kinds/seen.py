"""Ids that a dry run has met, since it leaves none in the database to be found."""

from collections.abc import Iterable

# Fingerprints kept; a dry run of a larger file may count too few repeats and says no more than that.
MAX_KEPT = 1_000_000


class SeenIds:
    """Remembers ids by their fingerprints."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def among(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that were met in an earlier call; all of them are from now on."""
        prints = {hash(one): one for one in ids}
        met = {prints[one] for one in prints.keys() & self._seen}
        if len(self._seen) < MAX_KEPT:
            self._seen |= prints.keys()
        return met
