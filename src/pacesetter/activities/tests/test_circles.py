"""Two verbs that want each other's totals: PostgreSQL ends one of them, and nobody notices."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.each import each
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.at_once import joined, run_at_once, until_somebody_waits, while_the_other_is_ended
from pacesetter.core import clock
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles

TODAY = datetime(2026, 3, 5, 1, tzinfo=UTC)
# A late entry: what was done lies before what is booked.
EARLIER = TODAY - timedelta(days=2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.parametrize("several", [False, True])
def test_a_verb_that_was_ended_is_done_once_more(
    rita: Member, call: ActivityType, meeting: ActivityType, several: bool
) -> None:
    def meet() -> set[int]:
        with clock.standing_at(TODAY):
            done = verbs.log(by=rita, activity_type=call, owner=rita, at=EARLIER)
            booked = verbs.complete(verbs.plan(by=rita, activity_type=meeting, owner=rita), by=rita, at=EARLIER)

        def change(activity: Activity) -> None:
            # Takes the earlier day first, and then wants today's bookings.
            verbs.edit(activity, by=rita, activity_type=call)

        def change_it() -> None:
            if several:
                each([booked], change)
            else:
                change(booked)

        with joined() as threads, transaction.atomic(), clock.standing_at(TODAY):
            # As logging does, where a meeting follows from a call.
            verbs.plan(by=rita, activity_type=meeting, owner=rita)
            threads.append(run_at_once(change_it, rita.organisation_id, head_start=0))
            until_somebody_waits()
            verbs.log(by=rita, activity_type=call, owner=rita, at=EARLIER)
        return {done.pk, booked.pk}

    both = while_the_other_is_ended(meet)
    assert {row.activity_type_id for row in Activity.objects.filter(pk__in=both)} == {call.pk}
    assert tallies.mismatches() == []


class Ended(Exception):
    sqlstate = "40P01"


class Other(Exception):
    sqlstate = "55P03"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cause", "in_transaction", "tried"), [(Ended, False, 5), (Ended, True, 1), (Other, False, 1)])
def test_not_without_an_end_and_not_what_is_something_else(
    transactional_db: None, cause: type[Exception], in_transaction: bool, tried: int
) -> None:
    times = []

    @out_of_circles
    def fail() -> None:
        times.append(1)
        raise OperationalError from cause()

    with pytest.raises(OperationalError):
        if in_transaction:
            with transaction.atomic():
                fail()
        else:
            fail()
    assert len(times) == tried
