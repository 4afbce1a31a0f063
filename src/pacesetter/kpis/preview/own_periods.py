"""The kinds of period that KPIs have their targets for, and their figures over them."""

from collections.abc import Mapping, Set
from datetime import date, datetime

from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.board import Board
from pacesetter.kpis.book import Book
from pacesetter.kpis.shown_figures import Place, shown_figures

# A day is too short to judge a change of settings by, and months are looked at for every KPI.
_LOOKED_AT = (PeriodKind.WEEK, PeriodKind.QUARTER, PeriodKind.YEAR)

OwnPeriods = Mapping[PeriodKind, Set[int]]


def own_periods(book: Book, besides: PeriodKind) -> dict[PeriodKind, Set[int]]:
    """The KPIs that somebody has a target of for a period of this kind; `besides` is looked at anyway."""
    found: dict[PeriodKind, set[int]] = {}
    for series in (book.role_targets, book.member_targets):
        for (kpi_id, _subject), rows in series.items():
            if book.kpis[kpi_id].is_archived:
                continue
            for row in rows:
                if row.quantity is not None and row.period_kind in _LOOKED_AT and row.period_kind is not besides:
                    found.setdefault(row.period_kind, set()).add(kpi_id)
    return {kind: found[kind] for kind in _LOOKED_AT if kind in found}


def boards_of(book: Book, today: date, now: datetime, kinds: OwnPeriods) -> dict[PeriodKind, tuple[Board, Board]]:
    """For each kind the last full period and the current one, with the figures of its KPIs alone. Scores are those of
    everything that is expected, so a part of the KPIs has none."""
    made = {}
    for kind, kpi_ids in kinds.items():
        current = period_holding(kind, today, book.calendar)
        periods = (current.previous(), current)
        book.working_times(periods[0].starts_on, periods[-1].ends_on)
        known = [kpi_id for kpi_id in kpi_ids if kpi_id in book.kpis and not book.kpis[kpi_id].is_archived]
        last, this = (
            Board(
                period=one.period,
                standing=one.standing,
                thresholds=one.thresholds,
                members=tuple(book.members.values()),
                kpis=tuple(book.kpis[kpi_id] for kpi_id in book.kpis if kpi_id in kpi_ids),
                figures=one.figures,
                totals={},
                scores={},
            )
            for one in shown_figures(book, [Place(period) for period in periods], book.members, now, known)
        )
        made[kind] = (last, this)
    return made


def together(one: OwnPeriods, other: OwnPeriods) -> dict[PeriodKind, Set[int]]:
    """What is in either."""
    kinds = (kind for kind in _LOOKED_AT if kind in one or kind in other)
    return {kind: one.get(kind, frozenset()) | other.get(kind, frozenset()) for kind in kinds}
