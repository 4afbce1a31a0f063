"""Files for tests, and short ways to bring them in."""

from pathlib import Path
from typing import Any

from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.verbs import commit, start
from pacesetter.people.models import Member


def csv_file(folder: Path, text: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, newline="")
    return path


def bring_in(
    file: Path, by: Member, kind: Kind = Kind.ACTIVITIES, answers: Answers | None = None, **options: Any
) -> ImportBatch:
    return commit(start(file, by=by, kind=kind, answers=answers, **options), by=by)
