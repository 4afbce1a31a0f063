"""The keys that seal secrets at rest, made once and kept in the data folder beside the secret key."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from pacesetter.core.ring_file import write
from pacesetter.core.sealing import KeyRing, new_key, read_ring

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
