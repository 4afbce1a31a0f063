"""The leaderboard: members or teams in the order of one figure, with who has moved since the period before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from pacesetter.core.periods import Period, last_periods
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Direction, Figure, improvement, ranks
from pacesetter.rewards.measured import Measured, measured_by_kpi, measured_members, measured_teams


class By(StrEnum):
    """What decides the rank."""

    ACTUAL = "actual"
    ATTAINMENT = "attainment"
    IMPROVEMENT = "improvement"


class Standing(NamedTuple):
    """One member or team. `value` is what the rank goes by; `all_before` is the amount of the whole period before, and
    `share` the part of this one's working time that is over. `figure` is that of the KPI, None on a leaderboard of
    scores."""

    id: int
    name: str
    rank: int | None
    rank_before: int | None
    value: Fraction | None
    now: Fraction | None
    all_before: Fraction | None
    share: Fraction
    figure: Figure | None

    @property
    def before(self) -> Fraction | None:
        """What an improvement is measured against: the same share of the period before."""
        return None if self.all_before is None else self.all_before * self.share

    @property
    def moved(self) -> int | None:
        """Places gained (above 0) or lost since the period before; None without a rank in both."""
        if self.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Everybody in order of rank; those without a figure last, by name. `kpi` is None for scores."""

    kpi: KpiRule | None
    by: By
    period: Period
    before: Period
    standings: tuple[Standing, ...]


def leaderboard_of_members(
    book: Book,
    member_ids: Iterable[int],
    kpi_id: int | None,
    by: By,
    period: Period,
    now: datetime,
    team_id: int | None = None,
) -> Leaderboard:
    """Members by a KPI (by their score where it is None). With a team only the days in it count. The caller has checked
    who may see them."""
    run = _run(book, period, by)
    ids = [member_id for member_id in member_ids if member_id in book.members]
    measured = measured_members(book, ids, kpi_id, run, now, team_id)
    return _leaderboard(book, kpi_id, by, run, measured, {one: book.members[one].name for one in ids})


def leaderboards_of_members(
    book: Book,
    member_ids: Iterable[int],
    kpi_ids: Sequence[int],
    by: By,
    period: Period,
    now: datetime,
    team_id: int | None = None,
) -> list[Leaderboard]:
    """The same for several KPIs, in their order, with all figures asked for at once."""
    run = _run(book, period, by)
    names = {one: book.members[one].name for one in member_ids if one in book.members}
    found = measured_by_kpi(book, list(names), kpi_ids, run, now, team_id)
    return [_leaderboard(book, kpi_id, by, run, found[kpi_id], names) for kpi_id in kpi_ids]


def leaderboard_of_teams(
    book: Book, teams: Mapping[int, str], kpi_id: int | None, by: By, period: Period, now: datetime
) -> Leaderboard:
    """Teams (id to name) by the sums of their members' figures over the days on which each belonged to the team."""
    run = _run(book, period, by)
    return _leaderboard(book, kpi_id, by, run, measured_teams(book, list(teams), kpi_id, run, now), teams)


def _run(book: Book, period: Period, by: By) -> list[Period]:
    # Three, where the ranks of last time compare the two before.
    run = last_periods(period, 3 if by is By.IMPROVEMENT else 2)
    # The whole run first, so that working times are read once.
    book.working_times(run[0].starts_on, run[-1].ends_on)
    return run


def _leaderboard(
    book: Book,
    kpi_id: int | None,
    by: By,
    run: Sequence[Period],
    measured: Sequence[Mapping[int, Measured]],
    names: Mapping[int, str],
) -> Leaderboard:
    kpi = None if kpi_id is None else book.kpis[kpi_id]
    *rest, before, now = measured
    older: Mapping[int, Measured] = rest[0] if rest else {}
    less = kpi is not None and kpi.direction == Direction.LESS and by is not By.ATTAINMENT
    values = {who: _value(one, before.get(who), by) for who, one in now.items()}
    values_before = {who: _value(one, older.get(who), by) for who, one in before.items()}
    ranked = ranks(values, highest_first=not less)
    ranked_before = ranks(values_before, highest_first=not less)
    standings = [
        Standing(
            id=who,
            name=names[who],
            rank=rank,
            rank_before=ranked_before.get(who),
            value=values[who],
            now=now[who].amount,
            all_before=before[who].amount if who in before else None,
            share=now[who].share,
            figure=now[who].figure,
        )
        for who, rank in ranked.items()
    ]
    standings.sort(key=lambda one: (one.rank is None, one.rank, one.name.casefold()))
    return Leaderboard(kpi, by, run[-1], run[-2], tuple(standings))


def _value(now: Measured, before: Measured | None, by: By) -> Fraction | None:
    if by is By.ATTAINMENT and now.figure is not None:
        return now.figure.attainment
    if by is By.IMPROVEMENT:
        return improvement(now.amount, before.amount if before else None, now.share)
    return now.amount
