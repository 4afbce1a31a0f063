"""The totals of many activities are added at once, where some of their days have totals already and others don't."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from pacesetter.activities.models import ActivityType
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.verbs import log
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tallies import batch
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import NoOrganisation, no_scope

pytestmark = pytest.mark.django_db

ALL = "completed_on IS NOT NULL"


@pytest.fixture
def logged(rita: Member, raj: Member, call: ActivityType) -> None:
    """Activities on three days of each of three months, with their totals."""
    for month in (2, 3, 4):
        for day in (2, 9, 16):
            for member in (rita, raj):
                log(
                    by=member, activity_type=call, owner=member, at=datetime(2026, month, day, 2, tzinfo=UTC), minutes=7
                )


def forget(where: str) -> None:
    """Have no totals of these activities, and no rows of nothing either."""
    tallies.add_activities(where, [], sign=-1)
    for model in (TallyDay, TallyMonth):
        model.objects.filter(count=0).delete()


@pytest.mark.parametrize(
    "where",
    [
        ALL,
        "completed_on <> '2026-03-09'",
        "completed_on NOT IN ('2026-02-09', '2026-04-02')",
        "completed_on > '2026-03-02'",
        "completed_on < '2026-03-16'",
        "completed_on BETWEEN '2026-02-09' AND '2026-04-09' AND completed_on <> '2026-03-09'",
    ],
)
@pytest.mark.usefixtures("logged")
def test_days_without_totals_lie_before_between_and_after_those_with(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(where)
    assert tallies.mismatches() != []
    # The way that is right in any case, and slower, is not needed (PostgreSQL).
    monkeypatch.delattr(batch, "_together")
    tallies.add_activities(where, [])
    assert tallies.mismatches() == []


@pytest.mark.usefixtures("logged")
def test_where_all_days_have_totals_they_are_added_to() -> None:
    tallies.add_activities(ALL, [])
    assert {*TallyDay.objects.values_list("count", "minutes")} == {(2, 14)}
    assert {*TallyMonth.objects.values_list("count", "minutes")} == {(6, 42)}


@pytest.mark.usefixtures("logged")
def test_nothing_that_matches_adds_nothing() -> None:
    tallies.add_activities("completed_on = '2020-01-01'", [])
    assert tallies.mismatches() == []


@pytest.mark.usefixtures("logged")
def test_without_an_organisation_it_is_refused() -> None:
    with no_scope(), pytest.raises(NoOrganisation):
        tallies.add_activities(ALL, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
def test_a_first_total_that_somebody_else_records_meanwhile_is_added_to(rita: Member, call: ActivityType) -> None:
    for day in (2, 9, 16):
        log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, day, 2, tzinfo=UTC), minutes=7)
    held, late = TallyDay.objects.get(period_on=date(2026, 2, 9)), TallyDay.objects.get(period_on=date(2026, 2, 16))
    forget("completed_on <> '2026-02-09'")

    def bring_in() -> None:
        with transaction.atomic():
            tallies.add_activities(ALL, [])

    with transaction.atomic():
        TallyDay.objects.select_for_update().get(period_on=held.period_on)
        waiting = run_at_once(bring_in, rita.organisation_id)
        # It goes through the days in their order, waits for this one, and has not come to the later one.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
        late.save(force_insert=True)
    waiting.join(timeout=60)
    assert [*TallyDay.objects.order_by("period_on").values_list("count", "minutes")] == [(1, 7), (2, 14), (2, 14)]
    assert TallyMonth.objects.get().count == 4
