"""A working week as it is stored and as the pure core wants it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.core.week_pattern import WeekPattern
from pacesetter.people.models import WorkingPattern

Week = tuple[Fraction, Fraction, Fraction, Fraction, Fraction, Fraction, Fraction]

# From when on an organisation's first working week counts: before anything that could be imported.
LONG_AGO = date(2000, 1, 1)
MONDAY_TO_FRIDAY: Week = (Fraction(1),) * 5 + (Fraction(0),) * 2


def as_week_pattern(row: WorkingPattern) -> WeekPattern:
    """The stored working week as the pure core wants it."""
    return WeekPattern(row.effective_from, week_from(row.capacities), row.day_starts_at, row.day_ends_at)


def week_from(shares: Sequence[str | int | Decimal | Fraction]) -> Week:
    """Seven shares of a day, Monday first. Anything else is a `Refusal`; so is a week without any work."""
    try:
        week = tuple(Fraction(share) for share in shares)
    except (TypeError, ValueError, ZeroDivisionError):
        week = ()
    if len(week) != 7 or not all(0 <= share <= 1 for share in week):
        raise Refusal(_("Give seven shares of a day, Monday first, each from 0 to 1."), field="capacities")
    if not any(week):
        raise Refusal(_("A working week needs at least one working day."), field="capacities")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = week
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def as_stored(week: Week) -> list[str]:
    """The shares as they are kept: exact, and readable in the database."""
    return [str(share) for share in week]
