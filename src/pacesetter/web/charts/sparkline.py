"""The sparkline: one column per period, with the target as a tick across it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.formulas import Figure

WIDTH, HEIGHT = 144, 36
_GAP = 3
_HAIRLINE = 1.0


@dataclass(frozen=True)
class Column:
    """One period: how far right it begins, how wide and high it is, and the height of the target's tick (None without a
    target). In units of the picture; shapes need no more exactness than screens have."""

    x: float
    width: float
    height: float
    target_height: float | None
    is_reached: bool


@dataclass(frozen=True)
class Sparkline:
    """Paths to draw, one for each look: twelve rectangles a row would be most of the page. `last` is the period that is
    shown, which may not be over; an empty path draws nothing."""

    missed: str
    reached: str
    last: str
    is_last_reached: bool
    targets: str
    width: int = WIDTH
    height: int = HEIGHT


def columns_of(history: Sequence[Figure | None]) -> list[Column | None]:
    """The columns of the periods, oldest first. A period in which nothing was expected leaves its place empty."""
    step = (WIDTH + _GAP) / max(len(history), 1)
    amounts = [amount for figure in history if figure for amount in (figure.actual, figure.target)]
    highest = max((amount for amount in amounts if amount is not None), default=Fraction(0))
    scale = (HEIGHT - 2) / float(highest) if highest > 0 else 0.0
    return [
        _column(figure, step * index, step - _GAP, scale) if figure else None for index, figure in enumerate(history)
    ]


def sparkline(history: Sequence[Figure | None]) -> Sparkline:
    """The columns as paths."""
    columns = columns_of(history)
    last = columns[-1] if columns else None
    earlier = [column for column in columns[:-1] if column]
    return Sparkline(
        missed=_path(column for column in earlier if not column.is_reached),
        reached=_path(column for column in earlier if column.is_reached),
        last=_path([last] if last else []),
        is_last_reached=last is not None and last.is_reached,
        targets="".join(
            f"M{_length(column.x)} {_length(HEIGHT - column.target_height)}h{_length(column.width)}"
            for column in columns
            if column and column.target_height is not None
        ),
    )


def _column(figure: Figure, x: float, width: float, scale: float) -> Column:
    attainment, target = figure.attainment, figure.target
    return Column(
        x=x,
        width=width,
        # A period without anything done keeps a hairline, which tells it from one that did not count.
        height=max(float(figure.actual or 0) * scale, _HAIRLINE),
        target_height=float(target) * scale if target and scale else None,
        is_reached=attainment is not None and attainment >= 1,
    )


def _path(columns: Iterable[Column]) -> str:
    return "".join(
        f"M{_length(column.x)} {HEIGHT}v-{_length(column.height)}h{_length(column.width)}V{HEIGHT}z"
        for column in columns
    )


def _length(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
