"""Figures of members and KPIs over a range of days: actuals and expectations brought together."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from pacesetter.kpis.book import Book
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.layout import Days, layout_of

Figures = dict[tuple[int, int], Figure]


class Several(NamedTuple):
    """Members whose figures over some days are added up."""

    days: Days
    member_ids: tuple[int, ...]


class Together(NamedTuple):
    """The figure of several, and of whom it is made: those of whom the KPI is expected."""

    figure: Figure
    member_ids: tuple[int, ...]


def figures_over(
    book: Book,
    member_ids: Iterable[int],
    kpi_ids: Iterable[int],
    starts_on: date,
    ends_on: date,
    now: datetime,
    team_id: int | None = None,
) -> Figures:
    """(member, KPI) to figure, for each KPI that is expected of the member on some day of the range.

    `now` decides what has elapsed, on each member's own clock. With a team only the days in it count.
    """
    return figures_of(book, [Days(starts_on, ends_on, team_id)], member_ids, kpi_ids, now)[0]


def figures_of(
    book: Book, ranges: Sequence[Days], member_ids: Iterable[int], kpi_ids: Iterable[int], now: datetime
) -> list[Figures]:
    """The same for several ranges, in their order, with all actuals asked for at once.

    Members of whom the same is expected and who have done the same share a figure.
    """
    layout = layout_of(book, ranges, member_ids, kpi_ids)
    outlooks, actuals = layout.outlooks_at(now), layout.question.answers()
    following = iter(actuals)
    made: dict[tuple[int, int], Figure] = {}
    figures: list[Figures] = []
    for cells in layout.ranges:
        found: Figures = {}
        for (key, place), actual in zip(cells, following, strict=False):
            # A place is of one KPI. Equal actuals are one object, which `actuals` keeps.
            alike = (place, id(actual))
            figure = made.get(alike)
            if figure is None:
                kpi = book.kpis[key[1]]
                figure = made[alike] = Figure(
                    actual.numerator, outlooks[place], actual.denominator, kpi.direction, book.thresholds
                )
            found[key] = figure
        figures.append(found)
    return figures


def figures_together(
    book: Book, several: Sequence[Several], kpi_ids: Iterable[int], now: datetime
) -> list[dict[int, Together]]:
    """For each of them KPI to the figure that their figures add up to (see `rolled_up`), without making these."""
    ranges = list(dict.fromkeys(one.days for one in several))
    member_ids = dict.fromkeys(member_id for one in several for member_id in one.member_ids)
    layout = layout_of(book, ranges, member_ids, kpi_ids)
    outlooks = layout.outlooks_at(now)
    numbers = {days: number for number, days in enumerate(ranges)}
    wanted = [layout.sums(numbers[days], ids) for days, ids in several]
    actuals = iter(layout.together([some for one in wanted for some in one.values()]).answers())
    answers: list[dict[int, Together]] = []
    for one in wanted:
        found: dict[int, Together] = {}
        for kpi_id, some in one.items():
            actual, outlook = next(actuals), layout.expected_of(some, outlooks)
            figure = Figure(actual.numerator, outlook, actual.denominator, book.kpis[kpi_id].direction, book.thresholds)
            found[kpi_id] = Together(figure, some.member_ids)
        answers.append(found)
    return answers
