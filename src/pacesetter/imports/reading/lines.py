"""A text file as lists of whole lines, with a note of what was wrong with the bytes they came from."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from pacesetter.imports.reading.encoding import decode_block
from pacesetter.imports.reading.limits import BLOCK_BYTES, MAX_LINE_CHARACTERS
from pacesetter.imports.reading.unreadable import Unreadable


@dataclass(slots=True)
class Lines:
    """Some lines of the file, each with its line end. The flags say whether it is worth looking for trouble."""

    lines: list[str]
    bad_bytes: bool
    nulls: bool


def lines_of(path: Path, encoding: str) -> Iterator[Lines]:
    """All lines of the file in order. Line ends may be LF, CRLF or CR. Raises `Unreadable` for an endless line."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest = ""
    bad_bytes = False
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK_BYTES)
            text, damaged = decode_block(decoder, block, final=not block)
            text = rest + text
            bad_bytes = bad_bytes or damaged
            cut = len(text) if not block else _last_line_end(text)
            if cut:
                whole = text[:cut]
                yield Lines(list(StringIO(whole, newline="")), bad_bytes, "\0" in whole)
                bad_bytes = damaged and cut < len(text)
            rest = text[cut:]
            if not block:
                return
            if len(rest) > MAX_LINE_CHARACTERS:
                raise Unreadable(
                    _("A line of the file is longer than %(number)s characters.") % {"number": MAX_LINE_CHARACTERS},
                    _("It is probably no table. Export it again as CSV."),
                )


def _last_line_end(text: str) -> int:
    """Where the last whole line ends. A CR at the very end is left, since its LF may come with the next block."""
    lf = text.rfind("\n")
    cr = text.rfind("\r", lf + 1, len(text) - 1)
    return max(lf, cr) + 1
