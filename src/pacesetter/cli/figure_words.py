"""Figures as they stand in a terminal."""

from collections.abc import Sequence
from fractions import Fraction

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Figure, PaceState, shown_percent
from pacesetter.wording.numbers import MONEY_PLACES, NUMBER_PLACES, rounded

NONE = "–"
_BLOCKS = "▁▂▃▄▅▆▇█"
# Beside the word there is a sign, so that a column can be read at a glance and without colours.
SIGNS = {PaceState.ON_TRACK: "✓", PaceState.BEHIND: "!", PaceState.OFF_TRACK: "✗"}


def amount(value: Fraction | None, kpi: KpiRule, book: Book) -> str:
    """A quantity in the KPI's unit: per cent of a ratio, money, otherwise a number. What is broken has decimals at any
    size, so that sums can be counted by hand."""
    if value is None:
        return NONE
    if kpi.is_ratio:
        return percent(value)
    if kpi.measure == "value":
        return f"{rounded(value, MONEY_PLACES):,} {book.currency}"
    return f"{rounded(value, NUMBER_PLACES):,}"


def percent(share: Fraction | None) -> str:
    return NONE if share is None else f"{shown_percent(share):,} %"


def pace(figure: Figure) -> str:
    """The pace as a sign, a word and a share."""
    state = figure.pace_state
    return NONE if state is None else f"{SIGNS[state]} {state.words} {percent(figure.pace)}"


def thresholds(book: Book) -> str:
    """What the words for a pace mean; printed wherever they are."""
    on_track, behind = percent(book.thresholds.on_track), percent(book.thresholds.behind)
    return (
        f"{SIGNS[PaceState.ON_TRACK]} on track: at least {on_track} of what was expected by now; "
        f"{SIGNS[PaceState.BEHIND]} behind: at least {behind}; {SIGNS[PaceState.OFF_TRACK]} off track: less."
    )


def sparkline(values: Sequence[Fraction | None]) -> str:
    """The run of values as blocks from 0 to the highest; a dot where there is none."""
    top = max((value for value in values if value is not None), default=Fraction(0))
    return "".join("·" if value is None else _block(value, top) for value in values)


def _block(value: Fraction, top: Fraction) -> str:
    if top <= 0 or value <= 0:
        return _BLOCKS[0]
    return _BLOCKS[min(len(_BLOCKS) - 1, int(value / top * len(_BLOCKS)))]
