"""From an uploaded file to an import."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.profiles.detect import is_known_heading
from pacesetter.imports.profiles.kind import kind_by_headings
from pacesetter.imports.reading.open_table import open_table
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.verbs import start
from pacesetter.people.models import Member


def start_with(
    file: "UploadedFile[Any]", *, by: Member, kind: str, sheet: str = "", again: bool = False
) -> ImportBatch:
    """Take the file in and look through it. An empty `kind` is told by the headings.

    Raises a `Refusal`: for a file that can't be read, too.
    """
    name = file.name or "file"
    with TemporaryDirectory(prefix="pacesetter-import-") as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()[:6]}"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        try:
            chosen = Kind(kind) if kind else _kind_of(path, sheet)
            return start(path, by=by, kind=chosen, file_name=name, sheet=sheet, again=again)
        except Unreadable as error:
            raise Refusal(str(error), field="file", code="unreadable") from error


def _kind_of(path: Path, sheet: str) -> Kind:
    header = open_table(path, is_known=is_known_heading, sheet=sheet or None).table.header
    kind = kind_by_headings(header)
    if kind is None:
        raise Refusal(_("The headings do not tell what the rows are. Choose it here."), field="kind")
    return kind
