"""What `pacesetter import` tells: what the file is, what it asks, what came of it."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pacesetter.imports.models import ImportBatch
    from pacesetter.imports.problems import ProblemKind
    from pacesetter.imports.questions import Question
    from pacesetter.imports.verbs.dry_run import DryRun
    from pacesetter.imports.verbs.undo import Undone

_EXAMPLES = 3
_NAMES_SHOWN = 15

# How each question is answered.
_ANSWERS: dict[str, str] = {
    "date_order": "--date-order dmy|mdy",
    "duration_unit": "--duration-unit minutes|seconds|…",
    "clock_form": "--clock h:mm|m:ss",
    "decimal_sign": "--decimal-sign .|,",
    "default_type": "--default-type NAME",
    "default_owner": "--default-owner EMAIL, or map a column: --map “Column=owner”",
    "owner": "--owner “TEXT=EMAIL”, or --default-owner EMAIL for all of them",
    "type": "--create-types, or --type “TEXT=NAME”; --default-type NAME where the cell is empty",
    "outcome": "--create-types, or --outcome “TEXT=NAME”",
    "outcome_of_type": "--create-types allows it, or change the type's settings",
    "status": "--status “TEXT=planned|completed|cancelled”",
    "completed_from_due": "--completed-from-due, or map the column with the completion date",
    "swapped_dates": "compare some of them with the system they come from",
}
_GROUNDS = {
    "source": "known heading",
    "synonym": "same meaning",
    "likeness": "similar heading",
    "content": "by its cells",
    "person": "as you said",
}
_SAYS: dict[str, str] = {
    "date_order": "Day or month first in the column",
    "duration_unit": "The unit of the column",
    "clock_form": "Hours and minutes, or minutes and seconds, in the column",
    "decimal_sign": "The decimal sign of the column",
    "default_type": "No column gives the activity type",
    "default_owner": "No column gives the owner",
    "owner": "Unknown owners",
    "type": "Unknown activity types",
    "outcome": "Unknown outcomes",
    "outcome_of_type": "Outcomes that the activity type does not allow",
    "status": "Unknown statuses",
    "completed_from_due": "Rows that are done without a completion date",
    "swapped_dates": "Real dates beside text that reads only one way; Excel may have swapped days and months",
}


def show_start(batch: "ImportBatch", out: TextIO) -> bool:
    """What the file is taken for and what is open. False where something has to be answered first."""
    from pacesetter.imports.opened import open_import
    from pacesetter.imports.questions import question_from_json

    opened = open_import(batch)
    detected = opened.detected
    source = f"{detected.profile.name} ({detected.confidence:.0%} sure)" if detected else "no system that we know"
    print(
        f"{batch.file_name}: {opened.table.described}, {batch.rows_total:,} rows of {batch.kind}, from {source}",
        file=out,
    )
    width = max(map(len, opened.table.header))
    for column in opened.table.header:
        print(f"  {column:<{width}}  {_guess(batch, column)}", file=out)
    questions = [question_from_json(data) for data in batch.questions]
    for ask in dict.fromkeys(question.ask for question in questions):
        _show_questions([question for question in questions if question.ask is ask], out)
    return not any(question.blocks for question in questions)


def _guess(batch: "ImportBatch", column: str) -> str:
    field = batch.mapping.get(column)
    if field is None:
        return "-"
    confidence, ground = batch.grounds.get(column, [1.0, "person"])
    return f"{field}  ({_GROUNDS[ground]}, {confidence:.0%})"


def _show_questions(questions: list["Question"], out: TextIO) -> None:
    ask = questions[0].ask.value
    must = " (has to be answered)" if questions[0].blocks else ""
    print(f"\n{_SAYS[ask]}{must}: {_ANSWERS[ask]}", file=out)
    for question in questions[:_NAMES_SHOWN]:
        parts = [f"{question.about or '(empty)'}"]
        if question.example:
            parts.append(f"such as {question.example}")
        if question.count:
            parts.append(f"{question.count:,} rows")
        if question.suggestion:
            parts.append(f"perhaps {question.suggestion}")
        if ask in ("type", "outcome") and question.choices:
            parts.append(f"near: {', '.join(question.choices)}")
        print(f"  {'; '.join(parts)}", file=out)
    if len(questions) > _NAMES_SHOWN:
        print(f"  and {len(questions) - _NAMES_SHOWN:,} more", file=out)


def show_dry_run(batch: "ImportBatch", came: "DryRun", out: TextIO) -> None:
    """What bringing in would come to."""
    print(
        f"\nOf {came.read:,} rows {came.would_create:,} would be brought in, {came.would_skip:,} are here already or "
        f"repeated, {came.would_leave_out:,} would be left out.",
        file=out,
    )
    _show_made("It would make", came.made, out)
    examples = {
        kind: [(one.number, one.column, one.text) for one in found] for kind, found in came.report.examples.items()
    }
    _show_problems(came.report.counts, examples, out)


def show_result(batch: "ImportBatch", out: TextIO) -> None:
    """What came of bringing in."""
    from pacesetter.imports.kept_files import errors_path
    from pacesetter.imports.problems import ProblemKind
    from pacesetter.imports.running import counts_of

    print(
        f"\nImport {batch.pk}: of {batch.read:,} rows {batch.created:,} were brought in, {batch.skipped:,} were here "
        f"already or repeated, {batch.failed:,} were left out.",
        file=out,
    )
    _show_made("It made", batch.made.get("counts", {}), out)
    examples: dict[ProblemKind, list[tuple[int, str, str]]] = {}
    for problem in batch.problems.all():
        examples.setdefault(ProblemKind(problem.kind), []).append((problem.row_number, problem.column, problem.text))
    _show_problems(counts_of(batch), examples, out)
    if batch.failed:
        print(f"Rows that were left out, with the reasons: {errors_path(batch)}", file=out)
    print(f"To take it back: pacesetter import --undo {batch.pk}", file=out)


def show_undone(came: "Undone", out: TextIO) -> None:
    """What came of taking back."""
    removed = ", ".join(_counted(count, name) for name, count in came.removed.items() if count) or "nothing"
    print(f"Taken back: {removed}.", file=out)
    if came.kept:
        kept = ", ".join(_counted(count, name) for name, count in came.kept.items())
        print(f"Kept, because somebody has worked with them since: {kept}.", file=out)


def _show_made(start: str, made: Mapping[str, int], out: TextIO) -> None:
    there = [_counted(count, name) for name, count in made.items() if count]
    if there:
        print(f"{start} {' and '.join(there)}.", file=out)


def _show_problems(
    counts: "Counter[ProblemKind]", examples: "Mapping[ProblemKind, list[tuple[int, str, str]]]", out: TextIO
) -> None:
    from pacesetter.imports.problems import WORDINGS

    for kind, count in counts.most_common():
        wording = WORDINGS[kind]
        print(f"\n{count:,} x {wording.what} {wording.advice}", file=out)
        for number, column, text in examples.get(kind, [])[:_EXAMPLES]:
            where = f", {column}" if column else ""
            print(f"  row {number:,}{where}{f': {text}' if text else ''}", file=out)


def _counted(count: int, name: str) -> str:
    plain = name.replace("_", " ")
    if count == 1:
        plain = f"{plain.removesuffix('ies')}y" if plain.endswith("ies") else plain.removesuffix("s")
    return f"{count:,} {plain}"
