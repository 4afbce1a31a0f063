"""What was wrong with rows: counted by kind, and the first rows of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.imports.models import ImportBatch, ImportProblem
from pacesetter.imports.problems import WORDINGS, ProblemKind, Severity

SEVERITIES: dict[Severity, Promise] = {
    Severity.ERROR: _("Left out"),
    Severity.SKIPPED: _("Passed over"),
    Severity.WARNING: _("Taken all the same"),
}


@dataclass(frozen=True)
class KindLine:
    """A kind of problem: how many rows, what becomes of them, what is wrong and what to do."""

    key: str
    count: int
    severity: Severity
    becomes: Promise
    what: Promise
    advice: Promise


@dataclass(frozen=True)
class ProblemLine:
    """A row with a problem."""

    number: int
    column: str
    text: str
    what: Promise
    advice: Promise
    becomes: Promise


def kinds_of(counts: dict[str, int]) -> list[KindLine]:
    """What keeps rows out comes first, then by how often."""
    order = list(SEVERITIES)
    lines = []
    for key, count in counts.items():
        wording = WORDINGS[ProblemKind(key)]
        lines.append(KindLine(key, count, wording.severity, SEVERITIES[wording.severity], wording.what, wording.advice))
    return sorted(lines, key=lambda line: (order.index(line.severity), -line.count, line.key))


def problem_lines(problems: Sequence[ImportProblem]) -> list[ProblemLine]:
    """The rows as they are printed."""
    lines = []
    for one in problems:
        wording = WORDINGS[ProblemKind(one.kind)]
        becomes = SEVERITIES[wording.severity]
        lines.append(ProblemLine(one.row_number, one.column, one.text, wording.what, wording.advice, becomes))
    return lines


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """How often each kind was met: while bringing in, else by the dry run."""
    counts: dict[str, int] = batch.problem_counts or (batch.tried or {}).get("counts", {})
    return counts
