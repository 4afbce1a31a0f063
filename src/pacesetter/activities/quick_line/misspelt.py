"""A word that is almost one for a kind of activity, as in "caled Initech". It is asked about, and never just taken."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pacesetter.activities.quick_line.tokens import Tokens
from pacesetter.activities.quick_line.vocabulary import TypeWord, Vocabulary, fold

# Below four letters each word is like many.
_SHORTEST, _ALIKE = 4, 0.8


class Misspelt(NamedTuple):
    """The word of the line, the one that may be meant, and the types that this one names."""

    word: str
    meant: str
    types: list[TypeWord]


def misspelt_type(tokens: Tokens, vocabulary: Vocabulary) -> Misspelt | None:
    """The word that is most like one for a kind of activity, taken; None where no word is like any."""
    known = [one for one in _words(vocabulary) if len(one[0]) >= _SHORTEST]
    best: tuple[float, int, str, Sequence[TypeWord]] | None = None
    for place, written in enumerate(tokens.folded):
        if not tokens.free(place) or len(written) < _SHORTEST:
            continue
        for word, types in known:
            # Seldom is the first letter wrong, or two are missing. That spares names such as "Callum".
            if word[0] != written[0] or abs(len(word) - len(written)) > 1:
                continue
            likeness = SequenceMatcher(None, written, word, autojunk=False).ratio()
            if likeness >= _ALIKE and (best is None or likeness > best[0]):
                best = likeness, place, word, types
    if best is None:
        return None
    _likeness, place, meant, types = best
    tokens.take(place)
    return Misspelt(tokens.words[place], meant, list(types))


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, Sequence[TypeWord]]]:
    for category, words in vocabulary.lexicon.categories.items():
        if kinds := [kind for kind in vocabulary.types if kind.category == category]:
            yield from ((fold(word), kinds) for word in words if " " not in word)
    for kind in vocabulary.types:
        for word in fold(kind.name).split():
            yield word, [one for one in vocabulary.types if word in fold(one.name).split()]
