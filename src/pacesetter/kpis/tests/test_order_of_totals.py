"""Totals are locked in one order by everybody: by month, then by day. Otherwise a verb and an import of the same days
could wait for each other, until PostgreSQL ends one of them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, transaction

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.verbs import complete, log, plan
from pacesetter.core.refusal import NotAllowed
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other"),
]
AT = datetime(2026, 2, 3, 2, tzinfo=UTC)


def holds_the_month_while_waiting_for_the_day(do: Callable[[], object], organisation_id: int) -> bool:
    held = False
    with transaction.atomic():
        list(TallyDay.objects.select_for_update().order_by("period_on"))
        waiting = run_at_once(do, organisation_id)
        try:
            with transaction.atomic():
                list(TallyMonth.objects.select_for_update(nowait=True).order_by("period_on"))
        except OperationalError:
            held = True
    waiting.join(timeout=60)
    return held


@pytest.mark.parametrize("way", ["log", "complete", "import", "removal"])
def test_the_month_comes_first(rita: Member, call: ActivityType, way: str) -> None:
    def again() -> Activity:
        return log(by=rita, activity_type=call, owner=rita, at=AT)

    again()
    planned = plan(by=rita, activity_type=call, owner=rita)

    def set_by_set(sign: int) -> None:
        # One at a time, so that both tables are only locked by the statement.
        with transaction.atomic():
            tallies.add_activities("completed_on IS NOT NULL", [], sign=sign)

    ways: dict[str, Callable[[], object]] = {
        "log": again,
        "complete": lambda: complete(planned, by=rita, at=AT),
        "import": lambda: set_by_set(1),
        "removal": lambda: set_by_set(-1),
    }
    assert holds_the_month_while_waiting_for_the_day(ways[way], rita.organisation_id)


def test_what_is_refused_locks_neither(rita: Member, otto: Member, call: ActivityType) -> None:
    log(by=rita, activity_type=call, owner=rita, at=AT)

    def refused() -> None:
        with pytest.raises(NotAllowed):
            log(by=otto, activity_type=call, owner=rita, at=AT)

    assert not holds_the_month_while_waiting_for_the_day(refused, rita.organisation_id)
