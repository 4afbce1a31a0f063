"""Which source a file comes from, told by its headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.profile import Layout, Profile
from pacesetter.imports.profiles.table import profiles
from pacesetter.imports.values.texts import folded


@dataclass(frozen=True, slots=True)
class Detected:
    """A source and one of its layouts; `confidence` lies between 0 and 1."""

    profile: Profile
    layout: Layout
    confidence: float


def detect(header: Sequence[str], kind: Kind | None = None) -> Detected | None:
    """The source that fits best, among layouts of the kind where one is given. None where no sign is there."""
    names = [folded(name) for name in header]
    there = set(names)
    best: Detected | None = None
    for profile in profiles():
        for layout in profile.layouts:
            if kind is not None and layout.kind is not kind:
                continue
            if not any(sign <= there for sign in layout.signs):
                continue
            known = sum(1 for name in names if name in layout.columns or name in layout.ignored)
            confidence = 0.5 + 0.5 * known / len(names)
            if best is None or confidence > best.confidence:
                best = Detected(profile, layout, round(confidence, 3))
    return best


def detected_again(header: Sequence[str], kind: Kind, source: str) -> Detected | None:
    """The layout of a source that is known by its key, such as the one an unfinished import was started with."""
    found = [one for one in (detect(header, kind),) if one is not None and one.profile.key == source]
    return found[0] if found else None


@cache
def _known_names() -> frozenset[str]:
    known = {
        folded(name) for fields in FIELDS.values() for field in fields.values() for name in (field.name, *field.names)
    }
    for profile in profiles():
        for layout in profile.layouts:
            known |= layout.columns.keys() | layout.ignored
    return frozenset(known)


def is_known_heading(name: str) -> bool:
    """Whether some source uses this heading; helps to find the row of the headings."""
    return folded(name) in _known_names()
