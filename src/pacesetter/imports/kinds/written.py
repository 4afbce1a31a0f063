"""What came of a batch of rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from pacesetter.imports.directory import Directory
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.report import Problem
from pacesetter.imports.rows.checked_batch import CheckedBatch


@dataclass(slots=True)
class Written:
    """Counts of one batch of rows, and all that was wrong with them.

    `closed_days` are days in closed (not locked) periods whose figures change. `made` counts what was made on the way:
    companies and contacts.
    """

    last_number: int
    read: int = 0
    created: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[Sequence[str], Problem]] = field(default_factory=list)
    closed_days: set[date] = field(default_factory=set)
    made: dict[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        return len(self.left_out)


class KindOfImport(Protocol):
    """Prepares rows without the database, and writes them in the caller's transaction."""

    def prepare(self, batch: Batch) -> CheckedBatch:  # type: ignore[type-arg]  # each kind has records of its own
        """Read and check rows. Runs in another thread than `write`, so it must not touch the database."""
        ...

    def write(self, prepared: CheckedBatch) -> Written:  # type: ignore[type-arg]
        """Write what was prepared, or in a dry run only find out what would be written."""
        ...

    def settle(self) -> None:
        """Bring up to date what follows from all that was written in this transaction, right before its end."""
        ...


class MakeKind(Protocol):
    """How a kind of import is made. With `dry` it writes nothing."""

    def __call__(self, opened: OpenedImport, directory: Directory, now: datetime, *, dry: bool) -> KindOfImport: ...


def written_from(prepared: CheckedBatch) -> Written:  # type: ignore[type-arg]
    """Start with what preparing found."""
    return Written(prepared.last_number, read=prepared.read, problems=prepared.problems, left_out=prepared.left_out)
