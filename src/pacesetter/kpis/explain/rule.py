"""What makes an activity count for one figure, and how much it adds: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.actuals.slots import factors, scale
from pacesetter.kpis.book import Book
from pacesetter.kpis.book.spans import Spans


class Adds(NamedTuple):
    """What an activity of one type adds: a fixed part, a part per minute and a part per smallest unit of money."""

    fixed: int
    per_minute: int
    per_value_minor: int


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A KPI that adds up, asked about one member and the days from `starts_on` until the day before `ends_on`.

    `adds` has the activity types that the KPI maps to; amounts are whole numbers of 1/`scale` units of the KPI. `held`
    are the days of the range with a role that the figure needs, `in_team` those in the team (None: no team is asked
    about). No `outcome_ids` means every outcome.
    """

    kpi_id: int
    member_id: int
    measure: str
    moment: str
    credit: str
    adds: Mapping[int, Adds]
    scale: int
    outcome_ids: frozenset[int]
    starts_on: date
    ends_on: date
    held: Spans
    in_team: Spans | None

    def in_units(self, amount: int) -> Fraction:
        """An amount in units of the KPI."""
        return Fraction(amount, self.scale)


def counting_rules(
    book: Book, member_id: int, kpi_id: int, starts_on: date, ends_on: date, team_id: int | None = None
) -> tuple[CountingRule, ...]:
    """The rule of the figure; for a ratio those of its numerator and its denominator.

    A ratio's parts count on the days on which a role with the ratio is held, whatever roles the parts belong to.
    Raises a `Refusal` for a member or KPI that the organisation does not have, and for days that are none.
    """
    if member_id not in book.members:
        raise Refusal(_("This is not known here."), field="member", code="unknown")
    if kpi_id not in book.kpis:
        raise Refusal(_("This is not known here."), field="kpi", code="unknown")
    if starts_on >= ends_on:
        raise Refusal(_("The end must lie after the start."), field="ends_on", code="ends_before_start")
    held = book.held(member_id, kpi_id, starts_on, ends_on)
    in_team = None if team_id is None else book.in_team(member_id, team_id, starts_on, ends_on)
    kpi = book.kpis[kpi_id]
    rules = []
    for part_id in (kpi.numerator_id, kpi.denominator_id) if kpi.is_ratio else (kpi_id,):
        part = book.kpis[part_id or 0]
        rules.append(
            CountingRule(
                kpi_id=part.id,
                member_id=member_id,
                measure=part.measure,
                moment=part.moment,
                credit=part.credit,
                adds=_companies(part.type_weights_milli) if part.measure == "companies" else _adds(book, part.id),
                scale=scale(book, part),
                outcome_ids=part.outcome_ids if part.moment == "completed" else frozenset(),
                starts_on=starts_on,
                ends_on=ends_on,
                held=held,
                in_team=in_team,
            )
        )
    return tuple(rules)


def _adds(book: Book, kpi_id: int) -> dict[int, Adds]:
    return {
        factor.activity_type_id: Adds(factor.count, factor.minutes, factor.value)
        for factor in factors(book, [book.kpis[kpi_id]])
    }


def _companies(type_ids: Mapping[int, int]) -> dict[int, Adds]:
    # A company is one company, whatever the weight of the activity that reached it.
    return {type_id: Adds(1, 0, 0) for type_id in type_ids}
