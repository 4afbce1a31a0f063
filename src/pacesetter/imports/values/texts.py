"""Plain text, keys, and the folded form in which names are compared."""

import re
import unicodedata
from collections.abc import Callable

from pacesetter.imports.export_guard import unguarded
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue, Doubtful

_SPACES = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
# Control characters other than tab and line ends; no database or screen wants them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def line_reader(longest: int) -> Callable[[str], str]:
    """A converter for one line of text: white space is evened out, too long is refused."""

    def read(text: str) -> str:
        text = _SPACES.sub(" ", _CONTROL.sub("", unguarded(text.strip()))).strip()
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text)
        return text

    return read


def title_reader(longest: int) -> Callable[[str], str | Doubtful]:
    """Like `line_reader`, but a text that is too long is cut off, since nothing is recognised by it."""
    read_line = line_reader(100_000)

    def read(text: str) -> str | Doubtful:
        line = read_line(text)
        return line if len(line) <= longest else Doubtful(ProblemKind.SHORTENED, text, line[: longest - 1] + "…")

    return read


def paragraph_reader(longest: int) -> Callable[[str], str]:
    """A converter for text of several lines, kept as it is but for its ends and control characters."""

    def read(text: str) -> str:
        text = unguarded(text.strip())
        if not text.isprintable():
            text = _CONTROL.sub("", text)
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text[:200])
        return text

    return read


def key_reader(longest: int) -> Callable[[str], str]:
    """A converter for identifiers. One with unreadable characters is refused: it would match the wrong record."""

    def read(text: str) -> str:
        text = unguarded(text.strip())
        if "\ufffd" in text:
            raise BadValue(ProblemKind.DAMAGED_KEY, text)
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text)
        # A spreadsheet turns the id 1234 into 1234.0.
        return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text

    return read


def folded(text: str) -> str:
    """The form in which names of columns, types, outcomes and people are compared: lower case, no accents, no signs."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", plain).strip() if plain.isascii() else " ".join(re.findall(r"\w+", plain))
