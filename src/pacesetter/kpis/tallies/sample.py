"""What a look at some of an organisation's activities tells about all of them, so that finding out takes no time."""

import json
from datetime import date
from typing import NamedTuple

from django.db import connection

# Into how many even parts the days that are found cut the activities.
FINEST = 240
# Pages of the table that are looked at (PostgreSQL), or rows (SQLite).
_PAGES, _ROWS = 2_000, 4_800


class Sample(NamedTuple):
    """The days that cut it into `FINEST` even parts; how many activities, different days, and different cells of a day
    it holds; on how many pages, and of how many months each, added up; and its share of all activities."""

    cuts: list[date]
    activities: int
    days: int
    cells: int
    pages: int
    months_of_pages: int
    share: float


def sample(organisation_id: int) -> Sample:
    """Of the completed activities of an organisation."""
    return _of_pages(organisation_id) if connection.vendor == "postgresql" else _of_rows(organisation_id)


def _of_pages(organisation_id: int) -> Sample:
    page = "(ctid::text::point)[0]"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('activities_activity') / current_setting('block_size')::int")
        share = min(1.0, _PAGES / max(1, cursor.fetchone()[0]))
        cursor.execute(
            "SELECT percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY completed_on), COUNT(*), "  # noqa: S608
            "COUNT(DISTINCT completed_on), COUNT(DISTINCT (owner_id, activity_type_id, outcome_id)), "
            f"COUNT(DISTINCT {page}), COUNT(DISTINCT ({page}, date_trunc('month', completed_on))) "
            "FROM activities_activity TABLESAMPLE SYSTEM (%s) WHERE organisation_id = %s AND completed_on IS NOT NULL",
            [[part / FINEST for part in range(1, FINEST)], 100 * share, organisation_id],
        )
        return Sample(*(*cursor.fetchone(), share))


def _of_rows(organisation_id: int) -> Sample:
    """SQLite takes no samples, but looks up a row by its id at once. Of its pages it tells nothing."""
    with connection.cursor() as cursor:
        # SQLite looks up the first or the last, and goes through all of them for both.
        cursor.execute("SELECT (SELECT MIN(id) FROM activities_activity), (SELECT MAX(id) FROM activities_activity)")
        lowest, highest = cursor.fetchone()
        if lowest is None:
            return Sample([], 0, 0, 0, 0, 0, 1.0)
        ids = range(lowest, highest + 1, max(1, (highest - lowest) // _ROWS))
        cursor.execute(
            # Left to itself SQLite goes through all of the organisation's in some index.
            "SELECT completed_on, owner_id, activity_type_id, outcome_id FROM activities_activity NOT INDEXED "
            "WHERE id IN (SELECT value FROM json_each(%s)) AND organisation_id = %s AND completed_on IS NOT NULL "
            "ORDER BY completed_on",
            [json.dumps(list(ids)), organisation_id],
        )
        found = cursor.fetchall()
    days = [day if isinstance(day, date) else date.fromisoformat(day) for day, *_ in found]
    cuts = [days[len(days) * part // FINEST] for part in range(1, FINEST)] if days else []
    share = len(ids) / (highest - lowest + 1)
    return Sample(cuts, len(found), len(set(days)), len({tuple(cell) for _, *cell in found}), 0, 0, share)
