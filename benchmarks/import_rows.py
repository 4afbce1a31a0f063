"""Bring a file of activities in, and see where the time goes.

    python -m benchmarks.import_rows [--rows 300000] [--plain-dates]

Every row of the file has an id, a type, an owner's e-mail address, a time, minutes, a company, an outcome and a
subject, in the order in which a CRM hands activities out: by time. Each part is first run alone ("read", "check"); then
everything runs together, as in use, and "written" and "totals" are how long the caller waited for the database. "Work"
is the processor's time, which says more than the clock where other programs run beside.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.population import Population
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kinds import activities as activity_kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.opened import open_import
from pacesetter.imports.running import Run
from pacesetter.imports.verbs import commit, dry_run, start, undo
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

GOAL = 30_000


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=300_000)
    options.add_argument("--plain-dates", action="store_true", help="days alone instead of days with times")
    given = options.parse_args()
    population = Population()
    with scope(population.organisation), tempfile.TemporaryDirectory() as folder:
        by = population.members[0]
        by.refresh_from_db()
        path = Path(folder) / "activities.csv"
        _write_file(path, population, given.rows, plain=given.plain_dates)
        size = path.stat().st_size / 1024**2
        print(f"{connection.vendor}: {given.rows:,} rows, {size:,.0f} MB", flush=True)
        _measure(path, by, given.rows)


def _measure(path: Path, by: Member, rows: int) -> None:
    started = time.perf_counter()
    batch = start(path, by=by, kind=Kind.ACTIVITIES)
    _tell("start (find out formats, copy the file)", time.perf_counter() - started, rows)
    opened = open_import(batch)
    read = _time(lambda: sum(len(one.rows) for one in opened.table.batches()))
    _tell("read alone", read, rows)
    run = Run(opened, dry=True)
    checked = _time(lambda: sum(len(one.records) for one in run.prepared(0)))
    _tell("check alone", checked - read, rows)
    _tell("dry run", _time(lambda: dry_run(batch, by=by)), rows)
    waited: dict[str, float] = {}
    client, server = time.process_time(), _server_cpu()
    with (
        _watched(activity_kind, "write_activities", waited, "written"),
        _watched(tallies, "add_activities", waited, "totals"),
    ):
        whole = _time(lambda: commit(batch, by=by))
    for name, seconds in waited.items():
        _tell(f"  {name}", seconds, rows)
    _tell("bring in, everything", whole, rows)
    print(f"  that is {rows / whole / GOAL:.2f} x the goal of {GOAL:,} rows/s, and {whole / read:.1f} x reading alone")
    _tell("  work of this process", time.process_time() - client, rows)
    if server is not None:
        _tell("  work of the database's process", (_server_cpu() or 0.0) - server, rows)
    _check(batch, rows)
    _tell("take back", _time(lambda: undo(batch, by=by)), rows)
    assert tallies.mismatches() == []  # noqa: S101


def _server_cpu() -> float | None:
    """Seconds that the processor has spent on our connection in the database's process, where that can be seen."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return None
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _check(batch: ImportBatch, rows: int) -> None:
    wrong = tallies.mismatches()
    print(f"  {batch.created:,} of {rows:,} rows in, {len(wrong)} totals differ from the activities")
    assert batch.created == rows  # noqa: S101
    assert wrong == []  # noqa: S101


def _write_file(path: Path, population: Population, rows: int, *, plain: bool) -> None:
    chance = random.Random(7)
    types = [(one.name, [outcome.name for outcome in one.outcomes.all()] or [""]) for one in population.types]
    emails = [member.email for member in population.members]
    at = datetime.now(UTC) - timedelta(days=364)
    step = timedelta(days=363) / rows
    with path.open("w") as file:
        file.write("Activity ID,Activity type,Owner,Date,Minutes,Company,Outcome,Subject\n")
        for number in range(rows):
            kind, outcomes = chance.choice(types)
            moment = at + step * number
            when = moment.date().isoformat() if plain else moment.isoformat(sep=" ", timespec="seconds")
            file.write(
                f"A{number},{kind},{chance.choice(emails)},{when},{chance.randrange(1, 60)},"
                f"Customer {chance.randrange(2000)},{chance.choice(outcomes)},Talked about offer {number}\n"
            )


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def _watched(module: Any, name: str, waited: dict[str, float], label: str) -> Iterator[None]:
    """Add up the time spent in a function while the block runs."""
    function = getattr(module, name)

    def watched(*arguments: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            waited[label] = waited.get(label, 0.0) + time.perf_counter() - started

    setattr(module, name, watched)
    try:
        yield
    finally:
        setattr(module, name, function)


def _tell(what: str, seconds: float, rows: int) -> None:
    print(
        f"  {what:<42} {seconds:7.2f} s  {seconds / rows * 1e6:6.1f} us/row  {rows / seconds:>9,.0f} rows/s", flush=True
    )


if __name__ == "__main__":
    main()
