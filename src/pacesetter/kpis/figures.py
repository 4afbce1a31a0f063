"""Figures of members and KPIs over a range of days: actuals and expectations brought together."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from pacesetter.kpis.actuals import Ask, actuals
from pacesetter.kpis.book import Book
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.formulas import Figure, Outlook

Figures = dict[tuple[int, int], Figure]


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
    return figures_of(book, [Expectations(book, starts_on, ends_on, now, team_id)], member_ids, kpi_ids)[0]


def figures_of(
    book: Book, ranges: Sequence[Expectations], member_ids: Iterable[int], kpi_ids: Iterable[int]
) -> list[Figures]:
    """The same for several ranges, in their order, with all actuals asked for at once."""
    member_ids, kpi_ids = list(member_ids), list(kpi_ids)
    asks: list[Ask] = []
    outlooks: list[Outlook] = []
    figures: list[Figures] = []
    places: list[Figures] = []
    for expectations in ranges:
        figures.append({})
        for member_id in member_ids:
            if not expectations.concern(member_id):
                continue
            view = expectations.view(member_id)
            for kpi_id in kpi_ids:
                spans, segments = expectations.cell(member_id, kpi_id)
                if spans:
                    asks.append(Ask(member_id, kpi_id, spans))
                    outlooks.append(view.over(segments))
                    places.append(figures[-1])
    for (member_id, kpi_id, _), (numerator, denominator), outlook, place in zip(
        asks, actuals(book, asks), outlooks, places, strict=True
    ):
        direction = book.kpis[kpi_id].direction
        place[member_id, kpi_id] = Figure(numerator, outlook, denominator, direction, book.thresholds)
    return figures
