"""Which days can be meant at all: outside of them somebody has mistyped a year."""

from datetime import date

# Nothing that is brought along from other systems is older, nothing is planned beyond, and the calendar of the
# programming language ends.
FIRST, AFTER_LAST = date(1990, 1, 1), date(2190, 1, 1)


def is_near(day: date) -> bool:
    """Whether the day is one that pages can show."""
    return FIRST <= day < AFTER_LAST
