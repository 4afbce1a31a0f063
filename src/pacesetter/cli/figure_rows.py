"""Figures as rows of a CSV file: one per member and KPI, with six decimals."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TextIO

from pacesetter.core.export_guard import guarded_row
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.closing import Standing
from pacesetter.kpis.formulas import Figure, shown

COLUMNS = (
    "member", "email", "kpi", "measure", "unit", "starts_on", "ends_on", "actual", "target", "attainment", "expected",
    "pace", "pace_state", "on_track_from", "behind_from", "projection", "needed_per_day", "period_state",
)  # fmt: skip
_PLACES = 6


@dataclass(frozen=True)
class Row:
    """One member's figure for one KPI."""

    book: Book
    period: Period
    member_name: str
    email: str
    kpi: KpiRule
    figure: Figure
    standing: Standing

    def cells(self) -> list[object]:
        """The cells under `COLUMNS`. Shares are written as such (0.5 is 50 %); `ends_on` is the day after the last."""
        figure = self.figure
        unit = self.book.currency if self.kpi.measure == "value" else "share" if self.kpi.is_ratio else self.kpi.measure
        return [
            self.member_name,
            self.email,
            self.kpi.name,
            self.kpi.measure,
            unit,
            self.period.starts_on.isoformat(),
            self.period.ends_on.isoformat(),
            *map(_number, (figure.actual, figure.target, figure.attainment, figure.expected, figure.pace)),
            figure.pace_state or "",
            _number(figure.thresholds.on_track),
            _number(figure.thresholds.behind),
            _number(figure.projection),
            _number(figure.needed_per_day),
            self.standing.state.value,
        ]


def write_csv(out: TextIO, rows: Iterable[Row]) -> None:
    """Write the rows below a header, names that a spreadsheet would take for formulas made harmless."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(guarded_row(row.cells()) for row in rows)


def _number(value: Fraction | None) -> str:
    return "" if value is None else f"{shown(value, _PLACES):f}".rstrip("0").rstrip(".")
