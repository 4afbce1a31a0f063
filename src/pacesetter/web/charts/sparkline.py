"""The sparkline: one column per period, with the target as a tick across it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.formulas import Figure

WIDTH, HEIGHT = 144, 36
_GAP = 3


@dataclass(frozen=True)
class Column:
    """One period: a rectangle standing on the ground, and the height of the target's tick (None without a target)."""

    index: int
    x: str
    right: str
    y: str
    width: str
    height: str
    target_y: str | None
    is_last: bool
    is_reached: bool


@dataclass(frozen=True)
class Sparkline:
    columns: tuple[Column, ...]
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(history: Sequence[Figure | None]) -> Sparkline:
    """The columns of the periods, oldest first. A period in which nothing was expected leaves its place empty."""
    step = Fraction(WIDTH + _GAP, max(len(history), 1))
    highest = max(
        (value for figure in history if figure for value in (figure.actual, figure.target) if value is not None),
        default=Fraction(0),
    )
    columns = []
    for index, figure in enumerate(history):
        if figure is None:
            continue
        actual = max(figure.actual or Fraction(0), Fraction(0))
        # A period without anything done keeps a hairline, which tells it from one that did not count.
        height = max(actual / highest * (HEIGHT - 2) if highest else Fraction(0), Fraction(1))
        columns.append(
            Column(
                index=index,
                x=_length(step * index),
                right=_length(step * (index + 1) - _GAP),
                y=_length(HEIGHT - height),
                width=_length(step - _GAP),
                height=_length(height),
                target_y=_length(HEIGHT - figure.target / highest * (HEIGHT - 2))
                if figure.target and highest
                else None,
                is_last=index == len(history) - 1,
                is_reached=figure.attainment is not None and figure.attainment >= 1,
            )
        )
    return Sparkline(tuple(columns))


def _length(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
