"""The lists of the page: for each part of the figure what counted, and what near it did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pacesetter.kpis.book import Book
from pacesetter.kpis.explain import CountingRule, ExplainedActivity, Page, Reason, counting_rules, pages
from pacesetter.wording.amounts import amount, unit
from pacesetter.wording.numbers import number
from pacesetter.wording.periods import day_label


@dataclass(frozen=True)
class Line:
    """One activity in words."""

    day: str
    activity_type: str
    about: str
    owner: str
    outcome: str
    weight: str
    reason: str


@dataclass(frozen=True)
class Lines:
    """A page of activities, with the parts of the address that lead on and back ("" where there is no way)."""

    lines: tuple[Line, ...]
    older: str
    is_first: bool


@dataclass(frozen=True)
class ReasonCount:
    """How many did not count for one reason."""

    key: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """A KPI that adds up: the figure itself, or one of the two that a ratio is made of."""

    index: int
    name: str
    unit: str
    sum: str
    counted_total: int
    counted: Lines
    others_total: int
    others: Lines
    reasons: tuple[ReasonCount, ...]

    @property
    def others_query(self) -> str:
        """What the address of the next page must keep."""
        return "".join(f"&reason{self.index}={reason.key}" for reason in self.reasons if reason.is_chosen)


def parts_of(
    book: Book, member_id: int, kpi_id: int, starts_on: date, ends_on: date, asked: Mapping[str, str]
) -> list[Part]:
    """The parts, each with the pages that the address asks for: `counted0` and `others0` are places in the lists of the
    first part, `reason0` keeps to one reason. Raises a `Refusal` for a place that no page gave."""
    rules = counting_rules(book, member_id, kpi_id, starts_on, ends_on)
    return [_part(book, rule, index, asked) for index, rule in enumerate(rules)]


def _part(book: Book, rule: CountingRule, index: int, asked: Mapping[str, str]) -> Part:
    kpi = book.kpis[rule.kpi_id]
    chosen = asked.get(f"reason{index}", "")
    reason = Reason(chosen) if chosen in Reason.values else None
    counted_after, others_after = asked.get(f"counted{index}") or None, asked.get(f"others{index}") or None
    found = pages.overview(book, rule, counted_after, others_after, reason)
    numbers = found.numbers
    return Part(
        index=index,
        name=kpi.name,
        unit=unit(kpi, book.currency),
        sum=amount(found.actual, kpi),
        counted_total=numbers.get(None, 0),
        counted=_lines(found.counted, rule, counted_after),
        others_total=sum(count for one, count in numbers.items() if one is not None),
        others=_lines(found.not_counted, rule, others_after),
        reasons=tuple(
            ReasonCount(one.value, str(one.label), numbers[one], one is reason) for one in Reason if one in numbers
        ),
    )


def _lines(page: Page, rule: CountingRule, after: str | None) -> Lines:
    return Lines(tuple(_line(one, rule) for one in page.activities), page.after or "", after is None)


def _line(activity: ExplainedActivity, rule: CountingRule) -> Line:
    return Line(
        day=day_label(activity.day),
        activity_type=activity.activity_type,
        about=" · ".join(part for part in (activity.company, activity.subject) if part),
        owner=activity.owner if activity.owner_id != rule.member_id else "",
        outcome=activity.outcome or "",
        weight=number(activity.weight),
        reason="" if activity.reason is None else str(activity.reason.label),
    )
