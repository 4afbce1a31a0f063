"""Bring the tallies up to date in the transaction of the verb."""

from datetime import date
from typing import Any

from django.db import connection

from pacesetter.activities.facts import BOOKED, COMPLETED, Amount, Facts, difference
from pacesetter.activities.ledger import FactChange
from pacesetter.kpis import closing
from pacesetter.kpis.tallies import facts_sql
from pacesetter.tenancy.together import Insertion

Row = tuple[int, date, int, int, str, int, int, int, int]


class TallyLedger:
    """The ledger that keeps the tallies (see `activities.ledger`)."""

    def post(self, change: FactChange) -> None:
        """Add what the change adds, then see to closed periods. Raises `closing.PeriodLocked`."""
        changes = difference(change.before, change.after)
        closed_through = add(change.organisation_id, changes)
        if closed_through is None:
            return
        everywhere = change.touches_company or change.touches_participants
        every = change.before.keys() | change.after.keys()
        cells = set(every if everywhere else changes)
        if change.touches_completer:
            # Somebody else has completed it than was said: its amounts stay the same, and go to another.
            cells |= {cell for cell in every if cell.moment == COMPLETED}
        # A call booked in a month that is closed by now can still be completed: its booking stays what it was.
        credited = {cell for cell in change.before if cell.moment == BOOKED and change.touches_completer} - cells
        if any(cell.day <= closed_through for cell in cells | credited):
            closing.restate_activity(change, cells, credited)

    def alongside(self, organisation_id: int, facts: Facts) -> list[Insertion]:
        """The rows to add for a new activity, by day and by month."""
        days, months = _rows(organisation_id, facts)
        return [_insertion("kpis_tallyday", row) for row in days] + [
            _insertion("kpis_tallymonth", row) for row in months
        ]


_CASTS = ("bigint", "date", "bigint", "bigint", "text", "bigint", "bigint", "bigint", "bigint")


def _insertion(table: str, row: Row) -> Insertion:
    # SQLite takes dates as text; PostgreSQL takes either.
    return Insertion(table, facts_sql.COLUMNS.split(", "), _CASTS, (row[0], str(row[1]), *row[2:]), facts_sql.ADD)


def add(organisation_id: int, changes: Facts) -> date | None:
    """Add the amounts to the tallies by day and by month. Returns the last closed day of the organisation, if any.

    The closed day is read under a lock that closing a period conflicts with: whoever records either finishes before
    the period is closed, or learns that it is.
    """
    days, months = _rows(organisation_id, changes)
    if connection.vendor == "postgresql":
        return _add_on_postgresql(organisation_id, days, months)
    return _add_in_steps(organisation_id, days, months)


def _rows(organisation_id: int, facts: Facts) -> tuple[list[Row], list[Row]]:
    """The rows by day and by month, in the one order in which every transaction writes them."""
    days: list[Row] = [(organisation_id, *cell, *amount) for cell, amount in sorted(facts.items())]
    months: list[Row] = [(organisation_id, *cell, *amount) for cell, amount in _by_month(facts).items()]
    return days, months


def _by_month(changes: Facts) -> Facts:
    months: Facts = {}
    for cell, amount in changes.items():
        month = cell._replace(day=cell.day.replace(day=1))
        old = months.get(month)
        months[month] = Amount(*map(sum, zip(old, amount, strict=True))) if old else amount
    # Moving an activity within a month leaves nothing to add there.
    return {cell: months[cell] for cell in sorted(months) if any(months[cell])}


def _upsert(table: str, rows: int) -> str:
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s)"] * rows)
    return f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) VALUES {values} {facts_sql.ADD}"  # noqa: S608


def _flat(rows: list[Row]) -> list[Any]:
    return [value for row in rows for value in row]


def _add_on_postgresql(organisation_id: int, days: list[Row], months: list[Row]) -> date | None:
    """One statement: one trip to the server on the hottest path of the product."""
    parts = ["org AS (SELECT closed_through FROM tenancy_organisation WHERE id = %s FOR KEY SHARE)"]
    if days:
        parts.append(f"d AS ({_upsert('kpis_tallyday', len(days))})")
    if months:
        parts.append(f"m AS ({_upsert('kpis_tallymonth', len(months))})")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(parts)} SELECT closed_through FROM org",  # noqa: S608
            [organisation_id, *_flat(days), *_flat(months)],
        )
        row = cursor.fetchone()
    closed: date | None = row[0] if row else None
    return closed


def _add_in_steps(organisation_id: int, days: list[Row], months: list[Row]) -> date | None:
    """SQLite has one writer at a time, so no lock beyond the transaction's own is needed."""
    with connection.cursor() as cursor:
        for table, rows in (("kpis_tallyday", days), ("kpis_tallymonth", months)):
            if rows:
                cursor.execute(_upsert(table, len(rows)), _flat(rows))
        cursor.execute("SELECT closed_through FROM tenancy_organisation WHERE id = %s", [organisation_id])
        row = cursor.fetchone()
    closed = row[0] if row else None
    return date.fromisoformat(closed) if isinstance(closed, str) else closed
