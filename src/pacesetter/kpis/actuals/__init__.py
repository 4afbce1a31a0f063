"""From tallies to actuals. Nowhere else does SQL turn tallies into figures."""

from pacesetter.kpis.actuals.actual import Actual, Ask, Question

__all__ = ["Actual", "Ask", "Question"]
