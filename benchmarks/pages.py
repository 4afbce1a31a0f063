"""Every page that can be opened, at 200 members, 100 thousand companies and a million activities.

    PACESETTER_DATABASE_URL=... python -m benchmarks.pages [--again SLUG] [--rounds 15] [--only NAME ...]

Walks all addresses of the product. Each page is asked for as an administrator, who sees everybody, and where it is for
members also as one of the sellers. Printed are the median by the clock, the median of this process's own work, the
number of queries, and the verdict: 40 ms for the board of everybody, 20 ms for the rest. Ends with 1 where a page is
slower. Says how busy the machine was: above a load of 1 the clock tells of other programs, too.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from benchmarks.client import client_of  # noqa: E402
from benchmarks.customers import ACTIVITIES, COMPANIES, populate  # noqa: E402
from benchmarks.day import add_to_dos  # noqa: E402
from benchmarks.population import Population  # noqa: E402
from pacesetter.activities.models import Activity, ActivityType, NextStep, Outcome  # noqa: E402
from pacesetter.config.long_lived import settle  # noqa: E402
from pacesetter.core import clock  # noqa: E402
from pacesetter.core.periods import PeriodKind, period_holding  # noqa: E402
from pacesetter.crm.models import Company, Contact  # noqa: E402
from pacesetter.imports.models import ImportBatch  # noqa: E402
from pacesetter.kpis import closing, tallies  # noqa: E402
from pacesetter.kpis.book import book_of  # noqa: E402
from pacesetter.kpis.models import ClosedPeriod, Kpi  # noqa: E402
from pacesetter.people.models import Leave, Member, SalesRole, Team  # noqa: E402
from pacesetter.tenancy.scope import scope  # noqa: E402
from pacesetter.web.member_view import Audience  # noqa: E402
from pacesetter.web.tests.pages import KnownPage, every_page  # noqa: E402

GOAL, GOAL_OF_THE_BOARD = 20.0, 40.0
# Streams that never end, files, and what asks other systems.
_NOT_PAGES = frozenset({"live", "worker", "manifest", "offline_kit", "gmail_deployment", "outlook_manifest"})
# What a page shows when it is asked for more than its address says.
_ASKED = {
    "calendar": ("?period=week",),
    "companies": ("?sort=longest", "?q=alder+optics", "?q=jane.1f", "?plan=none&silent=90", "?page=20"),
    "contacts": ("?q=jane.1f", "?q=jane"),
    "leaderboard": ("?by=improvement", "?who=teams"),
    "new_activity": ("?type={type}",),
    "quick_log": ("?line=Type+1+at+Company+1+10m",),
    "scorecard": ("?period=quarter",),
    "to_dos": ("?owner=all", "?owner=all&q=company+17"),
    "trends": ("?period=week",),
    "company_choices": ("?company_text=Company",),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--again", metavar="SLUG", help="the organisation of an earlier run")
    options.add_argument("--companies", type=int, default=COMPANIES)
    options.add_argument("--activities", type=int, default=ACTIVITIES)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--only", nargs="+", metavar="NAME", help="only the pages of these addresses")
    given = options.parse_args()
    call_command("migrate", verbosity=0)
    made = Population.again(given.again) if given.again else _filled(given.companies, given.activities)
    print(f"{connection.vendor}, organisation {made.organisation.slug}, load {os.getloadavg()[0]:.1f}", flush=True)
    administrator, seller = made.members[0], made.members[1]
    with scope(made.organisation):
        examples = {part: str(find(seller)) for part, find in EXAMPLES.items() if find(seller) is not None}
    settle()  # as a server process does
    slow = 0
    for who, member in (("administrator", administrator), ("seller", seller)):
        client = client_of(member)
        for page in every_page():
            if given.only and page.name not in given.only:
                continue
            if page.audience is None or page.name in _NOT_PAGES:
                continue
            if who == "seller" and page.audience is not Audience.MEMBERS:
                continue
            for path in _paths(page, examples):
                slow += _measured(client, who, page, path, given.rounds)
    print(f"{slow} slower than the goal; load {os.getloadavg()[0]:.1f}")
    return 1 if slow else 0


def _filled(companies: int, activities: int) -> Population:
    """What the pages of customers are measured with, with to-dos, time off and a closed month."""
    made = populate(companies, activities)
    with scope(made.organisation):
        today = clock.now().date()
        add_to_dos(made, today)
        tallies.rebuild()
        Leave.objects.bulk_create(
            Leave(member=member, starts_on=today, ends_on=today + timedelta(days=2)) for member in made.members[::10]
        )
        book = book_of(made.organisation)
        month = period_holding(PeriodKind.MONTH, today, book.calendar).previous()
        closing.close(month, by=Member.objects.get(pk=made.members[0].pk))
        with connection.cursor() as cursor:
            # As PostgreSQL does by itself within a minute of so many rows; while it does, pages wait for it.
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return made


def _paths(page: KnownPage, examples: dict[str, str]) -> list[str]:
    """The addresses under which the page is asked for; none where there is no row to show on it."""
    if not set(page.parts) <= examples.keys():
        return []
    try:
        path = reverse(page.name, kwargs={part: examples[part] for part in page.parts})
    except NoReverseMatch:
        return []
    asked = (query.format(type=examples["activity_type_id"]) for query in _ASKED.get(page.name, ()))
    return [path, *(f"{path}{query}" for query in asked)]


def _measured(client: Client, who: str, page: KnownPage, path: str, rounds: int) -> int:
    """Print a line. Answers 1 where the page is slower than its goal."""
    if client.get(path).status_code != 200:
        # Not for opening: it takes what a form sends, or leads elsewhere.
        return 0
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    # Read now: the next request empties the log.
    queries = len(captured)
    times, works = [], []
    for _turn in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        client.get(path)
        works.append((time.process_time() - worked) * 1000)
        times.append((time.perf_counter() - started) * 1000)
    goal = GOAL_OF_THE_BOARD if page.name == "board" else GOAL
    took, work = statistics.median(times), statistics.median(works)
    verdict = "" if took <= goal else f"  SLOWER than {goal:.0f} ms"
    print(f"{who:14}{path:62}{took:8.1f} ms{work:8.1f} ms work{queries:4} queries{verdict}", flush=True)
    return int(took > goal)


def _first(model: type[Model], **having: object) -> int | None:
    found: int | None = model._default_manager.filter(**having).order_by("pk").values_list("pk", flat=True).first()
    return found


# What stands in an address -> the id of a row, of the seller's where rows are somebody's.
EXAMPLES: dict[str, Callable[[Member], object]] = {
    "member_id": lambda seller: seller.pk,
    "activity_id": lambda seller: _first(Activity, owner=seller, status="planned"),
    "activity_type_id": lambda seller: _first(ActivityType),
    "outcome_id": lambda seller: _first(Outcome),
    "company_id": lambda seller: _first(Company, sales_rep=seller, last_contact_on__isnull=False),
    "other_id": lambda seller: _first(Company, sales_rep=seller),
    "contact_id": lambda seller: _first(Contact, company__sales_rep=seller),
    "kpi_id": lambda seller: _first(Kpi),
    "role_id": lambda seller: _first(SalesRole),
    "sales_role_id": lambda seller: _first(SalesRole),
    "team_id": lambda seller: _first(Team),
    "closed_period_id": lambda seller: _first(ClosedPeriod),
    "leave_id": lambda seller: _first(Leave),
    "next_step_id": lambda seller: _first(NextStep),
    "import_id": lambda seller: _first(ImportBatch),
    "provider": lambda seller: "workflowmax",
    "key": lambda seller: "new_business",
}


if __name__ == "__main__":
    sys.exit(main())
