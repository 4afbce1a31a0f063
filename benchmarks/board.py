"""The board of 200 members and 8 KPIs for the current month, as the history grows at the same rate.

    python -m benchmarks.board [--sizes 100000,1000000,10000000] [--rounds 60]

One organisation for each size, all in one database; they take turns, so that whatever else the machine does hits all of
them. "sums" is the SQL that turns tallies into actuals, with fetching; "figures" all figures of the board; "page" the
whole page on the server, from request to answer, signed in as an administrator; "team" the page of a team of 20.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client

from benchmarks.population import Population
from pacesetter.config.long_lived import settle
from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis import tallies
from pacesetter.kpis.actuals.everybody import OfEverybody
from pacesetter.kpis.actuals.slots import factors
from pacesetter.kpis.board import board
from pacesetter.kpis.book import book_of
from pacesetter.people.models import Team
from pacesetter.tenancy.scope import scope

PER_YEAR = 1_000_000


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", default="100000,1000000,10000000")
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--again", action="store_true", help="measure with what an earlier run has filled in")
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    populations = {size: Population.again(f"board-{size}") if given.again else _populated(size) for size in sizes}
    measured = {size: _what_to_measure(population) for size, population in populations.items()}
    settle()  # as a server process does
    times: dict[tuple[int, str], list[float]] = {}
    for turn in range(given.rounds + 5):
        for size, programs in measured.items():
            for name, program in programs.items():
                started = time.perf_counter()
                program()
                if turn >= 5:
                    times.setdefault((size, name), []).append((time.perf_counter() - started) * 1000)
    _print(sizes, times)


def tidy() -> None:
    """Let the database collect what it wants to know of the tallies."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE kpis_tallyday")
            cursor.execute("VACUUM ANALYZE kpis_tallymonth")


def _populated(size: int) -> Population:
    population = Population(becomes=f"board-{size}")
    started = time.perf_counter()
    population.add_activities(size, max(31, size * 365 // PER_YEAR), date.today())  # noqa: DTZ011
    filled = time.perf_counter()
    with scope(population.organisation):
        days, months, _ = tallies.rebuild()
    rebuilt = time.perf_counter()
    tidy()
    population.finished()
    print(
        f"{size:>9,} activities: made in {filled - started:.1f} s; tallies rebuilt in {rebuilt - filled:.1f} s "
        f"({days:,} by day, {months:,} by month)",
        flush=True,
    )
    return population


def _what_to_measure(population: Population) -> dict[str, Callable[[], object]]:
    organisation = population.organisation
    now = clock.now()
    book = book_of(organisation)
    period = period_holding(PeriodKind.MONTH, now.date(), book.calendar)
    wanted = factors(book, book.kpis.values())
    members = [member.pk for member in population.members]
    admin = Client(HTTP_HOST="127.0.0.1")
    user = population.members[0].user
    assert user is not None  # noqa: S101
    admin.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with scope(organisation):
        team = Team.objects.earliest("pk")

    def page(address: str) -> object:
        response = admin.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        return response

    def figures() -> object:
        with scope(organisation):
            return board(book_of(organisation), members, period, now)

    return {
        "sums": OfEverybody(organisation.pk, wanted, [(period.starts_on, period.ends_on)]).rows,
        "figures": figures,
        "page": lambda: page("/board/"),
        "team": lambda: page(f"/board/?team={team.pk}"),
    }


def _print(sizes: list[int], times: dict[tuple[int, str], list[float]]) -> None:
    names = list(dict.fromkeys(name for _, name in times))
    print(f"\n{connection.vendor}, p50 / p95 in ms\n{'':>9}  " + "".join(f"{name:>18}" for name in names))
    for size in sizes:
        cells = ""
        for name in names:
            run = sorted(times[size, name])
            cells += f"{statistics.median(run):>11.1f} /{run[int(len(run) * 0.95)]:5.1f}"
        print(f"{size:>9,}  {cells}")
    for large, small in zip(sizes[1:], sizes, strict=False):
        ratios = "".join(
            f"{statistics.median(times[large, name]) / statistics.median(times[small, name]):>18.2f}" for name in names
        )
        print(f"{large:,} against {small:,}:\n{'':>11}{ratios}")


if __name__ == "__main__":
    main()
