"""In which stretches of days a rebuild goes about an organisation, so that several connections can work at once."""

import os
from typing import NamedTuple

from django.db import connection

from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.sample import FINEST, sample

# With fewer activities, one connection is done before others have begun.
_WORTH_SHARING = 500_000
# More connections than this would leave a busy server no processors for anything else.
_MOST = 4
# Where a page holds days of at most so many months, a month is looked up instead of reading the whole table: each page
# is then read as often as it has months.
_MONTHS_OF_A_PAGE = 3
# Activities of a stretch that is looked up, so that its totals fit into a processor's cache.
_LOOKED_UP = 80_000


class Plan(NamedTuple):
    """Stretches which together hold every day, each with about the same number of activities; on how many connections
    they are gone about; and whether several activities share a total by day, as a rule (see `mend`)."""

    stretches: list[Stretch]
    connections: int
    dense: bool


_SMALL = Plan([Stretch()], connections=1, dense=True)


def plan(organisation_id: int) -> Plan:
    """By a sample of the activities, so that finding out takes no time."""
    most = _connections()
    if most < 2:
        return _SMALL
    found = sample(organisation_id)
    activities = found.activities / found.share
    if activities <= _WORTH_SHARING or found.activities <= most:
        return _SMALL
    # SQLite reads the table from end to end for each stretch.
    together = connection.vendor == "postgresql" and found.months_of_pages <= _MONTHS_OF_A_PAGE * found.pages
    parts = min(FINEST, max(most, round(activities / _LOOKED_UP))) if together else most
    cuts = sorted({found.cuts[FINEST * part // parts - 1].replace(day=1) for part in range(1, parts)})
    cut = [Stretch(*ends, together) for ends in zip([None, *cuts], [*cuts, None], strict=True)]
    # The totals of what is looked up are so few that hashes find them quickest however they lie.
    return Plan(cut, most, dense=together or activities / found.days > 3 * found.cells)


def _connections() -> int:
    """How many connections may work at once: one where nobody else would see what this transaction has written, or what
    a database in memory holds."""
    if connection.in_atomic_block:
        return 1
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's alone
        return 1
    pool = connection.settings_dict["OPTIONS"].get("pool")
    # Ours stays open beside them.
    allowed = pool["max_size"] - 1 if pool else _MOST
    return min(_MOST, allowed, os.cpu_count() or 1)
