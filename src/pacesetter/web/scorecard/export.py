"""A scorecard as a table for a file, with the history beside it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pacesetter.kpis.scorecard import Scorecard
from pacesetter.web.board.export import amount_value, share_value
from pacesetter.web.exports import ExportTable, Row
from pacesetter.wording.amounts import unit
from pacesetter.wording.pace_words import pace_word


def scorecard_export(scorecard: Scorecard, labels: Sequence[str], currency: str, label: str) -> ExportTable:
    """One row for each KPI; `labels` name the periods of the history, of which the last is the one shown."""
    headings = [_("KPI"), _("Unit"), _("Done"), _("Target"), _("Attainment"), _("Expected so far"), _("Pace")]
    headings += [_("Standing"), _("On track from"), _("Behind from"), _("Projection"), _("Needed per day"), *labels]
    return ExportTable(f"{scorecard.member.name} {label}", headings, _rows(scorecard, currency))


def _rows(scorecard: Scorecard, currency: str) -> Iterator[Row]:
    for row in scorecard.rows:
        figure = row.figure
        yield [
            row.kpi.name,
            unit(row.kpi, currency),
            amount_value(figure.actual, figure),
            amount_value(figure.target, figure),
            share_value(figure.attainment),
            amount_value(figure.expected, figure),
            share_value(figure.pace),
            str(pace_word(figure).word),
            share_value(figure.thresholds.on_track),
            share_value(figure.thresholds.behind),
            amount_value(figure.projection, figure),
            figure.needed_per_day,
            *(amount_value(past.actual, past) if past else None for past in row.history),
        ]
