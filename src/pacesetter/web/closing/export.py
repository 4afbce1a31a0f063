"""Periods that are over, and the figures that one of them keeps, as tables."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.kpis.closing.snapshot import fraction
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod
from pacesetter.web.closing.listed import ListedPeriod
from pacesetter.web.closing.restated import closed_label
from pacesetter.web.exports import ExportTable, Row

_STATES = {
    "open": gettext_lazy("Open"),
    "closed": gettext_lazy("Closed"),
    "locked": gettext_lazy("Locked"),
    "reopened": gettext_lazy("Reopened"),
}


def periods_export(rows: Iterable[ListedPeriod]) -> ExportTable:
    """Each period with how it stands."""
    headings = [
        _("Period"), _("First day"), _("Day after"), _("State"), _("Closed"), _("Closed by"), _("Reopened"),
        _("Restatements"),
    ]  # fmt: skip
    return ExportTable(_("Close periods"), headings, _periods(rows))


def closed_figures_export(closed: ClosedPeriod) -> ExportTable:
    """Every figure as it was when the period was closed, beside what it is by now."""
    headings = [
        _("Member"), _("KPI"), _("When closed"), _("Target when closed"), _("Now"), _("Target now"), _("Differs")
    ]  # fmt: skip
    return ExportTable(closed_label(closed), headings, _figures(closed))


def _periods(rows: Iterable[ListedPeriod]) -> Iterator[Row]:
    for one in rows:
        closing = one.closing
        yield (
            one.label,
            one.period.starts_on,
            one.period.ends_on,
            str(_STATES[one.state]),
            closing.closed_at if closing else None,
            (closing.closed_by.name if closing.closed_by else "Pacesetter") if closing else None,
            closing.reopened_at if closing else None,
            one.restatements,
        )


def _figures(closed: ClosedPeriod) -> Iterator[Row]:
    rows = ClosedFigure.objects.filter(closed_period=closed).select_related("member", "kpi")
    for one in rows.order_by("member__name", "member", "kpi__position", "kpi").iterator(chunk_size=500):
        kept, now = (one.actual, one.target), (one.actual_now, one.target_now)
        yield (one.member.name, one.kpi.name, *map(fraction, kept), *map(fraction, now), kept != now)
