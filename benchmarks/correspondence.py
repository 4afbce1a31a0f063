"""Somebody who corresponds with many: what the benchmarks of add-ins have in common, and how they take turns.

Told are medians and 95th percentiles by the clock, the same of the processor's time ("work", of this process), queries,
and the larger organisation against the smaller one. Import it after Django is set up.
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.population import Population
from pacesetter.activities.models import ActivityType
from pacesetter.capture.models import CapturedMail
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.tenancy.scope import scope

LEARNT, WAITING = 400, 20
Program = Callable[[int], object]


def take_turns(sizes: list[int], programs: dict[int, dict[str, Program]], rounds: int) -> None:
    """Run the named programs of each size in turns, and tell what they took."""
    times: dict[tuple[int, str], list[float]] = {}
    works: dict[tuple[int, str], list[float]] = {}
    for turn in range(rounds + 5):
        for size, named in programs.items():
            for name, program in named.items():
                started, worked = time.perf_counter(), time.process_time()
                program(turn)
                if turn >= 5:
                    works.setdefault((size, name), []).append((time.process_time() - worked) * 1000)
                    times.setdefault((size, name), []).append((time.perf_counter() - started) * 1000)
    print(f"{connection.vendor}, {rounds} rounds")
    for name in programs[sizes[0]]:
        told = []
        for size in sizes:
            with CaptureQueriesContext(connection) as queries:
                programs[size][name](rounds + 5)
            clock, work = _told(times[size, name]), _told(works[size, name])
            told.append(f"{size:>9,} contacts {clock}, work {work}, {len(queries)} queries")
        last, first = times[sizes[-1], name], times[sizes[0], name]
        print(f"{name:>9}: {'; '.join(told)}; ratio {statistics.median(last) / statistics.median(first):.2f}")


def _told(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ms (p95 {statistics.quantiles(values, n=20)[-1]:.1f})"


def corresponding(size: int) -> Population:
    """An organisation with so many contacts, whose first member has classified hundreds of e-mails."""
    made = Population(members=20)
    member = made.members[0]
    with scope(made.organisation):
        kinds = [ActivityType.objects.create(name=f"E-mail {n}", category="email") for n in range(3)]
        companies = Company.objects.bulk_create(
            [
                Company(name=f"C {n}", name_key=f"c {n}", domain=f"c{n}.example", sales_rep=member)
                for n in range(size // 4)
            ],
            batch_size=5000,
        )
        Contact.objects.bulk_create(
            [
                Contact(name=f"P {n}", email=f"p{n}@c{n // 4}.example", company=companies[n // 4])
                for n in range(len(companies) * 4)
            ],
            batch_size=5000,
        )
        now = clock.now()
        CapturedMail.objects.bulk_create(
            CapturedMail(
                owner=member,
                message_id=f"learnt-{n}",
                direction="out" if n % 3 else "in",
                sent_at=now,
                address=f"p{n % 90}@c{n % 90 // 4}.example",
                is_known=True,
                # A few of them still wait: those are on the start card.
                state="logged" if n > WAITING else "waiting",
                chosen_type_id=kinds[n % 3].pk if n > WAITING else None,
                captured_at=now,
                settled_at=now if n > WAITING else None,
            )
            for n in range(LEARNT + WAITING)
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{size:>9,} contacts made", flush=True)
    return made
