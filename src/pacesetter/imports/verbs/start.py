"""Start an import: take the file in, find out what it is, and what has to be asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.imports.access import require_import_access
from pacesetter.imports.answers import Answers
from pacesetter.imports.directory import load_directory
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import being_read, keep, rows_path
from pacesetter.imports.mapping import corrected
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.opened import OpenedImport, Progress, no_progress
from pacesetter.imports.profiles.detect import detect, is_known_heading
from pacesetter.imports.profiles.guess import guess
from pacesetter.imports.questions import learn, questions_about
from pacesetter.imports.reading.batch import Table
from pacesetter.imports.reading.formats import Format
from pacesetter.imports.reading.open_table import open_table
from pacesetter.imports.reading.read_once import ReadOnce
from pacesetter.people.models import Member

_SAMPLE_ROWS = 200
# Ids from files that no source is known of.
PLAIN_SOURCE = "import"


def start(
    file: Path,
    *,
    by: Member,
    kind: Kind,
    file_name: str = "",
    said: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    sheet: str = "",
    source: str = "",
    again: bool = False,
    progress: Progress = no_progress,
) -> ImportBatch:
    """Take the file in and look through it once. Brings nothing in.

    `said` maps columns to fields where the guess is wrong; `source` overrules under which name ids are kept. A file
    that was brought in before is refused unless `again`. Raises `Unreadable` and `Refusal`.
    """
    require_import_access(by)
    opened = open_table(file, is_known=is_known_heading, sheet=sheet or None)
    _refuse_twice(opened.sha256, kind, again)
    with _read_once(opened.table) as table:
        detected = detect(table.header, kind)
        guesses = corrected(guess(table.header, _sample(table), kind, detected), table.header, kind, said or {})
        batch = ImportBatch(
            kind=kind.value,
            file_name=(file_name or file.name)[:255],
            sha256=opened.sha256,
            size=opened.size,
            encoding=opened.encoding,
            sheet=sheet,
            source=source or (detected.profile.key if detected else PLAIN_SOURCE),
            mapping={column: one.field for column, one in guesses.items()},
            grounds={column: [one.confidence, one.ground.value] for column, one in guesses.items()},
            state=BatchState.STARTED,
            by=by,
            created_at=clock.now(),
        )
        if detected is not None and source and source != detected.profile.key:
            detected = None
        look_through(OpenedImport(batch, table, answers or Answers(), detected), progress)
        batch.save()
        # Outside a transaction: copying two gigabytes must not keep everybody else from writing.
        keep(batch, file)
        if isinstance(table, ReadOnce):
            table.path.replace(rows_path(batch))
        with transaction.atomic():
            batch.save(update_fields=["path"])
            record(
                "import.started", "import", batch.pk, by_id=by.pk, data={"file": batch.file_name, "kind": batch.kind}
            )
        return batch


def look_through(opened: OpenedImport, progress: Progress) -> None:
    """Survey the file; write what it settles and what has to be asked into the batch (which the caller saves)."""
    batch, answers = opened.batch, opened.answers
    survey = opened.survey(progress)
    learn(survey, answers)
    layout = opened.detected.layout if opened.detected else None
    asked = questions_about(survey, answers, load_directory(), layout)
    batch.answers = answers.to_json()
    batch.questions = [question.to_json() for question in asked]
    batch.rows_total = survey.rows + survey.flawed


@contextmanager
def _read_once(table: Table) -> Iterator[Table]:
    """A workbook is read here and never again; CSV is read about as quickly as what is written down of it would be."""
    if table.format is not Format.XLSX:
        yield table
        return
    path = being_read()
    try:
        yield ReadOnce(table, path)
    finally:
        path.unlink(missing_ok=True)


def _refuse_twice(sha256: str, kind: Kind, again: bool) -> None:
    done = ImportBatch.objects.filter(
        sha256=sha256, kind=kind.value, state__in=(BatchState.DONE, BatchState.COMMITTING)
    ).first()
    if done is None or again:
        return
    if done.state == BatchState.COMMITTING:
        raise Refusal(
            _("This very file is being brought in, or was cut off (import %(number)s). Go on with that import.")
            % {"number": done.pk},
            field="file",
            code="begun_before",
        )
    raise Refusal(
        _("This very file was brought in on %(day)s (import %(number)s). Say so if you want it again.")
        % {"day": date_format(timezone.localtime(done.started_at or done.created_at)), "number": done.pk},
        field="file",
        code="imported_before",
    )


def _sample(table: Table) -> list[list[str]]:
    batches = islice(table.batches(), 1)
    return [row for batch in batches for row in batch.rows[:_SAMPLE_ROWS]]
