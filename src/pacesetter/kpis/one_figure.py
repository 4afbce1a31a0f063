"""One figure of a member, as it is shown, beside what today's rules give."""

from dataclasses import dataclass
from datetime import datetime

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.kept import kept_figures
from pacesetter.kpis.closing.standing import Standing, standing_of
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.formulas import Figure


@dataclass(frozen=True, slots=True)
class OneFigure:
    """A figure with the standing of its period.

    `shown` is what every screen shows: in a locked period what was kept. `computed` follows today's rules and
    activities, as an explanation does. Each is None where the KPI is (was) not expected of the member.
    """

    standing: Standing
    shown: Figure | None
    computed: Figure | None

    @property
    def differs(self) -> bool:
        """Whether today's rules and activities give another number than the one that was kept."""
        if self.shown is None or self.computed is None:
            return self.shown is not self.computed
        return (self.shown.actual, self.shown.target) != (self.computed.actual, self.computed.target)


def one_figure(
    book: Book, member_id: int, kpi_id: int, period: Period, now: datetime, team_id: int | None = None
) -> OneFigure:
    """The figure of the member's KPI, with a team that of the days in it. The caller has checked who may see it."""
    key = (member_id, kpi_id)
    figures = figures_over(book, [member_id], [kpi_id], period.starts_on, period.ends_on, now, team_id)
    computed, standing = figures.get(key), standing_of(book, period)
    closing = standing.keeps
    if closing is None:
        return OneFigure(standing, computed, computed)
    kept = kept_figures(book, [closing], [member_id], team_id)[closing.id].get(key)
    return OneFigure(standing, kept.figure if kept else None, computed)
