"""A run of days with the share of each that is worked, ready to be summed over any part of it."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from math import gcd


class Capacities:
    """The capacity of each day from `starts_on` on, in working days; 0 outside the run.

    Kept as whole numbers of 1/`per_day` working days with running sums, so the capacity of any stretch of days costs
    one subtraction. Two runs with the same capacities are equal and may stand for each other.
    """

    __slots__ = ("_hash", "_running", "per_day", "starts_on", "units")

    def __init__(self, starts_on: date, units: list[int], per_day: int) -> None:
        common = gcd(per_day, *set(units))
        self.per_day = per_day // common
        self.units = tuple(units) if common == 1 else tuple(unit // common for unit in units)
        self.starts_on = starts_on
        self._running = list(accumulate(self.units, initial=0))
        self._hash = hash((starts_on, self.per_day, self.units))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Capacities):
            return NotImplemented
        return (self.starts_on, self.per_day, self.units) == (other.starts_on, other.per_day, other.units)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Capacities({self.starts_on}, {[str(share) for share in self.each_day()]})"

    def on(self, day: date) -> Fraction:
        """The share of `day` that is worked."""
        return self.between(day, day + timedelta(days=1))

    def between(self, starts_on: date, ends_on: date) -> Fraction:
        """The working days from `starts_on` until the day before `ends_on`."""
        first = self.starts_on.toordinal()
        last_index = len(self.units)
        from_index = min(max(starts_on.toordinal() - first, 0), last_index)
        until_index = min(max(ends_on.toordinal() - first, from_index), last_index)
        return Fraction(self._running[until_index] - self._running[from_index], self.per_day)

    def each_day(self) -> list[Fraction]:
        """The capacity of every day of the run, in order."""
        shares = {unit: Fraction(unit, self.per_day) for unit in set(self.units)}
        return [shares[unit] for unit in self.units]
