"""What reading and checking a batch of rows comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import MENDED, Batch
from pacesetter.imports.report import Problem

R = TypeVar("R")


class Staged(Protocol):
    """What is to be written of each record, in the form that the database takes."""

    def only(self, places: Sequence[int]) -> Self:
        """That of the records at these places alone."""
        ...


@dataclass(slots=True)
class CheckedBatch(Generic[R]):
    """Records that are fit to be written, and what was wrong with the others.

    `left_out`: rows as they stood in the file, with the (first) reason. `problems`: all reasons of all rows.
    `sources`: for each record the row as it stood in the file, in case it has to be left out after all. `staged`: what
    is to be written of the records, as far as that can be said beforehand (see `store.activities.stage`).
    """

    last_number: int
    read: int = 0
    blank: int = 0
    records: list[R] = field(default_factory=list)
    sources: list[Sequence[str]] = field(default_factory=list)
    staged: Staged | None = None
    left_out: list[tuple[Sequence[str], Problem]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def leave_out(self, cells: Sequence[str], problems: Sequence[Problem]) -> None:
        """Note a row that can't be used."""
        self.problems += problems
        self.left_out.append((cells, problems[0]))

    def keep(self, kept: Sequence[int]) -> None:
        """Drop all records but those at these places."""
        if len(kept) < len(self.records):
            self.records = [self.records[index] for index in kept]
            self.sources = [self.sources[index] for index in kept]
            if self.staged is not None:
                self.staged = self.staged.only(kept)


def prepared_from(batch: Batch, header: Sequence[str], kind: type[R]) -> CheckedBatch[R]:
    """An empty one with what reading found already. `kind` only names the type of the records."""
    prepared: CheckedBatch[R] = CheckedBatch(batch.last_number, read=len(batch.rows), blank=batch.blank)
    for flaw in batch.flaws:
        column = header[flaw.column] if flaw.column is not None else ""
        problem = Problem(flaw.number, ProblemKind(flaw.kind.value), column)
        if flaw.kind in MENDED:
            prepared.problems.append(problem)
        else:
            prepared.read += 1
            prepared.leave_out(flaw.cells, [problem])
    return prepared
