"""The pace in words."""

from fractions import Fraction

import pytest

from pacesetter.kpis.formulas import Expectation, Figure, Outlook, Thresholds
from pacesetter.wording.pace_words import pace_word, thresholds_in_words


def figure(done: int, target: int | None, elapsed: int = 5, denominator: int | None = None) -> Figure:
    """Of ten working days `elapsed` are over."""
    if target is None:
        outlook = Outlook(capacity_elapsed=Fraction(elapsed), capacity_left=Fraction(10 - elapsed))
    else:
        outlook = Outlook(
            target=Expectation(Fraction(target), Fraction(10)),
            expected=Expectation(Fraction(target * elapsed, 10), Fraction(elapsed)),
            capacity_elapsed=Fraction(elapsed),
            capacity_left=Fraction(10 - elapsed),
        )
    return Figure(Fraction(done), outlook, None if denominator is None else Fraction(denominator))


@pytest.mark.parametrize(
    ("shown", "word"),
    [
        (figure(25, 50), "On track"),
        (figure(24, 50), "Behind"),
        (figure(20, 50), "Behind"),
        (figure(19, 50), "Off track"),
        (figure(0, 50, elapsed=0), "Not started"),
        (figure(7, None), "No target"),
        (figure(0, 5, denominator=0), "Nothing to divide by yet"),
    ],
)
def test_each_pace_has_its_word_and_each_lack_of_one_its_reason(shown: Figure, word: str) -> None:
    assert str(pace_word(shown).word) == word


def test_the_thresholds_are_printed_with_the_words() -> None:
    own = Thresholds(Fraction(19, 20), Fraction(7, 10))
    assert [(word.key, meaning) for word, meaning in thresholds_in_words(own)] == [
        ("on", "at least 95% of what is expected so far"),
        ("behind", "at least 70%"),
        ("off", "below 70%"),
    ]
