"""Files that are kept for as long as their import may still be resumed, and the rows that were left out."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from pacesetter.imports.models import ImportBatch


def folder() -> Path:
    """Where files are kept; readable by the product alone."""
    path: Path = settings.DATA / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(batch: ImportBatch, file: Path) -> None:
    """Copy the file beside the data and write its place into the batch (which the caller saves).

    The copy is made under another name first, so that a name of ours never leads to half a file.
    """
    target = folder() / f"{batch.pk}-{batch.sha256[:12]}{file.suffix.lower()[:6]}"
    unfinished = target.with_name(f".{target.name}.part")
    shutil.copyfile(file, unfinished)
    unfinished.chmod(0o600)
    unfinished.replace(target)
    batch.path = str(target.relative_to(settings.DATA))


def being_read() -> Path:
    """A place for rows that are being written down, of an import that has no number yet."""
    return folder() / f".{uuid4().hex}.rows.part"


def rows_path(batch: ImportBatch) -> Path:
    """The rows of a kept workbook, written down (`reading.read_once`); only where it was read so."""
    return folder() / f"{batch.pk}-{batch.sha256[:12]}.rows"


def kept(batch: ImportBatch) -> Path:
    """The kept file. May be gone: see `ImportBatch.path`."""
    path: Path = settings.DATA / batch.path
    return path


def errors_path(batch: ImportBatch) -> Path:
    """The CSV file of the rows that were left out, with the reason behind each."""
    return folder() / f"{batch.pk}-left-out.csv"


def append_errors(batch: ImportBatch, header: str, text: str) -> int:
    """Write lines behind those that are committed, over what a killed run may have left. Returns the new size."""
    if not text and batch.errors_size == 0:
        return 0
    path = errors_path(batch)
    content = text.encode("utf-8")
    with path.open("r+b" if path.exists() else "w+b") as file:
        size = batch.errors_size
        if size == 0:
            content = header.encode("utf-8-sig") + content
        file.truncate(size)
        file.seek(size)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return size + len(content)


def forget(batch: ImportBatch) -> None:
    """Remove the kept file (the caller saves the batch)."""
    rows_path(batch).unlink(missing_ok=True)
    if batch.path:
        kept(batch).unlink(missing_ok=True)
        batch.path = ""
