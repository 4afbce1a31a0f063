"""Which encoding a text file is in, and its fingerprint, found in one pass over the bytes.

The whole file is looked at, because a file may well hold its first accented letter after the first hundred megabytes.
"""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pacesetter.imports.reading.limits import BLOCK_BYTES

# UTF-32 before UTF-16: the marks of the one begin with the marks of the other.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What one pass over the file tells: its encoding, fingerprint and size."""

    encoding: str
    sha256: str
    size: int


def examine(path: Path) -> Examined:
    """Read the file once and tell its encoding. Wrong bytes never fail here; they're reported row by row later."""
    digest = hashlib.sha256()
    size = good = bad = 0
    decided: str | None = None
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            if size == 0:
                decided = _by_mark(block) or _by_nulls(block)
            size += len(block)
            digest.update(block)
            if decided is None:
                text, damaged = decode_block(decoder, block)
                if not text.isascii():
                    good += len(text) - len(text.encode("ascii", "ignore"))
                    bad += text.count("\ufffd") if damaged else 0
    if decided is None:
        # In a damaged UTF-8 file nearly all letters beyond ASCII are still whole; in a Windows file nearly none are.
        decided = "utf-8" if bad == 0 or bad * 10 <= good - bad else "cp1252"
    return Examined(decided, digest.hexdigest(), size)


def decode_block(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> tuple[str, bool]:
    """The block as text, and whether it holds bytes that are wrong in this encoding (they become U+FFFD)."""
    try:
        return decoder.decode(block, final), False
    except UnicodeDecodeError:
        # A failed decode leaves the decoder's state as it was, so the same block can be given to it again.
        decoder.errors = "replace"
        try:
            return decoder.decode(block, final), True
        finally:
            decoder.errors = "strict"


def _by_mark(start: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    return None


def _by_nulls(start: bytes) -> str | None:
    """UTF-16 without a mark: in text of Latin letters every second byte is zero."""
    sample = start[:4096]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    if sample[1::2].count(0) > pairs * 0.6 and sample[0::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > pairs * 0.6 and sample[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return None
