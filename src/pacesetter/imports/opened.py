"""An import's file, opened as it was when the import was started."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.answers import Answers
from pacesetter.imports.directory import Directory
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import kept, rows_path
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.plan import Plan, make_plan
from pacesetter.imports.profiles.detect import Detected, detect, is_known_heading
from pacesetter.imports.reading.batch import Table
from pacesetter.imports.reading.open_table import open_known
from pacesetter.imports.reading.read_once import WrittenRows
from pacesetter.imports.survey import Survey

Progress = Callable[[int, int, str], None]


def no_progress(done: int, total: int, note: str) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class OpenedImport:
    """A batch with its table and what a person said about it."""

    batch: ImportBatch
    table: Table
    answers: Answers
    detected: Detected | None

    @property
    def kind(self) -> Kind:
        return Kind(self.batch.kind)

    def plan(self, directory: Directory) -> Plan:
        """The plan by which rows become values."""
        source = (self.detected.profile, self.detected.layout) if self.detected else None
        return make_plan(self.kind, self.table.header, self.batch.mapping, self.answers, directory, source)

    def survey(self, progress: Progress) -> Survey:
        """One look through the whole file."""
        header = self.table.header
        places = {field: header.index(column) for column, field in self.batch.mapping.items()}
        survey = Survey(self.kind, places, header)
        for rows in self.table.batches():
            survey.feed(rows)
            progress(rows.last_number, 0, "")
        read = survey.rows + survey.flawed
        progress(read, read, "")
        return survey


def open_import(batch: ImportBatch, path: Path | None = None) -> OpenedImport:
    """Open the batch's file. Raises a `Refusal` where it is no longer there, and `Unreadable`."""
    given, path = path, path or (kept(batch) if batch.path else None)
    if path is None or not path.exists():
        raise Refusal(_("The file of this import is no longer kept. Start a new import with it."), code="file_gone")
    table = _written_down(batch) if given is None else None
    if table is None:
        table = open_known(path, is_known=is_known_heading, sheet=batch.sheet or None, encoding=batch.encoding)
    detected = detect(table.header, Kind(batch.kind))
    if detected is not None and detected.profile.key != batch.source:
        detected = None
    return OpenedImport(batch, table, Answers.from_json(batch.answers), detected)


def _written_down(batch: ImportBatch) -> Table | None:
    """The rows as they were written down while they were read for the first time; None where they weren't, or by a
    version that did it otherwise."""
    try:
        return WrittenRows(rows_path(batch))
    except (OSError, ValueError):
        return None
