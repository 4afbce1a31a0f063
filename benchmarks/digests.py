"""Plan the mails of the day for 10,000 members: the time, and the memory against that for 1,000.

PACESETTER_DATA=/tmp/measured DJANGO_SETTINGS_MODULE=benchmarks.settings python -m benchmarks.digests
"""

import argparse
import time
import tracemalloc
from datetime import UTC, datetime

import django


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--members", type=int, default=10_000)
    given = options.parse_args()
    django.setup()
    few, peak_few, _ = _measured(given.members // 10)
    many, peak_many, due = _measured(given.members)
    print(f"{given.members:,} members, {due:,} mails planned: {many:.1f} s (a tenth of them: {few:.1f} s)")
    print(f"peak of memory: {peak_many / 1e6:.1f} MB (a tenth of them: {peak_few / 1e6:.1f} MB)")


def _measured(members: int) -> tuple[float, int, int]:
    from benchmarks.population import Population
    from pacesetter.notifications.digests.planning import plan
    from pacesetter.tenancy.scope import scope

    population = Population(members=members)
    # A Monday morning where the benchmark's organisation is (UTC).
    now = datetime(2026, 3, 23, 8, 0, tzinfo=UTC)
    with scope(population.organisation):
        tracemalloc.start()
        before = time.perf_counter()
        due = plan(now)
        taken = time.perf_counter() - before
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return taken, peak, due


if __name__ == "__main__":
    main()
