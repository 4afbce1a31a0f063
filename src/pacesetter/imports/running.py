"""The run over a file, which a dry run and bringing in have in common."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from pacesetter.core import clock
from pacesetter.imports.directory import load_directory
from pacesetter.imports.kinds.table import KINDS
from pacesetter.imports.kinds.written import KindOfImport, Written
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.report import Report
from pacesetter.imports.rows.checked_batch import CheckedBatch


class Run:
    """One run over the file of a batch, in the organisation's scope. The whole run stands at one moment."""

    def __init__(self, opened: OpenedImport, *, dry: bool, now: datetime | None = None) -> None:
        self.opened = opened
        self.now = now or clock.now()
        self.kind: KindOfImport = KINDS[opened.kind](opened, load_directory(), self.now, dry=dry)

    def prepared(self, after: int) -> Iterator[CheckedBatch]:  # type: ignore[type-arg]
        """Batches of checked rows, from the row after number `after` on."""
        for rows in self.opened.table.batches(after):
            yield self.kind.prepare(rows)

    def write(self, prepared: CheckedBatch) -> Written:  # type: ignore[type-arg]
        """Write a batch in the caller's transaction (or in a dry run find out what would be written)."""
        return self.kind.write(prepared)

    def settle(self) -> None:
        """Bring up to date what follows from all that was written in the caller's transaction, right before its end."""
        self.kind.settle()


def reads_ahead() -> bool:
    """Whether reading in a thread of its own makes the run faster."""
    return (os.cpu_count() or 1) > 1


def add_counts(batch: ImportBatch, written: Written) -> None:
    """Add what came of some rows to the batch's counts (the caller saves it)."""
    batch.read += written.read
    batch.created += written.created
    batch.skipped += written.skipped
    batch.failed += written.failed
    counts = Counter(batch.problem_counts)
    counts.update(Counter(problem.kind.value for problem in written.problems))
    batch.problem_counts = dict(counts)
    made = Counter(batch.made.get("counts", {}))
    made.update(written.made)
    batch.made = {**batch.made, "counts": dict(made)}
    if written.closed_days:
        days = {*batch.closed_days, *(day.isoformat() for day in written.closed_days)}
        batch.closed_days = sorted(days)


def add_report(report: Report, written: Written) -> None:
    """Add what came of some rows to a report."""
    for problem in written.problems:
        report.add(problem)


def counts_of(batch: ImportBatch) -> Counter[ProblemKind]:
    """The batch's counts by kind of problem."""
    return Counter({ProblemKind(kind): count for kind, count in batch.problem_counts.items()})
