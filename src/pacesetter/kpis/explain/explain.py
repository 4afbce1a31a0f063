"""Explain a figure: what counted, and what near it did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.explain import pages
from pacesetter.kpis.explain.page import PAGE_SIZE, Page
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule, counting_rules


@dataclass(frozen=True, slots=True)
class Explained:
    """The explanation of a KPI that adds up, or of one part of a ratio.

    `actual` is the sum of the weights of all counted activities, on all pages. `by_reason` says how many did not count
    for which reason, in the order of the reasons.
    """

    kpi: KpiRule
    rule: CountingRule
    actual: Fraction
    counted_total: int
    counted: Page
    not_counted_total: int
    not_counted: Page
    by_reason: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a member's figure is what it is. A ratio has two parts, every other KPI one."""

    kpi: KpiRule
    numerator: Explained
    denominator: Explained | None = None

    @property
    def parts(self) -> tuple[Explained, ...]:
        """The numerator, and where there is one the denominator."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    @property
    def actual(self) -> Fraction | None:
        """The figure's actual; None for a ratio whose denominator is 0."""
        if self.denominator is None:
            return self.numerator.actual
        return self.numerator.actual / self.denominator.actual if self.denominator.actual else None


def explain(
    book: Book,
    member_id: int,
    kpi_id: int,
    starts_on: date,
    ends_on: date,
    team_id: int | None = None,
    size: int = PAGE_SIZE,
) -> Explanation:
    """Explain the member's figure from `starts_on` until the day before `ends_on`; with a team, as it is in the team's
    sum. The caller has checked who may see it.

    Gives the first page of each list; `pages.counted` and `pages.not_counted` give the following ones by the part's
    `rule`. One query for each part, and memory for one page, however many activities there are. Raises a `Refusal`
    for a member or KPI that the organisation does not have.
    """
    rules = counting_rules(book, member_id, kpi_id, starts_on, ends_on, team_id)
    return Explanation(book.kpis[kpi_id], *(_explained(book, rule, size) for rule in rules))


def _explained(book: Book, rule: CountingRule, size: int) -> Explained:
    found = pages.overview(book, rule, size=size)
    by_reason = {reason: found.numbers[reason] for reason in Reason if reason in found.numbers}
    return Explained(
        kpi=book.kpis[rule.kpi_id],
        rule=rule,
        actual=found.actual,
        counted_total=found.numbers.get(None, 0),
        counted=found.counted,
        not_counted_total=sum(by_reason.values()),
        not_counted=found.not_counted,
        by_reason=by_reason,
    )
