"""A chart of a few lines over periods, as shapes. Across in per cent of the width and down in pixels, so that type and
strokes keep their size on a phone and on a wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10

HEIGHT = 300
_TOP, _BOTTOM = 24, 32  # pixels kept for the uppermost label and for those of the periods
_LEFT, _RIGHT = 7.0, 96.5  # per cent; the last label stands under its point
_TICKS = 4
# So many labels of periods fit side by side on a desk, and on a phone, where the last one stands left of its point.
_MOST_LABELS, _MOST_ON_A_PHONE = 12, 3


@dataclass(frozen=True)
class Stroke:
    """A straight piece of a line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Series:
    """One line: its strokes and points. `looks` tells it from the others by dashes and shape as well as by colour."""

    looks: int
    strokes: tuple[Stroke, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Tick:
    """A gridline with its label."""

    y: str
    label_y: str
    label: str


@dataclass(frozen=True)
class PeriodTick:
    """A period's label; `is_minor` ones are left out on a phone."""

    x: str
    label: str
    is_minor: bool


@dataclass(frozen=True)
class LineChart:
    series: tuple[Series, ...]
    averages: tuple[Series, ...]
    target: tuple[Stroke, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[PeriodTick, ...]
    height: int = HEIGHT
    label_y: int = HEIGHT - 8


Values = Sequence[Fraction | None]


class Scale:
    """Where amounts and periods lie."""

    def __init__(self, values: Sequence[Fraction], periods: int) -> None:
        self.step = nice_step(float(max(values, default=Fraction(0)) or 1) / _TICKS)
        highest = float(max(values, default=Fraction(0)))
        lowest = min(0.0, float(min(values, default=Fraction(0))))
        self.low = floor(lowest / self.step) * self.step
        self.high = max(self.step, -floor(-highest / self.step) * self.step)
        self._across = (_RIGHT - _LEFT) / max(periods - 1, 1)
        self._only = periods == 1

    def x(self, place: int) -> str:
        return f"{(_LEFT + _RIGHT) / 2 if self._only else _LEFT + place * self._across:.2f}%"

    def y(self, value: float | Fraction) -> str:
        part = (float(value) - self.low) / (self.high - self.low)
        return f"{HEIGHT - _BOTTOM - part * (HEIGHT - _TOP - _BOTTOM):.1f}"

    def ticks(self) -> list[float]:
        return [self.low + step * self.step for step in range(round((self.high - self.low) / self.step) + 1)]


def nice_step(rough: float) -> float:
    """The next of 1, 2, 2.5 and 5 times a power of ten."""
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough * 0.999)


def strokes(values: Values, scale: Scale) -> tuple[Stroke, ...]:
    """The pieces between neighbours that both have a value."""
    pairs = zip(enumerate(values), list(enumerate(values))[1:], strict=False)
    return tuple(
        Stroke(scale.x(left), scale.y(before), scale.x(right), scale.y(after))
        for (left, before), (right, after) in pairs
        if before is not None and after is not None
    )


def points(values: Values, words: Sequence[str], scale: Scale) -> tuple[Point, ...]:
    return tuple(
        Point(scale.x(place), scale.y(value), words[place]) for place, value in enumerate(values) if value is not None
    )


def period_ticks(labels: Sequence[str], scale: Scale) -> tuple[PeriodTick, ...]:
    """Labels at even distances, the last period's always among them."""
    every = -(-len(labels) // _MOST_LABELS)
    last = len(labels) - 1
    shown = [place for place in range(len(labels)) if (last - place) % every == 0]
    major = -(-len(shown) // _MOST_ON_A_PHONE)
    return tuple(
        PeriodTick(scale.x(place), labels[place], is_minor=(len(shown) - 1 - number) % major != 0)
        for number, place in enumerate(shown)
    )
