"""Closed periods: their figures are kept, and a later change is refused or becomes visible."""

from pacesetter.kpis.closing.close import close
from pacesetter.kpis.closing.days import closed_days_among, locked_period_among
from pacesetter.kpis.closing.lock import lock, unlock
from pacesetter.kpis.closing.refusals import PeriodLocked
from pacesetter.kpis.closing.reopen import reopen
from pacesetter.kpis.closing.restate import restate_activities, restate_activity, restate_settings
from pacesetter.kpis.closing.standing import Standing, State, standing_of

__all__ = [
    "PeriodLocked",
    "Standing",
    "State",
    "close",
    "closed_days_among",
    "lock",
    "locked_period_among",
    "reopen",
    "restate_activities",
    "restate_activity",
    "restate_settings",
    "standing_of",
    "unlock",
]
