"""The key that signs sessions and links, made once and kept in the data folder."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_secret_key(data_folder: Path) -> str:
    """Read the key, or make it (readable by its owner alone) where there is none yet."""
    path = data_folder / "secret_key"
    try:
        return _read(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"The secret key in {path} can't be read: {error.strerror}.") from error
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
        _make(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {data_folder} can't be written: {error.strerror}.\n"
            "  Make it writable for the user who runs Pacesetter, or set PACESETTER_DATA to a folder that is."
        ) from error
    return _read(path)


def _read(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no key. Delete the file: the next start makes a new one.")
    return key


def _make(path: Path) -> None:
    # Written aside and linked into place, so that of two processes starting together one key wins and nobody
    # reads half a file.
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # readable by its owner alone
    try:
        os.write(descriptor, secrets.token_urlsafe(64).encode("ascii"))
        os.close(descriptor)
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()
