"""Public holidays from December 2024 to June 2025, written off the calendars of these places by hand."""

from datetime import date
from fractions import Fraction
from functools import cache

# Month and day; those in December are of 2024. A day of the weekend counts too: some people work then.
WHOLE = {
    ("IE", ""): "12-25 12-26 01-01 02-03 03-17 04-21 05-05 06-02",
    ("GR", ""): "12-25 12-26 01-01 01-06 03-03 03-25 04-18 04-21 05-01 06-09",
    ("IS", ""): "12-25 12-26 01-01 04-17 04-18 04-20 04-21 04-24 05-01 05-29 06-08 06-09 06-17",
    ("AU", "VIC"): "12-25 12-26 01-01 01-27 03-10 04-18 04-19 04-20 04-21 04-25 06-09",
    ("AU", "NSW"): "12-25 12-26 01-01 01-27 04-18 04-19 04-20 04-21 04-25 06-09",
}
# Half a day is worked on Christmas Eve and New Year's Eve.
HALF = {("IS", ""): "12-24 12-31", ("GR", ""): "12-24 12-31"}
PLACES = tuple(WHOLE)


@cache
def public_holidays(country: str, region: str) -> dict[date, Fraction]:
    """Day to the share of it that is lost."""
    place = (country, region)
    halves = {_day(day): Fraction(1, 2) for day in HALF.get(place, "").split()}
    return halves | {_day(day): Fraction(1) for day in WHOLE.get(place, "").split()}


def _day(text: str) -> date:
    month, day = map(int, text.split("-"))
    return date(2024 if month == 12 else 2025, month, day)
