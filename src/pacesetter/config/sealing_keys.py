"""The keys that seal secrets at rest, made once and kept in the data folder beside the secret key."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from pacesetter.core.sealing import KeyRing, new_key, read_ring, written_ring

NAME = "sealing_keys"


def kept_ring(folder: Path) -> KeyRing:
    """Read the ring, or make one with one key (readable by its owner alone) where there is none yet."""
    path = folder / NAME
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            name, key = new_key()
            write(path, KeyRing({name: key}, name), only_new=True)
        return read_ring(path.read_text(encoding="ascii"))
    except OSError as error:
        raise ImproperlyConfigured(f"The sealing keys in {path} can't be read or made: {error.strerror}.") from error
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{path} can't be understood: {error}.\n  Put the file back from a backup: without its keys the kept "
            "secrets of connections can't be read, and have to be entered again."
        ) from error


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
