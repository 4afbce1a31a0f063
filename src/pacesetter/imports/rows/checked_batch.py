"""What reading and checking a batch of rows comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from pacesetter.imports.plan import Plan
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.batch import MENDED, Batch, FlawKind
from pacesetter.imports.report import Problem
from pacesetter.imports.values.booleans import is_yes

R = TypeVar("R")
# Of no concern in a column that nothing is taken from.
_OF_ONE_CELL = frozenset({FlawKind.CELL_ERROR, FlawKind.NO_RESULT})


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


def prepared_from(batch: Batch, plan: Plan, kind: type[R]) -> CheckedBatch[R]:
    """An empty one with what reading found already, and the batch without the rows that this rules out. `kind` only
    names the type of the records."""
    prepared: CheckedBatch[R] = CheckedBatch(batch.last_number, read=len(batch.rows), blank=batch.blank)
    wanted = set(plan.places.values())
    lacking: set[int] = set()
    for flaw in batch.flaws:
        if flaw.kind in _OF_ONE_CELL and flaw.column not in wanted:
            continue
        column = plan.header[flaw.column] if flaw.column is not None else ""
        problem = Problem(flaw.number, ProblemKind(flaw.kind.value), column)
        if flaw.kind in MENDED:
            prepared.problems.append(problem)
        elif flaw.kind is FlawKind.NO_RESULT:
            if flaw.number in lacking:
                prepared.problems.append(problem)
            else:
                lacking.add(flaw.number)
                prepared.leave_out(flaw.cells, [problem])
        else:
            prepared.read += 1
            prepared.leave_out(flaw.cells, [problem])
    if lacking:
        _keep(batch, [place for place, number in enumerate(batch.numbers) if number not in lacking])
    _leave_out_deleted(prepared, batch, plan)
    return prepared


def _leave_out_deleted(prepared: CheckedBatch[R], batch: Batch, plan: Plan) -> None:
    """Whatever else is wrong with them is of no concern."""
    column = plan.places.get("deleted")
    if column is None:
        return
    kept = []
    for place, cells in enumerate(batch.rows):
        if is_yes(cells[column]):
            problem = Problem(batch.numbers[place], ProblemKind.DELETED_THERE, plan.header[column])
            prepared.leave_out(cells, [problem])
        else:
            kept.append(place)
    _keep(batch, kept)


def _keep(batch: Batch, places: Sequence[int]) -> None:
    batch.numbers, batch.rows = [batch.numbers[place] for place in places], [batch.rows[place] for place in places]
