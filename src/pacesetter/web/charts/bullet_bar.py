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
    target: str


def bullet_bar(figure: Figure) -> BulletBar | None:
    """The bar of a figure. None without a target: a bar shows a share, and there is nothing it would be a share of."""
    actual, expected, target = figure.actual, figure.expected, figure.target
    if target is None:
        return None
    longest = max(value for value in (actual, expected, target) if value is not None)
    if not longest:
        return None
    # A target that is met stands inside the bar with a little room after it, so that "beyond" can be seen.
    scale = longest * _HEADROOM if actual is not None and actual > target else longest
    return BulletBar(
        actual=_share(max(actual or Fraction(0), Fraction(0)), scale),
        expected=None if expected is None or expected == target else _share(expected, scale),
        target=_share(target, scale),
    )


def _share(value: Fraction, scale: Fraction) -> str:
    return f"{float(value / scale) * 100:.2f}".rstrip("0").rstrip(".") + "%"
