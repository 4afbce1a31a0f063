"""Make all tallies anew: from nothing, with everything in order, and with a hundredth of them wrong.

    python -m benchmarks.rebuild [--size 10000000] [--years 10] [--evenly]

200 members, 8 types, 2 outcomes. Shares of types, and days, are as in the demo organisation, or spread `--evenly`,
which is the worst case: nearly each activity has a total of its own. How many totals there are is printed. The
organisation is made when it isn't there yet and left for the next run; a million a year, evenly, is the one that
`benchmarks.board` uses.
"""

import argparse
from datetime import date

from django.db import connection

from benchmarks.board import PER_YEAR, tidy
from benchmarks.population import Population
from benchmarks.work import Work
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--size", type=int, default=10_000_000)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--evenly", action="store_true")
    given = options.parse_args()
    slug = f"rebuild-{given.size}-{given.years}{'-evenly' if given.evenly else ''}"
    if given.evenly and given.size == given.years * PER_YEAR:
        slug = f"board-{given.size}"
    if Organisation.objects.filter(slug=slug).exists():
        population = Population.again(slug)
    else:
        population = Population(becomes=slug)
        population.add_activities(given.size, given.years * 365, date.today(), evenly=given.evenly)  # noqa: DTZ011
        population.finished()
    print(f"{connection.vendor}: {given.size:,} activities over {given.years} years", flush=True)
    with scope(population.organisation):
        for model in (TallyDay, TallyMonth):
            model.objects.all().delete()
        tidy()
        _measure("from nothing")
        tidy()
        _measure("everything in order")
        TallyDay.objects.filter(member_id__in=[member.pk for member in population.members[:2]]).update(count=1)
        _measure("a hundredth wrong")
        tidy()
        work = Work()
        assert tallies.mismatches() == []  # noqa: S101
        print(f"  {'check':<22} {work}", flush=True)


def _measure(what: str) -> None:
    work = Work()
    made = tallies.rebuild()
    print(f"  {what:<22} {work}: {made.days:,} by day, {made.months:,} by month, {made.mended:,} mended", flush=True)


if __name__ == "__main__":
    main()
