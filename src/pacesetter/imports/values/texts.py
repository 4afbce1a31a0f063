"""Plain text, keys, and the folded form in which names are compared."""

import re
import unicodedata
from collections.abc import Callable

from pacesetter.core.export_guard import unguarded
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue

_SPACES = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
# Control characters other than tab and line ends; no database or screen wants them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def line_reader(longest: int) -> Callable[[str], str]:
    """A converter for one line of text: white space is evened out, too long is refused."""

    def read(text: str) -> str:
        text = _tidy(text)
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text)
        return text

    return read


def title_reader(longest: int) -> Callable[[str], str]:
    """Like `line_reader`, but a text that is too long is cut off, since nothing is recognised by it."""

    def read(text: str) -> str:
        text = _tidy(text)
        if len(text) > longest:
            raise BadValue(ProblemKind.SHORTENED, text, instead=text[: longest - 1] + "…")
        return text

    return read


def paragraph_reader(longest: int) -> Callable[[str], str]:
    """A converter for text of several lines, kept as it is but for its ends and control characters."""

    def read(text: str) -> str:
        text = text.strip()
        if text[:1] == "'":
            text = unguarded(text)
        if not text.isprintable():
            text = _CONTROL.sub("", text)
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text[:200])
        return text

    return read


def key_reader(longest: int) -> Callable[[str], str]:
    """A converter for identifiers. One with unreadable characters is refused: it would match the wrong record."""

    def read(text: str) -> str:
        text = text.strip()
        if text[:1] == "'":
            text = unguarded(text)
        if not text.isprintable():
            text = _tidy(text)
        if "\ufffd" in text:
            raise BadValue(ProblemKind.DAMAGED_KEY, text)
        if len(text) > longest:
            raise BadValue(ProblemKind.TOO_LONG, text)
        # A spreadsheet turns the id 1234 into 1234.0.
        return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text

    return read


def _tidy(text: str) -> str:
    text = text.strip()
    if text[:1] == "'":
        text = unguarded(text)
    # Nearly every text is tidy already, which these two find out much faster than an expression would.
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", _CONTROL.sub("", text)).strip()
    return text


def folded(text: str) -> str:
    """The form in which names of columns, types, outcomes and people are compared: lower case, no accents, no signs."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", plain).strip() if plain.isascii() else " ".join(re.findall(r"\w+", plain))
