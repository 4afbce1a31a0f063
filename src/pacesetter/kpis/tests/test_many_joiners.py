import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.tenancy.models import Organisation

FIRST = date(2025, 3, 2)


@pytest.fixture
def as_sqlite_is_built_elsewhere(organisation: Organisation) -> Iterator[None]:
    """Debian builds SQLite for more parameters than its authors do."""
    if connection.vendor != "sqlite":
        yield
        return
    raw: sqlite3.Connection = connection.connection
    before = raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32766)
    yield
    raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


@pytest.mark.usefixtures("as_sqlite_is_built_elsewhere")
def test_a_year_in_which_everybody_began_on_another_day_can_be_shown(
    organisation: Organisation, call: ActivityType
) -> None:
    role = SalesRole.objects.create(name="Sales")
    for n in range(120):
        member = Member.objects.create(name=f"P{n}", email=f"p{n}@x.example")
        RoleAssignment.objects.create(member=member, role=role, starts_on=FIRST + timedelta(days=n % 28))
    for n in range(6):
        kpi = Kpi.objects.create(name=f"K{n}")
        KpiActivityType.objects.create(kpi=kpi, activity_type=call)
        KpiRole.objects.create(kpi=kpi, role=role)
    for day in (1, 10, 40):
        at = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day)
        verbs.log(by=member, activity_type=call, owner=member, at=at)
    year = period_holding(PeriodKind.YEAR, FIRST, Calendar())
    made = board(
        load_book(organisation), Member.objects.values_list("pk", flat=True), year, datetime(2026, 1, 9, tzinfo=UTC)
    )
    assert len(made.figures) == 720
    # The last one began on 9 March, after the first call and before the others.
    assert made.figures[member.pk, kpi.pk].actual == 2
