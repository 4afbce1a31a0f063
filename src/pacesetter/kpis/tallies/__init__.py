"""Tallies: totals by day and by month, and the only code that writes them."""

from pacesetter.kpis.tallies.batch import add_activities
from pacesetter.kpis.tallies.check import Mismatch, mismatches
from pacesetter.kpis.tallies.post import TallyLedger, add
from pacesetter.kpis.tallies.rebuild import rebuild

__all__ = ["Mismatch", "TallyLedger", "add", "add_activities", "mismatches", "rebuild"]
