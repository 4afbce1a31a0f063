"""Closed periods: their figures are kept, and a later change is refused or becomes visible."""

from pacesetter.kpis.closing.refusals import PeriodLocked
from pacesetter.kpis.closing.restate import restate_activity

__all__ = ["PeriodLocked", "restate_activity"]
