"""The lists of the page: for each part of the figure what counted, and what near it did not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pacesetter.activities.access import ids_seen_by
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.explain import CountingRule, ExplainedActivity, Page, Reason, counting_rules, pages
from pacesetter.people.models import Member
from pacesetter.web.targets.quantities import to_be_checked
from pacesetter.wording.amounts import amount, unit
from pacesetter.wording.periods import day_label


@dataclass(frozen=True)
class Line:
    """One activity in words; `opens` is its id where the viewer may open it."""

    opens: int | None
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
    viewer: Member,
    book: Book,
    member_id: int,
    kpi_id: int,
    period: Period,
    asked: Mapping[str, str],
    team_id: int | None = None,
) -> list[Part]:
    """The parts, each with the pages that the address asks for: `counted0` and `others0` are places in the lists of the
    first part, `reason0` keeps to one reason. An activity that the viewer may not open (a colleague's, that the member
    took part in) is named without a link. With a team only the days in it count. Raises a `Refusal` for a place that
    no page gave."""
    rules = counting_rules(book, member_id, kpi_id, period.starts_on, period.ends_on, team_id)
    found = [(rule, _found(book, rule, index, asked)) for index, rule in enumerate(rules)]
    opened = ids_seen_by(
        viewer, {one.activity_id: one.owner_id for _, read in found for one in _activities(read.overview)}
    )
    return [_part(book, rule, index, read, opened) for index, (rule, read) in enumerate(found)]


def _activities(overview: pages.Overview) -> tuple[ExplainedActivity, ...]:
    return overview.counted.activities + overview.not_counted.activities


class _Found(NamedTuple):
    overview: pages.Overview
    reason: Reason | None
    counted_after: str | None
    others_after: str | None


def _found(book: Book, rule: CountingRule, index: int, asked: Mapping[str, str]) -> _Found:
    chosen = asked.get(f"reason{index}", "")
    reason = Reason(chosen) if chosen in Reason.values else None
    counted_after, others_after = asked.get(f"counted{index}") or None, asked.get(f"others{index}") or None
    found = pages.overview(book, rule, counted_after, others_after, reason)
    return _Found(found, reason, counted_after, others_after)


def _part(book: Book, rule: CountingRule, index: int, read: _Found, opened: Collection[int]) -> Part:
    kpi, found, numbers = book.kpis[rule.kpi_id], read.overview, read.overview.numbers
    return Part(
        index=index,
        name=kpi.name,
        unit=unit(kpi, book.currency),
        # As exact as the lines, which somebody may add up.
        sum=amount(found.actual, kpi) if kpi.is_ratio or found.actual is None else to_be_checked(found.actual),
        counted_total=numbers.get(None, 0),
        counted=_lines(found.counted, rule, read.counted_after, opened),
        others_total=sum(count for one, count in numbers.items() if one is not None),
        others=_lines(found.not_counted, rule, read.others_after, opened),
        reasons=tuple(
            ReasonCount(one.value, str(one.label), numbers[one], one is read.reason) for one in Reason if one in numbers
        ),
    )


def _lines(page: Page, rule: CountingRule, after: str | None, opened: Collection[int]) -> Lines:
    return Lines(tuple(_line(one, rule, opened) for one in page.activities), page.after or "", after is None)


def _line(activity: ExplainedActivity, rule: CountingRule, opened: Collection[int]) -> Line:
    return Line(
        opens=activity.activity_id if activity.activity_id in opened else None,
        day=day_label(activity.day),
        activity_type=activity.activity_type,
        about=" · ".join(part for part in (activity.company, activity.subject) if part),
        owner=activity.owner if activity.owner_id != rule.member_id else "",
        outcome=activity.outcome or "",
        weight=to_be_checked(activity.weight),
        reason="" if activity.reason is None else str(activity.reason.label),
    )
