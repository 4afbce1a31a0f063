"""What of a part differs from how it was before: the rows that the template marks with `data-live-piece`.

They are taken out of what the template drew, so a row is drawn in one way, for whomever.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

# Rows do not stand within rows, and whatever people have typed is escaped.
_PIECE = re.compile(r'<tr\b[^<>]*\bdata-live-piece="([^"<>]*)"[^<>]*>.*?</tr>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marks:
    """By what another version of a part is compared with this one, without keeping it: hashes of what stands around
    the pieces and of each piece, in their order."""

    frame: int
    pieces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Version:
    """A part as it was drawn once. `number` grows with each one of the same part."""

    number: int
    text: str
    pieces: Mapping[str, str]
    marks: Marks


def version_of(number: int, text: str) -> Version:
    """The part, with its pieces found."""
    pieces = {found[1]: found[0] for found in _PIECE.finditer(text)}
    marks = Marks(hash(_PIECE.sub("", text)), {key: hash(piece) for key, piece in pieces.items()})
    return Version(number, text, pieces, marks)


def told(now: Version, before: Marks | None) -> str:
    """What makes the part as it was before into what it is now, as JSON: `pieces` by their keys, with the `order` of
    all where that is another one; or the `whole` part, where something else differs or nothing was before."""
    if before is None or before.frame != now.marks.frame or before.pieces.keys() != now.pieces.keys():
        return _json({"whole": now.text})
    marks = now.marks.pieces
    found: dict[str, object] = {
        "pieces": {key: piece for key, piece in now.pieces.items() if marks[key] != before.pieces[key]}
    }
    if list(before.pieces) != list(marks):
        found["order"] = list(marks)
    return _json(found)


def _json(found: Mapping[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
