"""In which stretches of days a rebuild goes about an organisation, so that several connections can work at once."""

import os
from datetime import date
from typing import NamedTuple

from django.db import connection

from pacesetter.kpis.tallies.differences import Stretch

# With fewer activities, one connection is done before others have begun.
_WORTH_SHARING = 500_000
# More connections than this would leave a busy server no processors for anything else.
_MOST = 4
# Pages of the table that are looked at to learn how activities lie in time.
_PAGES = 2_000


class Plan(NamedTuple):
    """Stretches with about the same number of activities, which together hold every day; and whether several activities
    share a total by day, as a rule (see `mend`)."""

    stretches: list[Stretch]
    dense: bool


_SMALL = Plan([Stretch()], dense=True)


def plan(organisation_id: int) -> Plan:
    """By a sample of the activities, so that finding out takes no time."""
    most = _connections()
    if most < 2:
        return _SMALL
    found, share = _sample(organisation_id, most)
    if found.activities <= max(most, _WORTH_SHARING * share):
        return _SMALL
    cuts = sorted({day.replace(day=1) for day in found.cuts or ()})
    cut = [Stretch(*ends) for ends in zip([None, *cuts], [*cuts, None], strict=True)]
    by_day = found.activities / share / found.days
    return Plan(cut, dense=by_day > 3 * found.cells)


class _Found(NamedTuple):
    """What the sample says: the days that cut it into even parts, and how many activities, different days, and
    different cells of a day it holds."""

    cuts: list[date] | None
    activities: int
    days: int
    cells: int


def _connections() -> int:
    """How many connections may work at once. One where nobody else would see what this transaction has written, and on
    SQLite, which has one writer at a time."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 1
    pool = connection.settings_dict["OPTIONS"].get("pool")
    # Ours stays open beside them.
    allowed = pool["max_size"] - 1 if pool else _MOST
    return min(_MOST, allowed, os.cpu_count() or 1)


def _sample(organisation_id: int, parts: int) -> tuple[_Found, float]:
    """What some pages of the table hold, and the share of the table that they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('activities_activity') / current_setting('block_size')::int")
        share = min(1.0, _PAGES / max(1, cursor.fetchone()[0]))
        cursor.execute(
            "SELECT percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY completed_on), COUNT(*), "
            "COUNT(DISTINCT completed_on), COUNT(DISTINCT (owner_id, activity_type_id, outcome_id)) "
            "FROM activities_activity TABLESAMPLE SYSTEM (%s) WHERE organisation_id = %s AND completed_on IS NOT NULL",
            [[n / parts for n in range(1, parts)], 100 * share, organisation_id],
        )
        return _Found(*cursor.fetchone()), share
