"""The side of a figure that does not depend on what was done: what is expected, and how much working time there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pacesetter.core.capacities import Capacities
from pacesetter.core.exact import exact_sum, exact_sum_of_many
from pacesetter.core.week_pattern import Elapsed
from pacesetter.kpis.formulas.segments import Segments

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Expectation:
    """A sum over days of the worth of a working day times capacity, with the capacity it was summed over.

    Both parts add up over days and members. For a measure that adds up the `amount` is the target. For a ratio the
    worth is a level, and the target is the `level`: its average over the working days, sum over sum.
    """

    amount: Fraction = NOTHING
    capacity: Fraction = NOTHING

    @property
    def level(self) -> Fraction | None:
        """The average level over the working days with a target in effect; None where there are none."""
        return self.amount / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Over a range: what is expected (`target`) and what was expected until now (`expected`), in units of the KPI; the
    working days on which a role with the KPI is held, gone (`capacity_elapsed`) and to come (`capacity_left`)."""

    target: Expectation = Expectation()
    expected: Expectation = Expectation()
    capacity_elapsed: Fraction = NOTHING
    capacity_left: Fraction = NOTHING


NO_OUTLOOK = Outlook()


def outlook_over(segments: Segments, capacities: Capacities, elapsed: Elapsed) -> Outlook:
    """What is expected of a member: each segment's rate times the capacity inside it (KPI semantics, section 4).

    Of the days, those before `elapsed.today` are finished and today counts with its elapsed share (section 5).
    `capacities` must hold every day of the segments.
    """
    return MemberOutlooks(capacities, elapsed).over(segments)


def total_outlook(outlooks: Iterable[Outlook]) -> Outlook:
    """The outlooks of several members (or parts of a range) as one: every part added up.

    Members who share an outlook (see `Outlooks`) are counted, not added one by one.
    """
    times: dict[int, tuple[Outlook, int]] = {}
    for outlook in outlooks:
        times[id(outlook)] = (outlook, times.get(id(outlook), (outlook, 0))[1] + 1)
    return total_of_many(times.values())


def total_of_many(outlooks: Iterable[tuple[Outlook, int]]) -> Outlook:
    """The same of outlooks each of which is there so many times."""
    parts = list(outlooks)
    return Outlook(
        target=_total((part.target, count) for part, count in parts),
        expected=_total((part.expected, count) for part, count in parts),
        capacity_elapsed=exact_sum_of_many((part.capacity_elapsed, count) for part, count in parts),
        capacity_left=exact_sum_of_many((part.capacity_left, count) for part, count in parts),
    )


class Outlooks:
    """The outlooks of a page, each computed once.

    Most members of a team share their segments (those of a role) and their capacities (the ordinary week), and so their
    outlook. Ask for a member's view once, then for one KPI after the other.
    """

    def __init__(self) -> None:
        self._views: dict[tuple[Capacities, Elapsed], MemberOutlooks] = {}

    def of(self, capacities: Capacities, elapsed: Elapsed) -> "MemberOutlooks":
        """The view of a member with these capacities, for whom time has come this far."""
        key = (capacities, elapsed)
        if key not in self._views:
            self._views[key] = MemberOutlooks(capacities, elapsed)
        return self._views[key]


class MemberOutlooks:
    """The outlooks of everybody with the same capacities for whom time has come equally far, by segments."""

    def __init__(self, capacities: Capacities, elapsed: Elapsed) -> None:
        self._capacities, self._elapsed = capacities, elapsed
        # Most KPIs have the same stretches of days, so their working days are counted once.
        self._worked: dict[tuple[date, date], tuple[Fraction, Fraction]] = {}
        # Keyed by identity, since comparing segments would cost as much as it saves; the segments are kept beside the
        # outlook so that their identity stays theirs.
        self._by_identity: dict[int, tuple[Segments, Outlook]] = {}

    def over(self, segments: Segments) -> Outlook:
        """`outlook_over` for these segments."""
        known = self._by_identity.get(id(segments))
        if known is None:
            known = (segments, self._computed(segments))
            self._by_identity[id(segments)] = known
        return known[1]

    def _computed(self, segments: Segments) -> Outlook:
        parts = [(segment.rate, *self._working_days(segment.starts_on, segment.ends_on)) for segment in segments]
        capacity_elapsed = exact_sum(by_now for _, _, by_now in parts)
        return Outlook(
            target=_expectation((rate, whole) for rate, whole, _ in parts),
            expected=_expectation((rate, by_now) for rate, _, by_now in parts),
            capacity_elapsed=capacity_elapsed,
            capacity_left=exact_sum(whole for _, whole, _ in parts) - capacity_elapsed,
        )

    def _working_days(self, starts_on: date, ends_on: date) -> tuple[Fraction, Fraction]:
        """The working days of a stretch: all of them, and those that are over."""
        key = (starts_on, ends_on)
        if key not in self._worked:
            today = self._elapsed.today
            by_now = self._capacities.between(starts_on, min(today, ends_on))
            if starts_on <= today < ends_on:
                by_now += self._elapsed.share * self._capacities.on(today)
            self._worked[key] = (self._capacities.between(starts_on, ends_on), by_now)
        return self._worked[key]


def _expectation(parts: Iterable[tuple[Fraction | None, Fraction]]) -> Expectation:
    with_target = [(rate, capacity) for rate, capacity in parts if rate is not None]
    return Expectation(
        amount=exact_sum(rate * capacity for rate, capacity in with_target),
        capacity=exact_sum(capacity for _, capacity in with_target),
    )


def _total(expectations: Iterable[tuple[Expectation, int]]) -> Expectation:
    parts = list(expectations)
    return Expectation(
        exact_sum_of_many((part.amount, count) for part, count in parts),
        exact_sum_of_many((part.capacity, count) for part, count in parts),
    )
