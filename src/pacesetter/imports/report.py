"""What went wrong, counted by kind, with the first examples of each: a million bad rows take no more room than ten."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import NamedTuple

from django.utils.translation import gettext as _

from pacesetter.core.export_guard import guarded_row
from pacesetter.imports.problems import WORDINGS, ProblemKind, Severity

EXAMPLES_PER_KIND = 100
_SHOWN = 200


class Problem(NamedTuple):
    """One thing wrong with one row. `column` is empty where the row as a whole is meant."""

    number: int
    kind: ProblemKind
    column: str = ""
    text: str = ""


@dataclass(slots=True)
class Report:
    """Counts of everything, examples of everything, all of nothing."""

    counts: Counter[ProblemKind] = field(default_factory=Counter)
    examples: dict[ProblemKind, list[Problem]] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it where it is one of the first of its kind."""
        self.counts[problem.kind] += 1
        kept = self.examples.setdefault(problem.kind, [])
        if len(kept) < EXAMPLES_PER_KIND:
            kept.append(problem._replace(text=problem.text[:_SHOWN], column=problem.column[:_SHOWN]))

    def of_severity(self, severity: Severity) -> Iterator[tuple[ProblemKind, int]]:
        """The kinds of this severity with their counts, the most frequent first."""
        return ((kind, count) for kind, count in self.counts.most_common() if WORDINGS[kind].severity is severity)

    def first(self, kind: ProblemKind) -> list[Problem]:
        """The first examples of a kind."""
        return self.examples.get(kind, [])


def sentence(problem: Problem) -> str:
    """A problem in words: what is wrong, and what to do."""
    wording = WORDINGS[problem.kind]
    text = f" “{problem.text}”" if problem.text else ""
    return f"{wording.what}{text} {wording.advice}".strip()


def error_lines(header: Sequence[str], rows: Iterable[tuple[Sequence[str], Problem]]) -> str:
    """Rows that were left out as lines of CSV: as they were, with the reason behind them. Harmless in spreadsheets."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    width = len(header)
    for cells, problem in rows:
        padded = [*cells[:width], *[""] * (width - len(cells))]
        writer.writerow(guarded_row([*padded, problem.number, problem.column, sentence(problem)]))
    return buffer.getvalue()


def error_header(header: Sequence[str]) -> str:
    """The first line of the file of rows that were left out, in the language of the reasons below it."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([*guarded_row(header), _("Row"), _("Column"), _("Reason")])
    return buffer.getvalue()
