"""An organisation to measure with: members, roles, KPIs, targets and as many activities as wanted."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import connection
from django.utils import timezone

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

    def __init__(self, members: int = 200, types: int = 8) -> None:
        self.organisation = Organisation.objects.create(
            name="Measured", slug=f"measured-{random.getrandbits(40)}", country="NZ"
        )
        with scope(self.organisation):
            WorkingPattern.objects.create(effective_from=LONG_AGO, capacities=["1", "1", "1", "1", "1", "0", "0"])
            role = SalesRole.objects.create(name="Seller")
            slug = self.organisation.slug
            users = User.objects.bulk_create(
                User(email=f"m{n}@{slug}.example", password="!") for n in range(members)  # noqa: S106
            )
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
                Company(
                    name=f"Company {n}", name_key=f"company {n}", sales_rep=self.members[n % members]
                )
                for n in range(COMPANIES)
            )
            self.secrets = []
            for member in self.members[:50]:
                self.secrets.append(new_secret())
                ApiToken.objects.create(member=member, name="measure", secret_hash=hash_of(self.secrets[-1]))

    def add_activities(self, count: int, days: int, last_day: date, seed: int = 1) -> None:
        """Completed activities, evenly over members, types and the days up to `last_day`; a tenth of them were booked."""
        columns = (
            "organisation_id", "activity_type_id", "owner_id", "company_id", "subject", "note", "status", "outcome_id",
            "planned_minutes", "planned_value_minor", "minutes", "value_minor", "details", "provenance", "source",
            "external_id", "booked_on", "booked_for_id", "completed_on", "created_by_id", "completed_by_id",
            "created_at", "completed_at", "updated_at", "request_key",
        )  # fmt: skip
        rows = self._rows(count, days, last_day, random.Random(seed))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY activities_activity ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                cursor.execute("ANALYZE activities_activity")
                return
            marks = ", ".join(["%s"] * len(columns))
            while chunk := list(islice(rows, 20_000)):
                cursor.executemany(f"INSERT INTO activities_activity ({', '.join(columns)}) VALUES ({marks})", chunk)

    def _rows(self, count: int, days: int, last_day: date, dice: random.Random) -> Iterator[tuple[object, ...]]:
        organisation_id = self.organisation.pk
        types = [kind.pk for kind in self.types]
        members = [member.pk for member in self.members]
        companies = [company.pk for company in self.companies]
        outcomes = [outcome.pk for outcome in self.outcomes]
        now = timezone.now().isoformat(sep=" ")
        # In the order in which they would have been recorded, as a real table is.
        for n in range(count):
            day = (last_day - timedelta(days=days - 1 - n * days // count)).isoformat()
            member = members[dice.randrange(len(members))]
            booked = day if n % 10 == 0 else None
            yield (
                organisation_id, types[dice.randrange(len(types))], member, companies[dice.randrange(len(companies))],
                "Call", "", "completed", outcomes[dice.randrange(2)], 10, 0, dice.randrange(1, 60),
                dice.randrange(0, 100_000), "{}", "imported", "", "", booked, member if booked else None, day, member,
                member, now, now, now, "",
            )  # fmt: skip
