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
# Where a page holds days of at most so many months, a month is looked up instead of reading the whole table: each page
# is then read as often as it has months.
_MONTHS_OF_A_PAGE = 3
# Activities of a stretch that is looked up, so that its totals fit into a processor's cache; and how many there may be.
_LOOKED_UP, _FINEST = 80_000, 240


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
    found, share = _sample(organisation_id)
    activities = found.activities / share
    if activities <= _WORTH_SHARING or found.activities <= most:
        return _SMALL
    together = found.months_of_pages <= _MONTHS_OF_A_PAGE * found.pages
    parts = min(_FINEST, max(most, round(activities / _LOOKED_UP))) if together else most
    cuts = sorted({found.cuts[_FINEST * part // parts - 1].replace(day=1) for part in range(1, parts)})
    cut = [Stretch(*ends, together) for ends in zip([None, *cuts], [*cuts, None], strict=True)]
    # The totals of what is looked up are so few that hashes find them quickest however they lie.
    return Plan(cut, most, dense=together or activities / found.days > 3 * found.cells)


class _Found(NamedTuple):
    """What the sample says: the days that cut it into `_FINEST` even parts; how many activities, different days, and
    different cells of a day it holds; on how many pages, and of how many months each, added up."""

    cuts: list[date]
    activities: int
    days: int
    cells: int
    pages: int
    months_of_pages: int


def _connections() -> int:
    """How many connections may work at once. One where nobody else would see what this transaction has written, and on
    SQLite, which has one writer at a time."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 1
    pool = connection.settings_dict["OPTIONS"].get("pool")
    # Ours stays open beside them.
    allowed = pool["max_size"] - 1 if pool else _MOST
    return min(_MOST, allowed, os.cpu_count() or 1)


def _sample(organisation_id: int) -> tuple[_Found, float]:
    """What some pages of the table hold, and the share of the table that they are."""
    page = "(ctid::text::point)[0]"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('activities_activity') / current_setting('block_size')::int")
        share = min(1.0, _PAGES / max(1, cursor.fetchone()[0]))
        cursor.execute(
            "SELECT percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY completed_on), COUNT(*), "  # noqa: S608
            "COUNT(DISTINCT completed_on), COUNT(DISTINCT (owner_id, activity_type_id, outcome_id)), "
            f"COUNT(DISTINCT {page}), COUNT(DISTINCT ({page}, date_trunc('month', completed_on))) "
            "FROM activities_activity TABLESAMPLE SYSTEM (%s) WHERE organisation_id = %s AND completed_on IS NOT NULL",
            [[part / _FINEST for part in range(1, _FINEST)], 100 * share, organisation_id],
        )
        return _Found(*cursor.fetchone()), share
