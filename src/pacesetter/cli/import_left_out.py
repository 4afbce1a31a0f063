"""The file of rows that are left out, where the person asks for it."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pacesetter.cli.failure import Failure

if TYPE_CHECKING:
    from pacesetter.imports.models import ImportBatch


def refuse_unwritable(target: Path) -> None:
    """Raise `Failure` before an hour of work, and not after it."""
    if target.exists():
        raise Failure(f"{target} is there already.", "choose another name, or remove it first.")
    try:
        target.touch()
        target.unlink()
    except OSError as error:
        raise Failure(f"{target} can't be written ({error.strerror}).", "choose another place.") from error


def write_report(batch: "ImportBatch", target: Path | None) -> None:
    """Every row that is left out with its number, column and reason, as far as the import has come."""
    from pacesetter.imports.kept_files import errors_path

    if target is None:
        return
    batch.refresh_from_db()
    if not batch.errors_size:
        print("No row is left out, so there is no report.")
        return
    shutil.copyfile(errors_path(batch), target)
    print(f"Wrote the rows that are left out, with the reasons, to {target}.")
