"""How long the pages of customers take on the server: 200 members, 100 thousand companies, 1 M activities.

    PACESETTER_DATABASE_URL=... python -m benchmarks.customers [--again SLUG] [--plans]

With --plans the database's own plans of the searches are printed. Prints the median and the 95th percentile of each
page, for an administrator, who sees every company, and for a member, who sees 500.
"""

import os
import random
import statistics
import sys
import time
from argparse import ArgumentParser
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.bare_table import bared  # noqa: E402
from benchmarks.client import client_of  # noqa: E402
from benchmarks.population import Population  # noqa: E402
from pacesetter.activities.contact_days import set_all_days  # noqa: E402
from pacesetter.crm.access import companies_seen_by  # noqa: E402
from pacesetter.crm.models import Company, Contact  # noqa: E402
from pacesetter.crm.searching import companies_with_words  # noqa: E402
from pacesetter.tenancy.scope import scope  # noqa: E402

COMPANIES, ACTIVITIES = 100_000, 1_000_000
ROUNDS = 30
_FIRST = "Alder Ashdown Birch Bramley Brook Calder Coppice Denholm Elm Everley Fairholme Glen Hartwell Ingleby Juniper"
_SECOND = "Dental Logistics Optics Print Garden Timber Insurance Textiles Recycling Software Water Robotics Legal Steel"


def populate(companies_wanted: int = COMPANIES, activities: int = ACTIVITIES) -> Population:
    """So many companies and activities; the activities are spread over all of the companies."""
    made = Population()
    draw = random.Random(7)
    first, second = _FIRST.split(), _SECOND.split()
    with scope(made.organisation):
        companies = []
        for n in range(companies_wanted - len(made.companies)):
            name = f"{draw.choice(first)} {draw.choice(second)} {draw.randrange(16**5):05x}"
            companies.append(
                Company(
                    name=name,
                    name_key=name.lower(),
                    domain=f"{name.lower().replace(' ', '-')}.example",
                    phone=f"+649{draw.randrange(10**7):07}",
                    kind=draw.choice(["lead", "client"]),
                    sales_rep=made.members[n % len(made.members)],
                )
            )
        rows = Company.objects.bulk_create(companies, batch_size=5000)
        Contact.objects.bulk_create(
            [Contact(name=f"Jane {n:x}", email=f"jane.{n:x}@{row.domain}", company=row) for n, row in enumerate(rows)],
            batch_size=5000,
        )
        made.companies = [*made.companies, *rows]
        made.add_activities(activities, 365, timezone.now().date())
        # The population's activities name its first companies alone; spread them over all.
        low, number = rows[0].pk, len(rows)
        with bared("activities_activity"), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE activities_activity SET company_id = %s + (id * 7919) %% %s WHERE organisation_id = %s",
                [low, number, made.organisation.pk],
            )
            plan = (
                "UPDATE activities_activity SET status = 'planned', completed_on = NULL, completed_at = NULL, "
                "completed_by_id = NULL, due_on = %s WHERE organisation_id = %s AND id %% 20 = 0"
            )
            cursor.execute(plan, [timezone.now().date() + timedelta(days=3), made.organisation.pk])
        set_all_days()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made


def measure(made: Population) -> None:
    with scope(made.organisation):
        company = Company.objects.filter(sales_rep=made.members[1]).order_by("-pk").first()
    assert company is not None  # noqa: S101
    paths = (
        "/companies/",
        "/companies/?page=20",
        "/companies/?sort=longest",
        "/companies/?plan=none&silent=90",
        f"/companies/?q={company.name.split()[2]}",
        "/companies/?q=alder+optics",
        "/companies/?q=jane.1f",
        f"/companies/?rep={made.members[5].pk}",
        "/companies/recency/",
        f"/companies/{company.pk}/",
        "/companies/look-alikes/",
        "/contacts/",
        "/contacts/?q=jane.1f",
    )
    for who, member in (("administrator", made.members[0]), ("member", made.members[1])):
        client = client_of(member)
        for path in paths:
            times = []
            for turn in range(ROUNDS + 2):
                start = time.perf_counter()
                response = client.get(path)
                if response.status_code != 200:
                    print(who, path, response.status_code)
                    break
                if turn > 1:
                    times.append((time.perf_counter() - start) * 1000)
            if times:
                p95 = statistics.quantiles(times, n=20)[18]
                print(f"{who:14} {path:42} p50 {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms", flush=True)


def show_plans(made: Population) -> None:
    with scope(made.organisation):
        seen = companies_seen_by(made.members[0]).filter(archived_at__isnull=True)
        for rows in (
            companies_with_words(seen, "alder optics").order_by("name_key", "pk")[:51],
            seen.order_by("name_key", "pk")[:51],
            seen.order_by("last_contact_on", "pk")[:51],
        ):
            print(rows.explain(), end="\n\n")


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--again", metavar="SLUG", help="the organisation of an earlier run")
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    made = Population.again(options.again) if options.again else populate()
    print(f"{connection.vendor}, organisation {made.organisation.slug}")
    if options.plans:
        show_plans(made)
    measure(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
