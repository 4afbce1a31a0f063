"""The bullet bar: what was done, against what is expected by now and against the target."""

from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.formulas import Figure

_HEADROOM = Fraction(108, 100)


@dataclass(frozen=True)
class BulletBar:
    """Shares of the bar's length in per cent, such as "62.5%"; None for a mark that there isn't."""

    actual: str
    expected: str | None
    target: str | None


def bullet_bar(figure: Figure) -> BulletBar | None:
    """The bar of a figure. None where there is neither a target nor anything done: nothing to draw."""
    actual, expected, target = figure.actual, figure.expected, figure.target
    longest = max(value for value in (actual, expected, target, Fraction(0)) if value is not None)
    if not longest:
        return None
    # A target that is met stands inside the bar with a little room after it, so that "beyond" can be seen.
    scale = longest * _HEADROOM if actual is not None and target is not None and actual > target else longest
    return BulletBar(
        actual=_share(max(actual or Fraction(0), Fraction(0)), scale),
        expected=None if expected is None or expected == target else _share(expected, scale),
        target=None if target is None else _share(target, scale),
    )


def _share(value: Fraction, scale: Fraction) -> str:
    return f"{float(value / scale) * 100:.2f}".rstrip("0").rstrip(".") + "%"
