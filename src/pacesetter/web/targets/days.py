"""Days in a few letters, for narrow cells."""

from datetime import date

from babel.dates import format_skeleton

from pacesetter.wording.numbers import current_locale


def short_day(day: date) -> str:
    """Such as "Nov 23, 2026"."""
    return str(format_skeleton("yMMMd", day, locale=current_locale()))
