"""One figure of a scorecard: what was done, what is expected, and everything that follows from the two."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pacesetter.core.exact import Quotient, Ratio, exact_sum_of_many
from pacesetter.core.kept import kept
from pacesetter.kpis.formulas import derived
from pacesetter.kpis.formulas.derived import Direction, PaceState, Thresholds
from pacesetter.kpis.formulas.outlook import NO_OUTLOOK, Outlook, total_outlook

USUAL_THRESHOLDS = Thresholds()


@dataclass(frozen=True, init=False)
class Figure:
    """A KPI of one member (or team) over one range.

    It carries only parts that add up, and derives the rest when asked, so that a team's figure is made by adding
    parts and never by averaging what was derived. A measure that adds up has a `numerator` alone. A ratio has a
    `denominator` as well; its target is a level, averaged over the working days (see `Expectation`).
    """

    numerator: Fraction
    outlook: Outlook = NO_OUTLOOK
    denominator: Fraction | None = None
    direction: Direction = Direction.MORE
    thresholds: Thresholds = USUAL_THRESHOLDS

    def __init__(
        self,
        numerator: Fraction,
        outlook: Outlook = NO_OUTLOOK,
        denominator: Fraction | None = None,
        direction: Direction = Direction.MORE,
        thresholds: Thresholds = USUAL_THRESHOLDS,
    ) -> None:
        # A board has thousands of figures, and the constructor that a frozen dataclass is given takes four times as
        # long.
        own = self.__dict__
        own["numerator"], own["outlook"], own["denominator"] = numerator, outlook, denominator
        own["direction"], own["thresholds"] = direction, thresholds

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is one KPI over another."""
        return self.denominator is not None

    @kept
    def actual(self) -> Fraction | None:
        """What was done, in units of the KPI; for a ratio the share, None while its denominator is 0."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    @kept
    def target(self) -> Fraction | None:
        """What is expected over the whole range; None where no working day has a target in effect."""
        target = self.outlook.target
        if self.denominator is not None:
            return target.level
        return target.amount if target.capacity else None

    @property
    def expected(self) -> Fraction | None:
        """What was expected until now: 0 before the first working hour (a ratio has no level to go by until then)."""
        if self.denominator is not None:
            return self.outlook.expected.level
        return self.outlook.expected.amount if self.outlook.target.capacity else None

    @property
    def attainment(self) -> Fraction | None:
        """The share of the target that is reached, never capped. See `derived.attainment`."""
        found = self.attainment_ratio
        return None if found is None else Fraction(*found)

    @kept
    def attainment_ratio(self) -> Ratio | None:
        """The attainment, not cut down."""
        return derived.attainment_ratio(self.actual, self.target, self.direction)

    def in_score(self, cap: Fraction) -> Quotient | None:
        """The attainment as a score with this cap takes it.

        Where less is better and nothing happened although something was allowed, it is the cap: attainment says 1 there
        for want of a number, and whoever keeps at 0 must not score below somebody who nearly did.
        """
        if self.direction == Direction.LESS and self.target and self.actual is not None and self.actual <= 0:
            return cap
        return self.attainment_ratio

    @property
    def pace(self) -> Fraction | None:
        """The actual against what was expected until now; None before working time has passed. See `derived.pace`."""
        found = self.pace_ratio
        return None if found is None else Fraction(*found)

    @property
    def pace_ratio(self) -> Ratio | None:
        """The pace, not cut down."""
        if not self.outlook.expected.capacity:
            return None
        # Pace is attainment with the expected in the target's place.
        return derived.attainment_ratio(self.actual, self.expected, self.direction)

    @property
    def pace_state(self) -> PaceState | None:
        """The pace in a word, by this figure's thresholds."""
        return derived.pace_state(self.pace_ratio, self.thresholds)

    @property
    def projection(self) -> Fraction | None:
        """Where the range ends at this speed. A ratio stays where it is: both its parts grow alike."""
        if self.denominator is not None:
            begun = self.outlook.capacity_elapsed >= derived.HALF_A_WORKING_DAY
            return self.actual if begun else None
        return derived.projection(self.numerator, self.outlook.capacity_elapsed, self.outlook.capacity_left)

    @property
    def needed_per_day(self) -> Fraction | None:
        """What each working day left has to bring; None for a ratio, which no amount per day leads to."""
        if self.denominator is not None:
            return None
        return derived.needed_per_day(self.target, self.numerator, self.outlook.capacity_left)


def rolled_up(figures: Iterable[Figure]) -> Figure:
    """The figure of a team (or of several ranges): sums of actuals, targets and working days, for a ratio sum over sum.

    Each member's figure covers the days on which they belonged to the team. All figures must be of one KPI: of one kind
    and direction, with the same thresholds; no figures, or figures of different kinds, are a ValueError.
    """
    parts = list(figures)
    if not parts:
        raise ValueError("there are no figures to add up")
    first = parts[0]
    if len(parts) == 1:
        return first
    # Members who have done the same share a figure, which is looked at once.
    times: dict[int, int] = {}
    by_id: dict[int, Figure] = {}
    for part in parts:
        key = id(part)
        times[key] = times.get(key, 0) + 1
        by_id[key] = part
    for part in by_id.values():
        alike = part.is_ratio == first.is_ratio and part.direction == first.direction
        if not alike or (part.thresholds is not first.thresholds and part.thresholds != first.thresholds):
            raise ValueError("figures of different KPIs are not added up")
    counted = [(part, times[key]) for key, part in by_id.items()]
    nothing = Fraction(0)
    return Figure(
        numerator=exact_sum_of_many((part.numerator, count) for part, count in counted),
        denominator=exact_sum_of_many((part.denominator or nothing, count) for part, count in counted)
        if first.is_ratio
        else None,
        outlook=total_outlook(part.outlook for part in parts),
        direction=first.direction,
        thresholds=first.thresholds,
    )
