"""A rebuild while others record, and one by several connections: real transactions, which clean up after themselves."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import pairwise
from unittest.mock import Mock

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.activities.tests.at_once import until_somebody_waits
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tallies import mend, stretches
from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.plan import Plan, plan
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nobody works meanwhile"),
]
MARCH = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture
def recorded(transactional_db: None, rita: Member, raj: Member, call: ActivityType) -> None:
    for month in (1, 2, 3):
        for owner in (rita, raj):
            verbs.log(by=owner, activity_type=call, owner=owner, at=MARCH.replace(month=month))


def test_what_is_recorded_while_nothing_is_there_yet_is_counted_once(
    organisation: Organisation, recorded: None, rita: Member, call: ActivityType
) -> None:
    TallyDay.objects.all().delete()
    TallyMonth.objects.all().delete()
    written, committed = threading.Event(), []

    def record() -> None:
        # The totals of Rita's day and month, which the rebuild is about to make too, exist in this transaction alone.
        with scope(organisation), transaction.atomic():
            verbs.log(by=rita, activity_type=call, owner=rita, at=MARCH)
            written.set()
            until_somebody_waits()
            committed.append(True)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        recording = pool.submit(record)
        assert written.wait(60)
        assert tallies.rebuild().mended > 0
        assert committed
        recording.result()
    assert tallies.mismatches() == []
    assert TallyDay.objects.get(member_id=rita.pk, period_on=date(2026, 3, 5)).count == 2


def test_whoever_records_is_not_kept_waiting_by_totals_that_are_right(
    organisation: Organisation, recorded: None, rita: Member, call: ActivityType
) -> None:
    with transaction.atomic():
        assert tallies.rebuild().mended == 0

        def record() -> None:
            with scope(organisation):
                verbs.log(by=rita, activity_type=call, owner=rita, at=MARCH)
            connection.close()

        with ThreadPoolExecutor(1) as pool:
            pool.submit(record).result(timeout=60)
    assert tallies.mismatches() == []


def test_several_connections_mend_a_stretch_each(
    recorded: None, monkeypatch: pytest.MonkeyPatch, rita: Member, raj: Member
) -> None:
    TallyDay.objects.filter(member_id=rita.pk).update(count=77)
    TallyMonth.objects.filter(member_id=raj.pk).delete()
    cuts = [None, date(2026, 2, 1), date(2026, 3, 1), None]
    for dense, together in ((True, False), (False, False), (True, True)):
        planned = Plan([Stretch(*ends, together) for ends in pairwise(cuts)], connections=2, dense=dense)
        for program in (tallies.rebuild, tallies.mismatches):
            monkeypatch.setattr(sys.modules[program.__module__], "plan", Mock(return_value=planned))
        if dense and not together:
            assert [one.period_on.month for one in tallies.mismatches()] == [1, 2, 3] * 2
        made = tallies.rebuild()
        assert (made.days, made.months) == (6, 6)
        assert tallies.mismatches() == []
    assert made.mended == 0


def test_rows_that_turn_up_unexpectedly_are_added_to(recorded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    TallyDay.objects.all().update(minutes=1)
    monkeypatch.setattr(mend, "is_empty", lambda *_: True)
    tallies.rebuild()
    assert tallies.mismatches() == []


def test_a_large_organisation_is_cut_at_first_days_of_months(
    organisation: Organisation, recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert plan(organisation.pk).stretches == [Stretch()]
    monkeypatch.setattr("pacesetter.kpis.tallies.plan._WORTH_SHARING", 1)
    assert plan(organisation.pk).stretches == [
        Stretch(None, date(2026, 2, 1), together=True),
        Stretch(date(2026, 2, 1), None, together=True),
    ]


def test_inside_a_transaction_one_connection_does_everything(
    organisation: Organisation, recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacesetter.kpis.tallies.plan._WORTH_SHARING", 1)
    with transaction.atomic():
        assert plan(organisation.pk).stretches == [Stretch()]


def test_what_lies_scattered_over_the_table_is_not_looked_up(
    organisation: Organisation, recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("pacesetter.kpis.tallies.plan._WORTH_SHARING", 1)
    # Six rows of three months lie on one page, or on two where the first one was nearly full.
    monkeypatch.setattr("pacesetter.kpis.tallies.plan._MONTHS_OF_A_PAGE", 1)
    assert [stretch.together for stretch in plan(organisation.pk).stretches] == [False, False]


def test_after_a_failure_no_other_stretch_is_begun(organisation: Organisation) -> None:
    begun = []

    def fail(stretch: Stretch) -> None:
        begun.append(stretch)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stretches.over(Plan([Stretch()] * 50, connections=2, dense=True), organisation.pk, fail)
    assert len(begun) <= 2
