"""What follows from actual and target: KPI semantics, section 5, row by row of its table."""

from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.tests.oracle.actual import Asked
from pacesetter.kpis.tests.oracle.target import Sums
from pacesetter.kpis.tests.oracle.world import Measured, World


@dataclass(frozen=True)
class Derived:
    """All that a page shows of a figure."""

    actual: Fraction | None
    target: Fraction | None
    attainment: Fraction | None
    expected: Fraction | None
    pace: Fraction | None
    pace_state: str | None
    projection: Fraction | None
    needed_per_day: Fraction | None


def derived(world: World, kpi: Measured, over: Fraction, under: Fraction | None, sums: Sums) -> Derived:
    """Everything from the parts: of one person, or of a team, whose parts are added up."""
    actual: Fraction | None
    if kpi.ratio is None:
        actual = over
        target = sums.target if sums.target_days else None
        expected = sums.expected if sums.target_days else None
    else:
        actual = over / under if under else None
        target = sums.target / sums.target_days if sums.target_days else None
        expected = sums.expected / sums.expected_days if sums.expected_days else None
    pace = attained(kpi, actual, expected) if sums.expected_days else None
    return Derived(
        actual=actual,
        target=target,
        attainment=attained(kpi, actual, target),
        expected=expected,
        pace=pace,
        pace_state=None if pace is None else word(world, pace),
        projection=projected(kpi, actual, sums),
        needed_per_day=needed(kpi, actual, target, sums),
    )


def attained(kpi: Measured, actual: Fraction | None, wanted: Fraction | None) -> Fraction | None:
    """The actual over what is wanted; where less is better the other way round, and 1 where nothing happened."""
    if actual is None or wanted is None:
        return None
    if kpi.direction == "less":
        return Fraction(1) if actual <= 0 else wanted / actual
    return None if wanted == 0 else actual / wanted


def word(world: World, pace: Fraction) -> str:
    """The pace in a word, by the organisation's thresholds."""
    if pace >= world.on_track:
        return "on_track"
    return "behind" if pace >= world.behind else "off_track"


def projected(kpi: Measured, actual: Fraction | None, sums: Sums) -> Fraction | None:
    """Where it ends; none before half a working day. A ratio stays where it is."""
    if actual is None or sums.over < Fraction(1, 2):
        return None
    return actual if kpi.ratio else actual / sums.over * (sums.over + sums.left)


def needed(kpi: Measured, actual: Fraction | None, target: Fraction | None, sums: Sums) -> Fraction | None:
    """What each working day left has to bring."""
    if kpi.ratio or actual is None or target is None:
        return None
    missing = max(target - actual, Fraction(0))
    if not missing:
        return missing
    return missing / sums.left if sums.left else None


def weight(kpi: Measured, world: World, asked: Asked) -> Fraction:
    """The KPI's weight in the person's score: the highest among the roles with it that are held in the range."""
    return max(
        kpi.score_weights[role]
        for role, (first, until) in world.people[asked.person].roles
        if role in kpi.roles and first < asked.ends_on and (until is None or until > asked.starts_on)
    )


def score(world: World, rows: list[tuple[Fraction, Measured, Derived]]) -> Fraction | None:
    """The weighted average of the capped attainments of those KPIs that have one."""
    counting = []
    for heavy, kpi, figure in rows:
        reached = figure.attainment
        if kpi.direction == "less" and figure.target and figure.actual is not None and figure.actual <= 0:
            reached = world.score_cap
        if reached is not None:
            counting.append((heavy, min(reached, world.score_cap)))
    weights = sum((heavy for heavy, _ in counting), Fraction(0))
    return sum((heavy * reached for heavy, reached in counting), Fraction(0)) / weights if weights else None
