"""A trend in words and shapes: the chart, what stands beside it, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.trend import moving_average
from pacesetter.web.board.export import amount_value, share_value
from pacesetter.web.charts.line_chart import LineChart, Scale, Series, Tick, period_ticks, points, strokes
from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.trends.asked import Choosable
from pacesetter.web.trends.behind import Behind, Finder
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NumberForms, number_forms
from pacesetter.wording.periods import short_period_label

Line = tuple[Figure | None, ...]


@dataclass(frozen=True)
class LineInWords:
    """A line beside the chart: its name, its looks (1 to 4), the latest actual and what it is a share of."""

    name: str
    looks: int
    latest: str
    target: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in the table: what was done, of what, and what it is made of (or why it is not shown)."""

    actual: str
    target: str
    behind: Behind


@dataclass(frozen=True)
class Drawn:
    """Everything that the page shows of a trend. `rows` are the table's: a period with one cell for each line."""

    chart: LineChart
    lines: list[LineInWords]
    rows: list[tuple[str, list[Cell]]]
    description: str


def only_seen(asked: Sequence[Choosable], lines: Sequence[Line], run: Sequence[Period], find: Finder) -> list[Line]:
    """The lines without the figures that the viewer may not look behind."""
    return [
        tuple(None if find(one, period).is_hidden else figure for figure, period in zip(line, run, strict=True))
        for one, line in zip(asked, lines, strict=True)
    ]


def drawn(
    kpi: KpiRule, asked: Sequence[Choosable], lines: Sequence[Line], run: Sequence[Period], average: int, find: Finder
) -> Drawn:
    """The trend of these lines, one for each of those asked for. The target drawn is that of the first one. `find`
    tells what a figure is made of."""
    forms, names = number_forms(), [one.name for one in asked]
    labels = [short_period_label(period) for period in run]
    actuals = [[figure.actual if figure else None for figure in line] for line in lines]
    averages = [moving_average(line, average) for line in lines] if average else []
    targets = [figure.target if figure else None for figure in lines[0]]
    everything = [value for values in (*actuals, *averages, targets) for value in values if value is not None]
    scale = Scale(everything, len(run))
    said = [
        [f"{name}, {label}: {amount(value, kpi, forms)}" for label, value in zip(labels, values, strict=True)]
        for name, values in zip(names, actuals, strict=True)
    ]
    chart = LineChart(
        series=tuple(
            Series(place, strokes(values, scale), points(values, said[place - 1], scale))
            for place, values in enumerate(actuals, start=1)
        ),
        averages=tuple(Series(place, strokes(values, scale), ()) for place, values in enumerate(averages, start=1)),
        target=strokes(targets, scale),
        ticks=_ticks(scale, kpi, forms),
        periods=period_ticks(labels, scale),
    )

    def cell(one: Choosable, figure: Figure | None, period: Period) -> Cell:
        behind = find(one, period)
        return Cell(*_in_words(figure, kpi, forms), Behind() if figure is None and behind.address else behind)

    words = [
        LineInWords(name, place, *_latest(line, kpi, forms))
        for place, (name, line) in enumerate(zip(names, lines, strict=True), start=1)
    ]
    rows = [
        (label, [cell(one, line[place], run[place]) for one, line in zip(asked, lines, strict=True)])
        for place, label in reversed(list(enumerate(labels)))
    ]
    said_of_each = (
        _("%(name)s: from %(first)s to %(last)s")
        % {"name": name, "first": amount(values[0], kpi, forms), "last": amount(values[-1], kpi, forms)}
        for name, values in zip(names, actuals, strict=True)
    )
    description = f"{labels[0]} – {labels[-1]}. {'; '.join(said_of_each)}."
    return Drawn(chart, words, rows, description)


def _ticks(scale: Scale, kpi: KpiRule, forms: NumberForms) -> tuple[Tick, ...]:
    ticks = []
    for value in scale.ticks():
        y = scale.y(value)
        label = amount(Fraction(str(round(value, 6))), kpi, forms)
        ticks.append(Tick(y, f"{float(y) - 4:.1f}", label))
    return tuple(ticks)


def _latest(line: Line, kpi: KpiRule, forms: NumberForms) -> tuple[str, str]:
    return _in_words(line[-1], kpi, forms)


def _in_words(figure: Figure | None, kpi: KpiRule, forms: NumberForms) -> tuple[str, str]:
    if figure is None:
        return "–", ""
    return amount(figure.actual, kpi, forms), "" if figure.target is None else amount(figure.target, kpi, forms)


def trend_export(
    kpi: KpiRule, names: Sequence[str], lines: Sequence[Line], run: Sequence[Period], average: int
) -> ExportTable:
    """One row for each period; for each line actual, target, attainment and, where asked for, the moving average."""
    headings = [_("First day"), _("Last day")]
    for name in names:
        headings += [name, f"{name}: {_('target')}", f"{name}: {_('attainment')}"]
        headings += [f"{name}: {_('moving average')}"] if average else []
    averages = [moving_average(line, average) for line in lines] if average else []

    def row(place: int, period: Period) -> Row:
        cells: list[object] = [period.starts_on, period.days()[-1]]
        for number, line in enumerate(lines):
            figure = line[place]
            if figure is None:
                cells += [None, None, None]
            else:
                cells += [amount_value(figure.actual, figure), amount_value(figure.target, figure)]
                cells.append(share_value(figure.attainment))
            if average:
                value = averages[number][place]
                cells.append(share_value(value) if kpi.is_ratio else value)
        return cells  # type: ignore[return-value]

    return ExportTable(f"{_('Trends')} {kpi.name}", headings, (row(place, one) for place, one in enumerate(run)))
