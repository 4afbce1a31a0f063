"""Where somebody stands: a handful of KPIs, each over the period in which its target means something."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.book import Book
from pacesetter.kpis.figures import figures_of
from pacesetter.kpis.layout import Days
from pacesetter.web.scorecard.figure_in_words import FigureInWords, figure_in_words
from pacesetter.wording.periods import CURRENT_LABELS

MOST = 5
_KINDS = (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH)


@dataclass(frozen=True)
class Standing:
    """One KPI over `kind`, which the address of its why needs and `when` says."""

    figure: FigureInWords
    kind: PeriodKind
    when: str | Promise


def standing(book: Book, member_id: int, now: datetime) -> list[Standing]:
    """At most five KPIs in the order of the set-up, those with a target today first.

    Each is shown over the shortest of day, week and month in which at least one is expected: a third of a demo today
    tells nobody anything, one a week does. On a day off that is the week by itself. A share is shown over the week,
    since a day's is chance.
    """
    if member_id not in book.members:
        return []
    today = now.astimezone(book.members[member_id].zone).date()
    periods = [period_holding(kind, today, book.calendar) for kind in _KINDS]
    ranges = [Days(period.starts_on, period.ends_on) for period in periods]
    kpi_ids = [kpi_id for kpi_id, kpi in book.kpis.items() if not kpi.is_archived]
    figures = dict(zip(_KINDS, figures_of(book, ranges, [member_id], kpi_ids, now), strict=True))
    found: list[Standing] = []
    for kpi_id in kpi_ids:
        kinds = (PeriodKind.WEEK, PeriodKind.MONTH) if book.kpis[kpi_id].is_ratio else _KINDS
        least = 0 if book.kpis[kpi_id].is_ratio else 1
        for kind in kinds:
            figure = figures[kind].get((member_id, kpi_id))
            if figure is None or not figure.target:
                continue
            if figure.target >= least or kind is PeriodKind.MONTH:
                words = figure_in_words(figure, book.kpis[kpi_id], book.currency)
                found.append(Standing(words, kind, CURRENT_LABELS[kind]))
                break
    return sorted(found, key=lambda one: one.kind is not PeriodKind.DAY)[:MOST]
