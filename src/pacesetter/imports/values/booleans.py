"""Yes and no."""

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue

_YES_WORDS = "true t yes y 1 1.0 x on checked ✓ ✔ wahr ja j oui vrai si sí sim verdadero verdadeiro"
_NO_WORDS = "false f no n 0 0.0 - off unchecked falsch nein non faux falso nao não nee"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())


def is_yes(text: str) -> bool:
    """Whether the cell says yes; anything else doesn't."""
    return text.strip().casefold() in _YES


def read_boolean(text: str) -> bool | None:
    """True or False; None for an empty cell. Raises `BadValue` for anything else."""
    word = text.strip().casefold()
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(ProblemKind.NOT_YES_OR_NO, text)
