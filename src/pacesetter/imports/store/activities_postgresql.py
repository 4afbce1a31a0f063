"""Activities into PostgreSQL: COPY into a temporary table, and one INSERT from there.

COPY straight into the table would be refused as soon as row-level security is on, and could not pass over what another
import brought in at the same moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import IntegrityError, connection, transaction

from pacesetter.imports.rows.activity_record import Who
from pacesetter.imports.store.activity_columns import STAGED, WRITTEN_LAST

_TYPES = {
    "subject": "text", "note": "text", "status": "text", "external_id": "text", "due_on": "date", "booked_on": "date",
    "completed_on": "date", "due_at": "timestamptz", "created_at": "timestamptz", "completed_at": "timestamptz",
    "cancelled_at": "timestamptz", "planned_minutes": "integer", "minutes": "integer",
}  # fmt: skip
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_NULL = "\\N"


class _Texts(dict[Any, str]):
    """Values as COPY reads them, each distinct one written out once."""

    def __missing__(self, value: Any) -> str:
        if value is None:
            text = _NULL
        elif isinstance(value, str):
            text = value.translate(_ESCAPED)
        else:
            text = value.isoformat() if isinstance(value, date | datetime) else str(value)
        self[value] = text
        return text


class StagedText:
    """Rows as COPY reads them, each after its number, from 1 on.

    Rows of one company stand together: two of the indexes of activities begin with it, and find the page that they
    have just written still at hand.
    """

    def __init__(self, lines: Sequence[str], companies: Sequence[Who | None]) -> None:
        self._lines = lines
        self._companies = companies
        groups = defaultdict[Who | None, list[str]](list)
        for number, (line, company) in enumerate(zip(lines, companies, strict=True), 1):
            groups[company].append(f"{number}\t{line}\n")
        self.text = "".join(chain.from_iterable(groups.values())).encode()

    def only(self, places: Sequence[int]) -> "StagedText":
        """Those at these places alone."""
        return StagedText([self._lines[place] for place in places], [self._companies[place] for place in places])


def reserve_ids(count: int) -> Sequence[int]:
    """Fresh ids from the table's sequence, in its order. Nearly always nobody else takes one in between."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), max(id), CASE WHEN max(id) - min(id) >= %s THEN array_agg(id) END FROM ("
            "SELECT nextval((SELECT pg_get_serial_sequence('activities_activity', 'id'))::regclass) AS id "
            "FROM generate_series(1, %s)) AS taken",
            [count, count],
        )
        first, last, scattered = cursor.fetchone()
        ids: Sequence[int] = scattered or range(first, last + 1)
        return ids


def staged(columns: Sequence[Sequence[object]], companies: Sequence[Who | None]) -> StagedText:
    """The rows, written out."""
    return StagedText(list(map("\t".join, zip(*map(_written, columns), strict=True))), companies)


def insert(
    ids: Sequence[int],
    companies: Sequence[int | None],
    staged: StagedText,
    fixed: Mapping[str, Any],
    *,
    repeats: bool,
) -> set[int]:
    """Write the rows. Returns the ids that stayed out, since the row of another id has brought them in."""
    declared = ", ".join(f"{name} {_TYPES.get(name, 'bigint')}" for name in STAGED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS imports_staged (number integer, {declared}) ON COMMIT DELETE ROWS"
        )
        # The rows that this transaction has written before are still there.
        cursor.execute("TRUNCATE imports_staged")
        with cursor.cursor.copy(f"COPY imports_staged (number, {', '.join(STAGED)}) FROM STDIN") as copy:
            copy.write(staged.text)
        # What is known only now goes by the number of the row, so that the rows could be written out beforehand.
        into = (
            f"INSERT INTO activities_activity ({', '.join([*WRITTEN_LAST, *STAGED, *fixed])}) "  # noqa: S608
            f"SELECT (%s::bigint[])[number], NULLIF((%s::bigint[])[number], 0), {', '.join(STAGED)}, "
            f"{', '.join(['%s'] * len(fixed))} FROM imports_staged"
        )
        every_id = _array(ids)
        values = [every_id, _array([company or 0 for company in companies]), *fixed.values()]
        if not repeats and _insert_all(into, values):
            return set()
        cursor.execute(f"{into} ON CONFLICT DO NOTHING", values)
        if cursor.rowcount == len(ids):
            return set()
        cursor.execute(
            "SELECT id FROM unnest(%s::bigint[]) AS given (id) "
            "WHERE NOT EXISTS (SELECT 1 FROM activities_activity AS a WHERE a.id = given.id)",
            [every_id],
        )
        return {row[0] for row in cursor.fetchall()}


def _array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def _insert_all(into: str, values: Sequence[Any]) -> bool:
    """Whether all rows could be written. Looking out for those that are here already costs a second look into two
    indexes, and a second entry in the log, for each."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(into, values)
    except IntegrityError:
        return False
    return True


def existing(organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]:
    """Those of the external ids that are here already, with the import that brought them."""
    with connection.cursor() as cursor:
        # Thousands of look-ups in the index `one_activity_per_external`, whatever the statistics say. Of an
        # organisation that has just begun they know nothing yet, and a plan by them may read all its rows for each id.
        cursor.execute(f"SELECT {_settings('off')}")
        cursor.execute(
            "SELECT found.external_id, found.import_batch_id FROM unnest(%s::text[]) AS wanted (external_id) "
            "CROSS JOIN (SELECT %s::bigint AS id OFFSET 0) AS organisation "
            "CROSS JOIN LATERAL (SELECT a.external_id, a.import_batch_id FROM activities_activity AS a "
            "WHERE a.organisation_id = organisation.id AND a.source = %s AND a.external_id = wanted.external_id "
            "AND NOT (a.external_id = '') LIMIT 1) AS found",
            [list(external_ids), organisation_id, source],
        )
        found = dict(cursor.fetchall())
        cursor.execute(f"SELECT {_settings('on')}")
    return found


def _settings(value: str) -> str:
    return ", ".join(f"set_config('{name}', '{value}', true)" for name in ("enable_seqscan", "enable_bitmapscan"))


def _written(column: Sequence[object]) -> list[str]:
    texts = _Texts()
    return list(map(texts.__getitem__, column))
