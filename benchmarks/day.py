"""The pages of the day at 200 members and a million activities a year.

    python -m benchmarks.day [--size 1000000] [--rounds 40] [--again]

Each page from request to answer, signed in as a rep, as a team lead, or (marked) as an administrator who looks at
everybody. Fifty to-dos for each member, a fifth of them overdue.
"""

import argparse
import statistics
import time
from datetime import date, timedelta

from django.db import connection
from django.test import Client

from benchmarks.client import client_of
from benchmarks.population import Population
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.kpis import tallies
from pacesetter.tenancy.scope import scope

TO_DOS = 50


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--size", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--again", action="store_true", help="measure with what an earlier run has filled in")
    given = options.parse_args()
    population = Population.again(f"day-{given.size}") if given.again else populated(given.size)
    with scope(population.organisation):
        to_do = Activity.objects.filter(owner=population.members[1], status="planned")[0]
    rep, administrator = client_of(population.members[1]), client_of(population.members[0])
    pages = {
        "my day": (rep, "/day/"),
        "to-dos": (rep, "/todos/"),
        "to-dos, searched": (rep, "/todos/?q=company+1"),
        "to-dos of everybody": (administrator, "/todos/?owner=all"),
        "to-dos of everybody, searched": (administrator, "/todos/?owner=all&q=company+17"),
        "calendar, month": (rep, "/calendar/"),
        "calendar, week": (rep, "/calendar/?period=week"),
        "activity": (rep, f"/activities/{to_do.pk}/"),
        "activity form": (rep, f"/activities/new/?type={to_do.activity_type_id}"),
        "quick log": (rep, "/quick-log/?line=Type+1+at+Company+1+10m"),
        "company choices": (rep, "/choices/companies/?company_text=Company"),
    }
    for name, (client, path) in pages.items():
        print(f"{name:32}{measured(client, path, given.rounds):>8.1f} ms")


def measured(client: Client, path: str, rounds: int) -> float:
    """The median of so many requests, in milliseconds."""
    times = []
    for turn in range(rounds + 3):
        started = time.perf_counter()
        response = client.get(path)
        if turn >= 3:
            times.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
    return statistics.median(times)


def populated(size: int) -> Population:
    population = Population(becomes=f"day-{size}")
    with scope(population.organisation):
        population.add_activities(size, 365, clock.now().date())
        add_to_dos(population, clock.now().date())
        tallies.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    population.finished()
    return population


def add_to_dos(population: Population, today: date) -> None:
    now = clock.now()
    Activity.objects.bulk_create(
        (
            Activity(
                organisation_id=population.organisation.pk,
                activity_type=population.types[n % len(population.types)],
                owner=member,
                created_by=member,
                company=population.companies[(member.pk + n * 200) % len(population.companies)],
                subject="Call",
                status="planned",
                due_on=today + timedelta(days=n - TO_DOS // 5),
                booked_on=today,
                booked_for=member,
                created_at=now,
                updated_at=now,
            )
            for member in population.members
            for n in range(TO_DOS)
        ),
        batch_size=2000,
    )


if __name__ == "__main__":
    main()
