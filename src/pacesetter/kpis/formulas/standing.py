"""Comparing people: the score of a member, improvement, and the ranks within a team (KPI semantics, section 5)."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeVar

from pacesetter.core.exact import Quotient, in_order

USUAL_CAP = Fraction(3, 2)

Who = TypeVar("Who", bound=Hashable)


def score(attainments: Iterable[tuple[Fraction, Quotient | None]], cap: Fraction = USUAL_CAP) -> Fraction | None:
    """Weighted average of the attainments of a role's KPIs, each capped at `cap`, as a share (1 is all targets met).

    Takes pairs of weight and attainment. A KPI without attainment (nothing was expected) is left out of both sums, so
    that a KPI that could not be worked on neither helps nor harms. None where nothing is left. A weight below 0 or a
    cap that is not above 0 is a ValueError.
    """
    _check_cap(cap)
    return score_of([weighing(weight, cap)(attainment) for weight, attainment in attainments])


class Weighted(NamedTuple):
    """A KPI's part in a score: what is reached and the weight, both over `below`, as whole numbers."""

    reached: int
    weight: int
    below: int


def weighing(weight: Fraction, cap: Fraction) -> Callable[[Quotient | None], Weighted | None]:
    """What makes the part of a KPI of this weight out of its attainment; None where it is left out. For what is said at
    `score`, where many are weighed alike."""
    _check_cap(cap)
    weight_above, weight_below = weight.as_integer_ratio()
    cap_above, cap_below = cap.as_integer_ratio()
    if weight_above < 0:
        raise ValueError(f"a weight is not below 0; got {weight}")

    def weigh(attainment: Quotient | None) -> Weighted | None:
        if attainment is None:
            return None
        above, below = attainment.as_integer_ratio()
        if above * cap_below > cap_above * below:
            above, below = cap_above, cap_below
        return Weighted(weight_above * above, weight_above * below, weight_below * below)

    return weigh


def score_of(parts: Iterable[Weighted | None]) -> Fraction | None:
    """The score that these parts make."""
    # Over a common denominator that is never cut down on the way: a board has hundreds of scores.
    reached, weights, denominator = 0, 0, 1
    for part in parts:
        if part is None:
            continue
        of_reached, of_weight, below = part
        reached = reached * below + of_reached * denominator
        weights = weights * below + of_weight * denominator
        denominator *= below
    return Fraction(reached, weights) if weights else None


def _check_cap(cap: Fraction) -> None:
    if cap.numerator <= 0:
        raise ValueError(f"the cap of a score is above 0; got {cap}")


def improvement(now: Fraction | None, before: Fraction | None, share: Fraction) -> Fraction | None:
    """How much more there is than in the period before, or than in the same share of it while this one is not over.

    `share` is the part of this period's working time that is over (0 to 1). A difference and not a quotient: whoever
    comes from nothing has improved too. None where one of the two is missing.
    """
    if now is None or before is None:
        return None
    # In one fraction: each step by itself would be cut down, of every member on a leaderboard.
    above, below = now.as_integer_ratio()
    before_above, before_below = before.as_integer_ratio()
    share_above, share_below = share.as_integer_ratio()
    part_below = before_below * share_below
    return Fraction(above * part_below - before_above * share_above * below, below * part_below)


def ranks(values: Mapping[Who, Fraction | None], *, highest_first: bool = True) -> dict[Who, int | None]:
    """The rank of each, 1 being the best. Equal figures share a rank and the next rank is skipped (1, 2, 2, 4).

    In order of rank. Whoever has no figure has no rank (None) and comes last.
    """
    known = [(value, who) for who, value in values.items() if value is not None]
    known.sort(key=lambda pair: in_order(pair[0]), reverse=highest_first)
    ranked: dict[Who, int | None] = {}
    rank, of_value = 0, None
    for place, (value, who) in enumerate(known, start=1):
        if value != of_value:
            rank, of_value = place, value
        ranked[who] = rank
    return ranked | {who: None for who, value in values.items() if value is None}
