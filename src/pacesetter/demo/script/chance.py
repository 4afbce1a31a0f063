"""Chance that comes out the same every time."""

from collections.abc import Sequence
from math import exp
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, *about: object) -> Random:
    """A source of chance of its own for each thing it is about, so that a change in one leaves the others alone."""
    return Random("/".join(map(str, (seed, *about))))


def about(rng: Random, mean: float) -> int:
    """A number of events whose average is `mean` (Poisson, by Knuth's method, in steps that keep exp() exact)."""
    number = 0
    while mean > 20:
        number += about(rng, 20)
        mean -= 20
    limit, product = exp(-mean), rng.random()
    while product > limit:
        number += 1
        product *= rng.random()
    return number


def around(rng: Random, middle: float, spread: float, least: int) -> int:
    """A whole number near the middle, at least `least`."""
    return max(least, round(rng.gauss(middle, spread)))


def one_of(rng: Random, weighted: Sequence[tuple[T, float]]) -> T:
    """One of the things, by weight."""
    point = rng.random() * sum(weight for _, weight in weighted)
    for thing, weight in weighted:
        point -= weight
        if point < 0:
            return thing
    return weighted[-1][0]
