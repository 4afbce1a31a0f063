"""A working week in words."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.functional import Promise

from pacesetter.people.models import WorkingPattern
from pacesetter.wording.numbers import percent


@dataclass(frozen=True)
class ShownWeek:
    """The row, its hours, and per day its short name and share ("" for a day off)."""

    row: WorkingPattern
    hours: str
    days: list[tuple[str | Promise, str]]


def shown_week(row: WorkingPattern) -> ShownWeek:
    """The pattern, ready to print."""
    hours = f"{time_format(row.day_starts_at)} – {time_format(row.day_ends_at)}"
    shares = [Fraction(share) for share in row.capacities]
    return ShownWeek(
        row, hours, [(WEEKDAYS_ABBR[number], percent(share) if share else "") for number, share in enumerate(shares)]
    )
