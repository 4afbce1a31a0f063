"""Preview: what a change of settings would do to figures, without doing it.

preview(organisation, lambda: verbs.map_type(kpi, activity_type, by=ada, weight=2), clock.now())
"""

from pacesetter.kpis.preview.changes import FigureChange, PeriodPreview, Preview, ScoreChange
from pacesetter.kpis.preview.preview import preview

__all__ = ["FigureChange", "PeriodPreview", "Preview", "ScoreChange", "preview"]
