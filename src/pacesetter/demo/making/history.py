"""Bring in the year that lies back: as a file from an old system, through the importer."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pacesetter.demo.cast.people import BY_KEY
from pacesetter.demo.making.made import Made
from pacesetter.demo.script.happening import Happening
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import forget
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.verbs import commit, start

_FILE_NAME = "activities-from-the-old-system.csv"
_HEADER = (
    "Activity ID", "Activity type", "Owner", "Status", "Due on", "Completed on", "Booked on", "Created on",
    "Created by", "Minutes", "Value", "Outcome", "Subject", "Company", "Contact e-mail", "Note",
)  # fmt: skip


def bring_in(made: Made, history: Sequence[Happening]) -> ImportBatch:
    """Import the activities. Raises `RuntimeError` where a row was left out: then cast and script don't agree."""
    by = made.administrator
    with TemporaryDirectory() as folder:
        path = Path(folder) / _FILE_NAME
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADER)
            writer.writerows(map(_row, history))
        batch = start(path, by=by, kind=Kind.ACTIVITIES)
        try:
            commit(batch, by=by)
        finally:
            # Nobody will resume it, and a rollback would leave the file behind.
            forget(batch)
    batch.save(update_fields=["path"])
    if batch.created != len(history):
        raise RuntimeError(f"{batch.created} of {len(history)} rows were brought in: {batch.problem_counts}")
    return batch


def _row(told: Happening) -> tuple[object, ...]:
    return (
        told.key,
        told.kind.name,
        BY_KEY[told.owner].email,
        "completed",
        _written(told.due_at) or told.due_on or "",
        _written(told.done_at),
        _written(told.booked_at),
        _written(told.begins_at),
        BY_KEY[told.created_by].email,
        told.minutes,
        f"{told.value_minor / 100:.2f}" if told.value_minor else "",
        told.outcome,
        told.subject,
        told.company.name if told.company else "",
        told.contact.email if told.contact else "",
        told.note,
    )


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
