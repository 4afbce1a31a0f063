"""What has changed, by comparing entity tags: for servers that don't tell (no `sync-collection`, RFC 6578)."""

from collections.abc import Mapping
from dataclasses import dataclass

_FORM = "etags:"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is new or otherwise than before, and what is not there any more, each in its order."""

    changed: list[str]
    gone: list[str]


def is_of_etags(place: str) -> bool:
    """Whether this is such a place, and no token of a server."""
    return place.startswith(_FORM)


def place_of(etags: Mapping[str, str]) -> str:
    """The place after these tags, by path, were seen."""
    return _FORM + "".join(f"\n{path}\t{tag}" for path, tag in sorted(etags.items()))


def compared(place: str, etags: Mapping[str, str]) -> Compared:
    """The tags of now against those of the place; all is new where that is empty."""
    lines = (line.rpartition("\t") for line in place.removeprefix(_FORM).splitlines() if line)
    before = {path: tag for path, _tab, tag in lines}
    changed = [path for path, tag in sorted(etags.items()) if before.get(path) != tag or not tag]
    return Compared(changed, sorted(set(before) - set(etags)))
