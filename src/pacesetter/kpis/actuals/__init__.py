"""From tallies to actuals. Nowhere else does SQL turn tallies into figures."""

from pacesetter.kpis.actuals.actual import Actual, Ask, Question
from pacesetter.kpis.actuals.together import Together

__all__ = ["Actual", "Ask", "Question", "Together"]
