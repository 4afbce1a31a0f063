"""The closed periods, as the book has them."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.periods import Period, PeriodKind
from pacesetter.kpis.formulas import Thresholds
from pacesetter.kpis.models import ClosedPeriod


@dataclass(frozen=True, slots=True)
class Closing:
    """A period that is closed, by whom and when.

    Where it `keeps` figures, it is locked: those kept are shown, judged by its own thresholds and cap of the score.
    """

    id: int
    period: Period
    is_locked: bool
    closed_at: datetime
    closed_by_id: int | None
    locked_at: datetime | None
    locked_by_id: int | None
    thresholds: Thresholds
    score_cap: Fraction

    @property
    def keeps(self) -> bool:
        """Whether it has figures of its own: one that was locked before figures were kept has none."""
        return self.is_locked and self.locked_at is not None


def load_closings(thresholds: Thresholds, score_cap: Fraction) -> tuple[Closing, ...]:
    """Those of the organisation in scope that are not reopened, the latest first. The thresholds and the cap are for
    those that have none of their own."""
    return tuple(
        Closing(
            id=row.pk,
            period=Period(PeriodKind(row.period_kind), row.starts_on, row.ends_on),
            is_locked=row.locked,
            closed_at=row.closed_at,
            closed_by_id=row.closed_by_id,
            locked_at=row.locked_at,
            locked_by_id=row.locked_by_id,
            thresholds=thresholds
            if row.pace_on_track is None or row.pace_behind is None
            else Thresholds(Fraction(row.pace_on_track), Fraction(row.pace_behind)),
            score_cap=score_cap if row.score_cap is None else Fraction(row.score_cap),
        )
        for row in ClosedPeriod.objects.filter(reopened_at__isnull=True)
    )
