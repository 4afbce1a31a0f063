"""Remember what was installed from which files, so that a second start has nothing to do."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.boot.places import ROOT, VENV


class Stamp:
    """`fresh` is true while none of the files (nor the Python, nor the place of the checkout) has changed since
    `renew`."""

    def __init__(self, name: str, files: Iterable[Path], folder: Path = VENV) -> None:
        self._path = folder / f".stamp-{name}"
        digest = hashlib.sha256(f"{sys.version}\0{ROOT}".encode())
        for file in files:
            digest.update(file.read_bytes())
        self._wanted = digest.hexdigest()

    @property
    def fresh(self) -> bool:
        return self._path.is_file() and self._path.read_text(encoding="ascii") == self._wanted

    def renew(self) -> None:
        self._path.write_text(self._wanted, encoding="ascii")
