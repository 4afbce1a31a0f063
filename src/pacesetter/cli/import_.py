"""`pacesetter import`: bring activities, companies or contacts in from a file."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure
from pacesetter.cli.import_left_out import refuse_unwritable, write_report
from pacesetter.cli.import_options import add_answers, answers_from, chosen_person, pairs
from pacesetter.cli.import_progress import ProgressLine
from pacesetter.cli.organisation_choice import add_organisation_argument, chosen_organisation

if TYPE_CHECKING:
    from pacesetter.imports.fields.field import Kind
    from pacesetter.imports.models import ImportBatch
    from pacesetter.people.models import Member

_KINDS = ("activities", "companies", "contacts")


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a CSV file or an Excel workbook (.xlsx)")
    parser.add_argument("--kind", choices=_KINDS, help="what its rows are; found out from the headings where possible")
    add_organisation_argument(parser)
    parser.add_argument("--by", metavar="EMAIL", help="the administrator or coordinator who does it")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--yes", action="store_true", help="bring it in without trying it out and asking first")
    add_answers(parser)
    parser.add_argument("--sheet", default="", metavar="NAME", help="the sheet of the workbook")
    parser.add_argument("--source", default="", metavar="NAME", help="the system that the ids are from")
    parser.add_argument("--again", action="store_true", help="although this very file was brought in before")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write every row that is left out, and why, as CSV")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--resume", type=int, metavar="NUMBER", help="go on with an import that was cut off")
    instead.add_argument("--undo", type=int, metavar="NUMBER", help="take a whole import back")
    parser.add_argument("--keep-changed", action="store_true", help="with --undo: leave what was changed since")
    instead.add_argument(
        "--template", type=Path, metavar="FILE", help="write an empty template (.csv or .xlsx) instead"
    )


def _run(options: Namespace) -> int:
    if options.template is not None:
        return _write_template(options)
    from pacesetter.core.refusal import Refusal
    from pacesetter.imports.reading.unreadable import Unreadable
    from pacesetter.imports.verbs.commit import TakenOver
    from pacesetter.tenancy.scope import scope

    organisation = chosen_organisation(options.organisation)
    with scope(organisation):
        by = chosen_person(options.by)
        try:
            if options.undo is not None:
                return _undo(options, by)
            if options.resume is not None:
                return _resume(options, by)
            return _import(options, by)
        except Unreadable as error:
            raise Failure(error.reason, error.advice) from error
        except Refusal as refusal:
            raise Failure(refusal.message, _REMEDIES.get(refusal.code, "see `pacesetter import --help`.")) from refusal
        except TakenOver as error:
            raise Failure(f"Another process goes on with it: {error}.", "nothing; let that one finish.") from error


_REMEDIES = {
    "imported_before": "add --again to bring it in once more.",
    "begun_before": "`pacesetter import --resume` with that number goes on with it; --undo takes back what is in.",
    "open_questions": "say it with the options that `pacesetter import FILE --dry-run` names.",
    "missing_fields": "map a column with --map “Column=field”, or give --default-type or --default-owner.",
    "changed_since": "add --keep-changed to leave those alone and take back the rest.",
    "not_allowed": "name an administrator or coordinator with --by.",
    "file_gone": "start a new import with the file; what is in already is passed over by its ids.",
}


def _import(options: Namespace, by: "Member") -> int:
    from pacesetter.cli.import_report import show_dry_run, show_start
    from pacesetter.imports.verbs import commit, dry_run, start

    if options.file is None:
        raise Failure("No file was named.", "name one: pacesetter import FILE --kind activities.")
    if options.report is not None:
        refuse_unwritable(options.report)
    kind = _kind(options)
    said = pairs(options.map, "--map")
    batch = start(
        options.file,
        by=by,
        kind=kind,
        said=said,
        answers=answers_from(options),
        sheet=options.sheet,
        source=options.source,
        again=options.again,
        progress=_progress("Looking through"),
    )
    done = False
    try:
        ready = show_start(batch, sys.stdout)
        if not options.yes or options.dry_run:
            came = dry_run(batch, by=by, progress=_progress("Trying out"))
            show_dry_run(batch, came, sys.stdout)
            write_report(batch, options.report)
            if options.dry_run:
                return 0 if ready else 1
        if not ready:
            raise Failure("Some questions have to be answered first.", "see above which options answer them.")
        if not options.yes and not _agreed(f"Bring in {came.would_create:,} rows?"):
            print("Nothing was brought in.")
            return 1
        done = True
        # Told now: whoever kills it has no other way to learn the number.
        print(
            f"\nThis is import {batch.pk}; where it is cut off, `pacesetter import --resume {batch.pk}` goes on.",
            flush=True,
        )
        _show_result(commit(batch, by=by, progress=_progress("Bringing in")))
        write_report(batch, options.report)
    finally:
        if not done:
            _drop(batch, by)
    return 0


def _resume(options: Namespace, by: "Member") -> int:
    from pacesetter.imports.verbs import resume

    if options.report is not None:
        refuse_unwritable(options.report)
    batch = resume(_batch(options.resume, by), by=by, progress=_progress("Bringing in"))
    _show_result(batch)
    write_report(batch, options.report)
    return 0


def _undo(options: Namespace, by: "Member") -> int:
    from pacesetter.cli.import_report import show_undone
    from pacesetter.imports.verbs import undo

    batch = _batch(options.undo, by)
    if not options.yes and not _agreed(f"Take back “{batch.file_name}” with {batch.created:,} rows?"):
        print("Nothing was taken back.")
        return 1
    show_undone(undo(batch, by=by, keep_changed=options.keep_changed, progress=_progress("Taking back")), sys.stdout)
    return 0


def _batch(number: int, by: "Member") -> "ImportBatch":
    from pacesetter.imports.access import imports_seen_by

    batch = imports_seen_by(by).filter(pk=number).first()
    if batch is None:
        raise Failure(f"There is no import {number} in this organisation.", "look at the number that it told.")
    return batch


def _kind(options: Namespace) -> "Kind":
    from pacesetter.imports.fields.field import Kind
    from pacesetter.imports.profiles.detect import is_known_heading
    from pacesetter.imports.profiles.kind import kind_by_headings
    from pacesetter.imports.reading.open_table import open_table

    if options.kind is not None:
        return Kind(options.kind)
    opened = open_table(options.file, is_known=is_known_heading, sheet=options.sheet or None)
    kind = kind_by_headings(opened.table.header)
    if kind is None:
        raise Failure("The headings don't tell what the rows are.", f"say it with --kind: {', '.join(_KINDS)}.")
    return kind


def _write_template(options: Namespace) -> int:
    from pacesetter.imports.fields.field import Kind
    from pacesetter.imports.template_files import csv_template, xlsx_template

    kind = Kind(options.kind or "activities")
    make = xlsx_template if options.template.suffix.lower() == ".xlsx" else csv_template
    try:
        with options.template.open("xb") as file:
            file.write(make(kind))
    except FileExistsError as error:
        raise Failure(f"{options.template} is there already.", "choose another name, or remove it first.") from error
    except OSError as error:
        raise Failure(f"{options.template} can't be written ({error.strerror}).", "choose another place.") from error
    print(f"Wrote a template for {kind.value} to {options.template}.")
    return 0


def _show_result(batch: "ImportBatch") -> None:
    from pacesetter.cli.import_report import show_result

    show_result(batch, sys.stdout)


def _drop(batch: "ImportBatch", by: "Member") -> None:
    """Leave nothing of an import that was only looked at."""
    from pacesetter.imports.models import BatchState
    from pacesetter.imports.verbs import drop

    batch.refresh_from_db()
    if batch.state in (BatchState.STARTED, BatchState.CHECKED):
        drop(batch, by=by)


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise Failure("There is nobody to ask.", "add --yes to go on without asking.")
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def _progress(what: str) -> ProgressLine:
    return ProgressLine(what, sys.stderr)


IMPORT = Command("import", "Bring activities, companies or contacts in from a file.", _run, _add_arguments)
