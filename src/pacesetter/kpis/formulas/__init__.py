"""Every rule by which a figure is made, as functions of plain values: no database, no Django, no rounding.

The reasons and examples worked by hand are in docs/algorithms.
"""

from pacesetter.kpis.formulas.derived import (
    Direction,
    PaceState,
    Thresholds,
    attainment,
    needed_per_day,
    pace,
    pace_state,
    projection,
)
from pacesetter.kpis.formulas.figure import Figure, rolled_up
from pacesetter.kpis.formulas.measures import Measure, TypeTotal, actual_of, ratio_of
from pacesetter.kpis.formulas.outlook import (
    NO_OUTLOOK,
    Expectation,
    MemberOutlooks,
    Outlook,
    Outlooks,
    outlook_over,
    total_of_many,
    total_outlook,
)
from pacesetter.kpis.formulas.segments import (
    Segment,
    Segments,
    as_level,
    member_segments,
    per_working_day,
    series_segments,
)
from pacesetter.kpis.formulas.shown import shown, shown_percent
from pacesetter.kpis.formulas.standing import Weighted, improvement, ranks, score, score_of, weighing
from pacesetter.kpis.formulas.targets import (
    DaySpan,
    RoleSeries,
    Series,
    TargetCalendar,
    TargetRow,
    daily_rate,
    rate_in_effect,
    row_in_effect,
    target_over,
)

__all__ = [
    "NO_OUTLOOK",
    "DaySpan",
    "Direction",
    "Expectation",
    "Figure",
    "Measure",
    "MemberOutlooks",
    "Outlook",
    "Outlooks",
    "PaceState",
    "RoleSeries",
    "Segment",
    "Segments",
    "Series",
    "TargetCalendar",
    "TargetRow",
    "Thresholds",
    "TypeTotal",
    "Weighted",
    "actual_of",
    "as_level",
    "attainment",
    "daily_rate",
    "improvement",
    "member_segments",
    "needed_per_day",
    "outlook_over",
    "pace",
    "pace_state",
    "per_working_day",
    "projection",
    "ranks",
    "rate_in_effect",
    "ratio_of",
    "rolled_up",
    "row_in_effect",
    "score",
    "score_of",
    "series_segments",
    "shown",
    "shown_percent",
    "target_over",
    "total_of_many",
    "total_outlook",
    "weighing",
]
