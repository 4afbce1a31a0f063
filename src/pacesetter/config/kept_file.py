"""A secret that is made on the first start and kept in the data folder."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept(path: Path, make: Callable[[], str]) -> str:
    """The text of the file; where there is none yet, what `make` answers is kept (readable by its owner alone).

    Raises `ImproperlyConfigured` where the file can't be read or the folder can't be written.
    """
    try:
        return _read(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret in {path} can't be read: {error.strerror}.\n"
            "  Run Pacesetter as the user to whom it belongs, or give it to the one who runs Pacesetter."
        ) from error
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, make())
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {path.parent} can't be written: {error.strerror}.\n"
            "  Make it writable for the user who runs Pacesetter, or set PACESETTER_DATA to a folder that is."
        ) from error
    return _read(path)


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


def _put(path: Path, text: str) -> None:
    # Written aside and linked into place, so that of two processes starting together one secret wins and nobody
    # reads half a file.
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # readable by its owner alone
    try:
        os.write(descriptor, text.encode("ascii"))
        os.close(descriptor)
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()
