"""The pace in a word, with a shape that says the same without colour, and with the thresholds it stands for."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.kpis.formulas import Figure, PaceState, Thresholds
from pacesetter.wording.numbers import percent


@dataclass(frozen=True)
class PaceWord:
    """`key` chooses colour and shape in the style sheets."""

    key: str
    word: Promise


ON_TRACK = PaceWord("on", gettext_lazy("On track"))
BEHIND = PaceWord("behind", gettext_lazy("Behind"))
OFF_TRACK = PaceWord("off", gettext_lazy("Off track"))
NOT_STARTED = PaceWord("none", gettext_lazy("Not started"))
NO_TARGET = PaceWord("none", gettext_lazy("No target"))
NOTHING_DONE = PaceWord("none", gettext_lazy("Nothing to divide by yet"))

_BY_STATE = {PaceState.ON_TRACK: ON_TRACK, PaceState.BEHIND: BEHIND, PaceState.OFF_TRACK: OFF_TRACK}


def pace_word(figure: Figure) -> PaceWord:
    """The word for the figure's pace, or the reason why there is none."""
    return word_for(figure, figure.pace_state)


def word_for(figure: Figure, state: PaceState | None) -> PaceWord:
    """The same where the state is known already."""
    if state is not None:
        return _BY_STATE[state]
    if figure.target is None:
        return NO_TARGET
    return NOTHING_DONE if figure.actual is None else NOT_STARTED


def thresholds_in_words(thresholds: Thresholds) -> list[tuple[PaceWord, str]]:
    """Each word with the pace from which it holds, for printing wherever the words are."""
    on_track, behind = percent(Fraction(thresholds.on_track)), percent(Fraction(thresholds.behind))
    return [
        (ON_TRACK, _("at least %(share)s of what is expected so far") % {"share": on_track}),
        (BEHIND, _("at least %(share)s") % {"share": behind}),
        (OFF_TRACK, _("below %(share)s") % {"share": behind}),
    ]
