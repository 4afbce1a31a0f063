"""How a target comes about: which quantity counted on which days, and how many working days these were."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from pacesetter.core.periods import PeriodKind
from pacesetter.core.week_pattern import patterns_between
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.book import Book, KpiRule, MemberRule
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.formulas import Series, TargetRow, as_level, per_working_day, row_in_effect


@dataclass(frozen=True, slots=True)
class DaysWorked:
    """Working days of a stretch of days: those of the working week, and what is taken off them."""

    by_week: Fraction
    holidays: Fraction
    leave: Fraction
    away: Fraction

    @property
    def left(self) -> Fraction:
        """The capacity."""
        return self.by_week - self.holidays - self.leave - self.away

    def __add__(self, other: "DaysWorked") -> "DaysWorked":
        return DaysWorked(
            self.by_week + other.by_week,
            self.holidays + other.holidays,
            self.leave + other.leave,
            self.away + other.away,
        )


@dataclass(frozen=True, slots=True)
class TargetPart:
    """The days from `starts_on` until the day before `ends_on`, on which one target counted.

    `role_id` is the role that brought it, None where it is the member's own. `rate` is what a full working day is
    worth, for a ratio the level.
    """

    starts_on: date
    ends_on: date
    row: TargetRow
    role_id: int | None
    rate: Fraction
    days: DaysWorked

    @property
    def amount(self) -> Fraction:
        """What these days add to the target of a KPI that adds up."""
        return self.rate * self.days.left


class _Counting(NamedTuple):
    rate: Fraction
    row: TargetRow
    role_id: int | None


def target_parts(
    book: Book, member_id: int, kpi_id: int, starts_on: date, ends_on: date, team_id: int | None = None
) -> list[TargetPart]:
    """The parts that the member's target of the range is the sum of, in order; days without a working hour, without a
    role that has the KPI, without a target and, with a team, outside of it are in none. By today's rules, whatever was
    kept of a locked period."""
    kpi, member = book.kpis[kpi_id], book.members[member_id]
    working = book.working_times(starts_on, ends_on)[member_id]
    parts: list[TargetPart] = []
    for segment in Expectations(book, starts_on, ends_on, team_id).cell(member_id, kpi_id).segments:
        if segment.rate is None:
            continue
        for from_day, until in pairwise(_cuts(book, kpi, member, segment.starts_on, segment.ends_on)):
            counting = _counting_on(book, kpi, member, from_day)
            days = days_worked(working, from_day, until)
            if counting is not None and days.left:
                _add(parts, TargetPart(from_day, until, counting.row, counting.role_id, segment.rate, days))
    return parts


def _add(parts: list[TargetPart], part: TargetPart) -> None:
    """Join it to the one before where that goes on: something else began in between that did not count."""
    before = parts[-1] if parts else None
    same = before and (before.row, before.role_id, before.rate) == (part.row, part.role_id, part.rate)
    if before is not None and same and before.ends_on == part.starts_on:
        parts[-1] = replace(before, ends_on=part.ends_on, days=before.days + part.days)
    else:
        parts.append(part)


def days_worked(working: WorkingTime, starts_on: date, ends_on: date) -> DaysWorked:
    """The working days of the range, by what takes them off: first holidays, then leave, as capacity is defined."""
    by_week = holidays = leave = away = Fraction(0)
    for day, share in _week_shares(working, starts_on, ends_on):
        by_week += share
        if (working.joined_on and day < working.joined_on) or (working.left_on and day >= working.left_on):
            away += share
            continue
        off = min(share, working.holidays.get(day, Fraction(0)))
        holidays += off
        lost = [one.lost_share for one in working.leave if one.starts_on <= day < (one.ends_on or date.max)]
        leave += min(share - off, sum(lost, Fraction(0)))
    return DaysWorked(by_week, holidays, leave, away)


def _week_shares(working: WorkingTime, starts_on: date, ends_on: date) -> Iterator[tuple[date, Fraction]]:
    patterns = patterns_between(working.organisation_patterns, working.member_patterns, starts_on, ends_on)
    for from_day, until, pattern in patterns:
        for number in range((until - from_day).days):
            day = from_day + timedelta(days=number)
            if share := pattern.capacities[day.weekday()]:
                yield day, Fraction(share)


def _cuts(book: Book, kpi: KpiRule, member: MemberRule, starts_on: date, ends_on: date) -> list[date]:
    """The days within the range on which another target may begin to count, though it is worth the same."""
    days = {row.effective_from for row in book.member_targets.get((kpi.id, member.id), ())}
    for role_id, (held_from, held_until) in member.roles:
        if role_id in kpi.role_weights:
            days |= {row.effective_from for row in book.role_targets.get((kpi.id, role_id), ())}
            days |= {held_from} | ({held_until} if held_until else set())
    return sorted({starts_on, ends_on, *(day for day in days if starts_on < day < ends_on)})


def _counting_on(book: Book, kpi: KpiRule, member: MemberRule, day: date) -> _Counting | None:
    """The target that counts on the day: the member's own, else the highest of the roles held."""
    own = _highest(book, kpi, [(None, book.member_targets.get((kpi.id, member.id), ()))], day)
    held = [
        (role_id, book.role_targets.get((kpi.id, role_id), ()))
        for role_id, (held_from, held_until) in member.roles
        if role_id in kpi.role_weights and held_from <= day and (held_until is None or day < held_until)
    ]
    return own or _highest(book, kpi, held, day)


def _highest(book: Book, kpi: KpiRule, whose: Iterable[tuple[int | None, Series]], day: date) -> _Counting | None:
    worth = as_level if kpi.is_ratio else per_working_day
    found = [
        _Counting(worth(row.quantity, book.target_calendar.divisor(kind, day)), row, role_id)
        for role_id, series in whose
        for kind in PeriodKind
        if (row := row_in_effect(series, kind, day)) is not None and row.quantity is not None
    ]
    return max(found, key=lambda one: one.rate, default=None)
