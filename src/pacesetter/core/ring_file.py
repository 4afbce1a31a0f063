"""The file that a ring of keys is kept in."""

import os
from pathlib import Path

from pacesetter.core.sealing import KeyRing, written_ring


def write(path: Path, ring: KeyRing, *, only_new: bool = False) -> None:
    """Put the ring in place as a whole, so that nobody reads half of it; with `only_new` an existing one stays."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(written_ring(ring))
            file.flush()
            os.fsync(file.fileno())
        if only_new:
            try:
                os.link(aside, path)
            except FileExistsError:
                return
        else:
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
