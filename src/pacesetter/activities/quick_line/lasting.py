"""How long it took: "10m", "1h30", "1.5 hours", "for 20 minutes"."""

import re
from collections.abc import Sequence

from pacesetter.activities.quick_line.tokens import Tokens
from pacesetter.activities.quick_line.vocabulary import Lexicon

_NUMBER = r"(\d{1,4})(?:[.,](\d))?"
_MOST = 24 * 60


def read_minutes(tokens: Tokens, lexicon: Lexicon) -> int | None:
    """The minutes that the line says; its words are taken. None where it says none, or more than a day."""
    minute, hour = (_one_of(words) for words in (lexicon.minute, lexicon.hour))
    joined = re.compile(rf"{_NUMBER}(?:({minute})|({hour})(\d{{1,2}})?(?:{minute})?)")
    number = re.compile(_NUMBER)
    for place, word in enumerate(tokens.folded):
        if not tokens.free(place):
            continue
        length, minutes = 1, None
        if found := joined.fullmatch(word):
            minutes = _minutes(found[1], found[2], is_hours=bool(found[4]), rest=found[5])
        elif (found := number.fullmatch(word)) and tokens.free(place + 1):
            unit = tokens.folded[place + 1]
            if unit in lexicon.minute or unit in lexicon.hour:
                length, minutes = 2, _minutes(found[1], found[2], is_hours=unit in lexicon.hour, rest=None)
        if minutes is not None and minutes <= _MOST and not _is_a_date(tokens, place, length, lexicon):
            start = place - 1 if tokens.before(place, lexicon.for_) else place
            tokens.take(start, place + length - start)
            return minutes
    return None


def _minutes(whole: str, tenth: str | None, *, is_hours: bool, rest: str | None) -> int:
    tenths = int(whole) * 10 + int(tenth or 0)
    return tenths * 6 + int(rest or 0) if is_hours else tenths // 10


def _is_a_date(tokens: Tokens, place: int, length: int, lexicon: Lexicon) -> bool:
    """ "in 2 hours" and "2 hours ago" say when and not how long; `read_moment` has taken those that it could read."""
    after = place + length
    return tokens.before(place, lexicon.in_) or (tokens.free(after) and tokens.folded[after] in lexicon.ago)


def _one_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
