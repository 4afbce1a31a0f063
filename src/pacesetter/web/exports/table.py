"""A table on its way into a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """A share that is shown in per cent: 1 is all of it."""

    of_one: Fraction


# Numbers stay numbers and days stay days. None is an empty cell. A `Promise` is put into words by `str()` first.
Value = str | int | Decimal | Fraction | Share | date | datetime | bool | None
Row = Sequence[Value]


@dataclass(frozen=True)
class ExportTable:
    """`name` names the file and its sheet.

    `rows` may be a generator. It is begun only where a file is asked for, and runs while the file is being sent, in the
    scope, time zone and language of the request.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Row]
