"""An organisation to measure with: members, roles, KPIs, targets and as many activities as wanted."""

import random
from datetime import date, timedelta

from django.db import connection

from benchmarks.bare_table import bared
from pacesetter.activities.contact_days import set_all_days
from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole, Target
from pacesetter.people.models import (
    AccessLevel,
    ApiToken,
    Member,
    RoleAssignment,
    SalesRole,
    Team,
    TeamMembership,
    User,
    WorkingPattern,
)
from pacesetter.people.tokens import hash_of, new_secret
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

LONG_AGO = date(2000, 1, 3)
COMPANIES = 2000


class Population:
    """One organisation with its members (the first is an administrator), types, outcomes and a token for each."""

    @classmethod
    def again(cls, slug: str) -> "Population":
        """What an earlier run finished under this short name (without tokens, whose secrets are gone)."""
        found = cls.__new__(cls)
        organisation = Organisation.objects.filter(slug=slug).first()
        if organisation is None:
            raise SystemExit(f"No earlier run has finished making {slug}: leave out --again.")
        found.organisation = organisation
        with scope(found.organisation):
            found.members = list(Member.objects.select_related("user").order_by("pk"))
        return found

    def finished(self) -> None:
        """Give it the short name by which `again` finds it. Only now, so that what was cut off half-way (by Ctrl-C, or
        a full disk) is never measured."""
        Organisation.objects.filter(pk=self.organisation.pk).update(slug=self._becomes)
        self.organisation.slug = self._becomes

    def __init__(self, members: int = 200, types: int = 8, becomes: str = "") -> None:
        """`becomes` is the short name that `finished` will give it, if it is to be found again."""
        if becomes and Organisation.objects.filter(slug=becomes).exists():
            raise SystemExit(f"{becomes} is there from an earlier run: measure with it by --again.")
        self._becomes = becomes
        self.organisation = Organisation.objects.create(
            name="Measured", slug=f"measured-{random.getrandbits(40)}", country="NZ"
        )
        with scope(self.organisation):
            WorkingPattern.objects.create(effective_from=LONG_AGO, capacities=["1", "1", "1", "1", "1", "0", "0"])
            role = SalesRole.objects.create(name="Seller")
            slug = self.organisation.slug
            users = User.objects.bulk_create(User(email=f"m{n}@{slug}.example", password="!") for n in range(members))
            self.members = Member.objects.bulk_create(
                Member(user=user, name=f"Member {n:03}", email=user.email, joined_on=LONG_AGO)
                for n, user in enumerate(users)
            )
            Member.objects.filter(pk=self.members[0].pk).update(access_level=AccessLevel.ADMINISTRATOR)
            RoleAssignment.objects.bulk_create(
                RoleAssignment(member=member, role=role, starts_on=LONG_AGO) for member in self.members
            )
            for start in range(0, members, 20):
                team = Team.objects.create(name=f"Team {start // 20}")
                TeamMembership.objects.bulk_create(
                    TeamMembership(team=team, member=member, starts_on=LONG_AGO, is_lead=n == 0)
                    for n, member in enumerate(self.members[start : start + 20])
                )
            self.outcomes = [Outcome.objects.create(name=name) for name in ("Reached", "Not reached")]
            self.types = []
            for n in range(types):
                kind = ActivityType.objects.create(name=f"Type {n}", category="phone_call", default_minutes=10)
                ActivityTypeOutcome.objects.bulk_create(
                    ActivityTypeOutcome(activity_type=kind, outcome=outcome) for outcome in self.outcomes
                )
                self.types.append(kind)
                kpi = Kpi.objects.create(name=f"KPI {n}", measure=("count", "minutes", "points", "value")[n % 4])
                KpiActivityType.objects.create(kpi=kpi, activity_type=kind)
                if n % 4 == 3:
                    KpiOutcome.objects.create(kpi=kpi, outcome=self.outcomes[0])
                KpiRole.objects.create(kpi=kpi, role=role)
                Target.objects.create(
                    kpi=kpi, role=role, period_kind="week", quantity=str(10 + n), effective_from=LONG_AGO
                )
            self.companies = Company.objects.bulk_create(
                Company(name=f"Company {n}", name_key=f"company {n}", sales_rep=self.members[n % members])
                for n in range(COMPANIES)
            )
            self.secrets = []
            for member in self.members[:50]:
                self.secrets.append(new_secret())
                ApiToken.objects.create(member=member, name="measure", secret_hash=hash_of(self.secrets[-1]))

    def add_activities(self, count: int, days: int, last_day: date, *, evenly: bool = True) -> None:
        """Completed activities over members and the days up to `last_day`, in whose order they are made, inside the
        database, as a real table grows.

        `evenly`: types and outcomes share them alike, on all days of the week, and a tenth were booked. That makes as
        many totals as so many activities can have. Otherwise they lie on working days and their types have shares as in
        the demo organisation's year (41 % are of one type, four types together have 9 %), and a fifth were booked.
        """
        # A million rows for few companies in one statement would leave as many dead versions of those companies behind.
        with bared("activities_activity"), connection.cursor() as cursor:
            cursor.execute(_activities_sql(self, count, days, last_day, evenly=evenly))
        with scope(self.organisation):
            set_all_days()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("VACUUM ANALYZE activities_activity")


# Of a hundred activities, so many are of each type and outcome in the demo organisation's year.
_SHARES = (
    (0, 0, 20),
    (0, 1, 21),
    (1, 0, 21),
    (2, 0, 21),
    (3, 0, 6),
    (3, 1, 2),
    (4, 0, 3),
    (5, 0, 3),
    (6, 0, 2),
    (7, 0, 1),
)


def _activities_sql(population: Population, count: int, days: int, last_day: date, *, evenly: bool) -> str:
    first_day = last_day - timedelta(days=days - 1)
    # A multiplicative hash spreads the numbers well enough and is the same on every database.
    hashed = "(i * 2654435761 % 4294967296)"
    if connection.vendor == "postgresql":
        source = f"SELECT i, {hashed} AS h FROM generate_series(0, {count - 1}::bigint) AS i"
        day = f"DATE '{first_day}' + (i * {days} / {count})::int"
        now, details = "now()", "'{}'::jsonb"
        recursion = ""
    else:
        recursion = f"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count}) "
        source = f"SELECT i, {hashed} AS h FROM n"
        day = f"date('{first_day}', (i * {days} / {count}) || ' days')"
        now, details = "datetime('now')", "'{}'"
    kind, outcome, booked = "(h / 16) % 8", "(h / 4) % 2", "i % 10 = 0"
    if not evenly:
        first_day -= timedelta(days=first_day.weekday())
        worked = f"(i * {days // 7 * 5} / {count})"
        nth = f"({worked} / 5 * 7 + {worked} % 5)"
        day = (
            f"DATE '{first_day}' + {nth}::int"
            if connection.vendor == "postgresql"
            else f"date('{first_day}', {nth} || ' days')"
        )
        kind, outcome, booked = _chosen(0), _chosen(1), "i % 5 = 0"
    member = f"{population.members[0].pk} + (h / 8192) % {len(population.members)}"
    values = {
        "organisation_id": str(population.organisation.pk),
        "activity_type_id": f"{population.types[0].pk} + {kind}",
        "owner_id": member,
        "created_by_id": member,
        "completed_by_id": member,
        "booked_for_id": f"CASE WHEN {booked} THEN {member} END",
        "company_id": f"{population.companies[0].pk} + (h / 32) % {COMPANIES}",
        "outcome_id": f"{population.outcomes[0].pk} + {outcome}",
        "subject": "'Call'",
        "note": "''",
        "status": "'completed'",
        "planned_minutes": "10",
        "planned_value_minor": "0",
        "minutes": "1 + h % 60",
        "value_minor": "h % 100000",
        "details": details,
        "provenance": "'imported'",
        "source": "''",
        "external_id": "''",
        "request_key": "''",
        "booked_on": f"CASE WHEN {booked} THEN {day} END",
        "completed_on": day,
        "completed_at": now,
        "created_at": now,
        "updated_at": now,
    }
    return (
        f"INSERT INTO activities_activity ({', '.join(values)}) "
        f"{recursion}SELECT {', '.join(values.values())} FROM ({source}) AS numbered"
    )


def _chosen(column: int) -> str:
    """SQL for the type or the outcome, counted from 0, by their shares."""
    whens, passed = "", 0
    for share in _SHARES:
        passed += share[2]
        whens += f" WHEN (h / 16) % 100 < {passed} THEN {share[column]}"
    return f"CASE{whens} END"
