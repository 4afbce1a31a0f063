"""What statements that sum tallies share: which rows are asked for, and what they are multiplied with."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from pacesetter.core.periods import split_whole_months
from pacesetter.kpis.actuals.rows import CASTS
from pacesetter.kpis.actuals.slots import Factor

FACTOR_COLUMNS = (
    ("kpi_id", "int"),
    ("activity_type_id", "int"),
    ("moment", "text"),
    ("outcome_id", "int"),
    ("c", "int"),
    ("m", "int"),
    ("v", "int"),
)
# As whole numbers: PostgreSQL would answer with decimals, which take longer to read. One that is too large is an error.
SUM = "CAST(SUM(t.count * f.c + t.minutes * f.m + t.value_minor * f.v) AS bigint)"
FITS = "f.activity_type_id = t.activity_type_id AND f.moment = t.moment AND f.outcome_id IN (-1, t.outcome_id)"


class Stretch(NamedTuple):
    """Days of one member that are asked about for one KPI, under a key of the asker's."""

    key: int
    kpi_id: int
    member_id: int
    starts_on: date
    ends_on: date


class Piece(NamedTuple):
    """A table of tallies `t`, and the condition of the rows that a range of this number is made of."""

    place: int
    table: str
    when: str


def pieces(organisation_id: int, ranges: Sequence[tuple[date, date]]) -> Iterator[Piece]:
    """What the ranges are made of: whole months from the totals by month, the rest by day.

    The days stand in the text: a statement that the server plans once is planned for them.
    """
    mine = f"t.organisation_id = {int(organisation_id)}"
    for place, (starts_on, ends_on) in enumerate(ranges):
        months, days = split_whole_months(starts_on, ends_on) if starts_on < ends_on else ([], [])
        if len(months) == 1:
            yield Piece(place, "kpis_tallymonth", f"{mine} AND t.period_on = {literal(months[0])}")
        elif months:
            when = f"t.period_on >= {literal(months[0])} AND t.period_on <= {literal(months[-1])}"
            yield Piece(place, "kpis_tallymonth", f"{mine} AND {when}")
        for begins, ends in days:
            when = f"t.period_on >= {literal(begins)} AND t.period_on < {literal(ends)}"
            yield Piece(place, "kpis_tallyday", f"{mine} AND {when}")


def literal(day: date) -> str:
    """A day as it is written into a statement."""
    return f"DATE '{day.isoformat()}'" if connection.vendor == "postgresql" else f"'{day.isoformat()}'"


def numbers(some: Iterable[int]) -> str:
    """Whole numbers as a list inside a statement."""
    return ", ".join(str(int(one)) for one in some)


def table_of(factors: Sequence[Factor]) -> str:
    """The columns and rows of a table of factors, for a WITH clause that names it."""
    names = ", ".join(column for column, _ in FACTOR_COLUMNS)
    rows = [[f"'{value}'" if isinstance(value, str) else str(int(value)) for value in row] for row in factors]
    if connection.vendor == "postgresql":
        # The first row tells PostgreSQL the types of all.
        rows[0] = [f"{value}::{CASTS[kind]}" for value, (_, kind) in zip(rows[0], FACTOR_COLUMNS, strict=True)]
    written = [f"({', '.join(row)})" for row in rows]
    return f"({names}) AS (VALUES {', '.join(written)})"
