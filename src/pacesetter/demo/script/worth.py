"""What a deal is worth."""

from math import log
from random import Random

_MIDDLE, _SPREAD = 7000, 0.55


def worth_minor(rng: Random) -> int:
    """A believable amount, in pence: most near seven thousand, few far above, in steps of fifty."""
    return round(rng.lognormvariate(log(_MIDDLE), _SPREAD) / 50) * 50 * 100
