"""Days in a few letters, for narrow cells."""

from datetime import date

from pacesetter.wording.periods import in_letters


def short_day(day: date) -> str:
    """Such as "Nov 23, 2026"."""
    return in_letters(day, "yMMMd")
