"""Closed periods that several change at once: real transactions, which clean up after themselves."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.activities.tests.at_once import who_waits
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis import closing
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, Kpi, Restatement
from pacesetter.kpis.verbs import map_type
from pacesetter.people.models import Member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nobody works meanwhile"),
]
FEBRUARY = period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar())
IN_FEBRUARY = datetime(2026, 2, 10, 3, tzinfo=UTC)


@pytest.fixture
def february(transactional_db: None, ada: Member, rita: Member, call: ActivityType, calls: Kpi) -> ClosedPeriod:
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    return closing.close(FEBRUARY, by=ada)


def told(member: Member) -> list[tuple[str, str, str]]:
    rows = Restatement.objects.filter(member=member).order_by("pk")
    return list(rows.values_list("cause", "old_actual", "new_actual"))


def test_a_late_call_that_waits_for_a_changed_rule_counts_by_it(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    def log() -> None:
        verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)

    with who_waits(log, ada.organisation_id):
        map_type(calls, call, by=ada, weight=3)
    assert told(rita) == [("kpi.type_mapped", "1", "3"), ("activity.logged", "3", "6")]
    assert ClosedFigure.objects.get(closed_period=february, member=rita).actual_now == "6"


def test_a_changed_rule_that_waits_for_a_late_call_counts_it(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    with who_waits(lambda: map_type(calls, call, by=ada, weight=3), ada.organisation_id):
        verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    assert told(rita) == [("activity.logged", "1", "2"), ("kpi.type_mapped", "2", "6")]


def test_what_waits_for_a_period_to_be_closed_is_a_restatement(
    transactional_db: None, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    def log() -> None:
        verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)

    with who_waits(log, ada.organisation_id):
        closing.close(FEBRUARY, by=ada)
    figure = ClosedFigure.objects.get(member=rita)
    assert (figure.actual, figure.actual_now) == ("0", "1")
    assert told(rita) == [("activity.logged", "0", "1")]


def test_what_waits_for_a_period_to_be_locked_is_refused(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType
) -> None:
    def log() -> None:
        verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)

    with pytest.raises(closing.PeriodLocked), who_waits(log, ada.organisation_id):
        closing.lock(february, by=ada)
    assert ClosedFigure.objects.get(closed_period=february, member=rita).actual_now == "1"
    assert told(rita) == []
