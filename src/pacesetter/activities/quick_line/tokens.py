"""A line as words, each of which is taken by one meaning at most."""

import re
from collections.abc import Iterable, Sequence

from pacesetter.activities.quick_line.vocabulary import fold

# A comma parts words unless it stands in a number.
_WORD = re.compile(r"(?:[^\s,;]|(?<=\d),(?=\d))+|[,;]")


class Tokens:
    """The words of a line. A reader takes the words that it understands; what nobody took is left over."""

    def __init__(self, line: str) -> None:
        self.words = _WORD.findall(line)
        self.folded = [fold(word).rstrip(".!?") or fold(word) for word in self.words]
        self.taken = [False] * len(self.words)

    def free(self, place: int, length: int = 1) -> bool:
        """Whether there are so many words from here on and nobody has taken one."""
        return place >= 0 and place + length <= len(self.words) and not any(self.taken[place : place + length])

    def take(self, place: int, length: int = 1) -> None:
        """These words are understood."""
        self.taken[place : place + length] = [True] * length

    def find(self, phrase: str) -> tuple[int, int] | None:
        """Where the words of the phrase stand, in order and free: place and length."""
        wanted = fold(phrase).split()
        for place in range(len(self.words) - len(wanted) + 1):
            if wanted and self.free(place, len(wanted)) and self.folded[place : place + len(wanted)] == wanted:
                return place, len(wanted)
        return None

    def take_any(self, phrases: Iterable[str]) -> bool:
        """Take the longest of the phrases that stands in the line. False where none does."""
        for phrase in sorted(phrases, key=len, reverse=True):
            if found := self.find(phrase):
                self.take(*found)
                return True
        return False

    def before(self, place: int, words: Sequence[str]) -> bool:
        """Whether the word before this place is free and one of these."""
        return self.free(place - 1) and self.folded[place - 1] in words
