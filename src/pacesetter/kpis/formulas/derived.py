"""The figures that follow from an actual and a target (KPI semantics, section 5). Exact; nothing is rounded here."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pacesetter.core.exact import Quotient, Ratio, at_least, ratio

HALF_A_WORKING_DAY = Fraction(1, 2)
_WHOLE = Ratio(1, 1)


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"


class PaceState(StrEnum):
    """The pace in a word."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"

    @property
    def words(self) -> str:
        """As it is written in a sentence: "on track", "behind", "off track"."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which pace on the words hold: `on_track` and `behind`, both shares of what was expected. They are printed
    wherever the words are. One that is not above 0, or `behind` above `on_track`, is a ValueError."""

    on_track: Fraction = Fraction(1)
    behind: Fraction = Fraction(4, 5)

    def __post_init__(self) -> None:
        if not 0 < self.behind <= self.on_track:
            raise ValueError(f"thresholds must be 0 < behind <= on track; got {self.behind} and {self.on_track}")


def attainment(actual: Fraction | None, target: Fraction | None, direction: Direction) -> Fraction | None:
    """How much of the target is reached, as a share (1 is all of it). Never capped.

    More is better: actual / target, None where the target is 0. Less is better: target / actual, and 1 where nothing
    happened; a target of 0 is then a real one ("none may happen"), reached with 0 and missed (0) with anything more.
    None without an actual or a target. An amount below 0 (refunds) counts as nothing where less is better.
    """
    found = attainment_ratio(actual, target, direction)
    return None if found is None else Fraction(*found)


def attainment_ratio(actual: Fraction | None, target: Fraction | None, direction: Direction) -> Ratio | None:
    """`attainment`, not cut down."""
    if actual is None or target is None:
        return None
    if direction == Direction.LESS:
        return ratio(target, actual) if actual.numerator > 0 else _WHOLE
    return ratio(actual, target) if target.numerator else None


def pace(actual: Fraction | None, expected: Fraction | None, direction: Direction) -> Fraction | None:
    """The actual against what was expected so far, as a share (1 is exactly as expected).

    The same rule as attainment with the expected in the target's place, so that pace becomes attainment when the period
    ends. Less is better: expected / actual, that is how far the allowance so far covers what has happened. Give None as
    `expected` while no working time under a target has passed: then there is no pace yet.
    """
    return attainment(actual, expected, direction)


def pace_state(share: Quotient | None, thresholds: Thresholds) -> PaceState | None:
    """The word for a pace, judged on the exact share and not on the rounded one that is shown."""
    if share is None:
        return None
    if at_least(share, thresholds.on_track):
        return PaceState.ON_TRACK
    return PaceState.BEHIND if at_least(share, thresholds.behind) else PaceState.OFF_TRACK


def projection(actual: Fraction | None, capacity_elapsed: Fraction, capacity_left: Fraction) -> Fraction | None:
    """Where the period ends if the working days left go like those that are over. Units of the KPI.

    actual / capacity elapsed x capacity of the whole period. None before half a working day has passed, when one event
    would still be blown up to a month's worth.
    """
    if actual is None or capacity_elapsed < HALF_A_WORKING_DAY:
        return None
    return actual / capacity_elapsed * (capacity_elapsed + capacity_left)


def needed_per_day(target: Fraction | None, actual: Fraction | None, capacity_left: Fraction) -> Fraction | None:
    """What each working day left has to bring to reach the target; at least 0. Units of the KPI per working day.

    None where something is missing and no working time is left, or where there is no target. Where less is better it is
    what each day left may still bring.
    """
    if target is None or actual is None:
        return None
    if actual >= target:
        return Fraction(0)
    return (target - actual) / capacity_left if capacity_left else None
