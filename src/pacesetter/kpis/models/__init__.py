"""KPIs: what is measured, for whom, how much is expected, and what was closed."""

from pacesetter.kpis.models.closing import ClosedFigure, ClosedPeriod, LockedFigure, Restatement
from pacesetter.kpis.models.kpi import Credit, Direction, Kpi, KpiActivityType, KpiOutcome, KpiRole, Measure, Moment
from pacesetter.kpis.models.tally import TallyDay, TallyMonth
from pacesetter.kpis.models.target import Target

__all__ = [
    "ClosedFigure",
    "ClosedPeriod",
    "Credit",
    "Direction",
    "Kpi",
    "KpiActivityType",
    "KpiOutcome",
    "KpiRole",
    "LockedFigure",
    "Measure",
    "Moment",
    "Restatement",
    "TallyDay",
    "TallyMonth",
    "Target",
]
