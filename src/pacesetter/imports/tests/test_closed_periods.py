"""Imports and closed periods."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.periods import Period, PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import dry_run, start, undo
from pacesetter.kpis import closing, tallies
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Restatement
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

TEXT = (
    "Activity ID,Activity type,Owner,Date\n"
    "A1,Discovery call,Rita,2026-02-10\nA2,Discovery call,Rita,2026-02-11\nA3,Discovery call,Rita,2026-03-03\n"
)
FEBRUARY = Period(PeriodKind.MONTH, date(2026, 2, 1), date(2026, 3, 1))


@pytest.fixture(autouse=True)
def calls(ada: Member, rita: Member, bdm: SalesRole, call: ActivityType) -> Kpi:
    kpi = Kpi.objects.create(name="Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.fixture
def march() -> Iterator[None]:
    with clock.standing_at(datetime(2026, 3, 20, tzinfo=UTC)):
        yield


def test_a_locked_period_refuses_its_rows_and_no_others(tmp_path: Path, ada: Member, march: None) -> None:
    closing.close(FEBRUARY, by=ada, locked=True)
    batch = bring_in(csv_file(tmp_path, TEXT), ada)
    assert Activity.objects.get().external_id == "A3"
    assert (batch.created, batch.failed) == (1, 2)
    assert batch.problem_counts == {"closed_period": 2}
    left_out = errors_path(batch).read_text(encoding="utf-8-sig")
    assert "A1,Discovery call,Rita,2026-02-10,2,," in left_out
    assert not Restatement.objects.exists()


def test_a_closed_period_is_restated_once_for_the_whole_file(
    tmp_path: Path, ada: Member, rita: Member, march: None
) -> None:
    closing.close(FEBRUARY, by=ada)
    batch = bring_in(csv_file(tmp_path, TEXT), ada)
    assert batch.created == 3
    assert batch.problem_counts == {"restatement": 2}
    restated = Restatement.objects.get()
    assert (restated.member, restated.old_actual, restated.new_actual) == (rita, "0", "2")
    assert (restated.cause, restated.cause_id, restated.restated_by) == ("import", batch.pk, ada)
    assert tallies.mismatches() == []


def test_a_dry_run_counts_what_it_would_restate_and_restates_nothing(tmp_path: Path, ada: Member, march: None) -> None:
    closing.close(FEBRUARY, by=ada)
    came = dry_run(start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES), by=ada)
    assert came.report.counts == {ProblemKind.RESTATEMENT: 2}
    assert not Restatement.objects.exists()


def test_taking_back_restates_again_and_a_lock_refuses_it(
    tmp_path: Path, ada: Member, rita: Member, march: None
) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada)
    closed = closing.close(FEBRUARY, by=ada, locked=True)
    with pytest.raises(Refusal, match="locked"):
        undo(batch, by=ada)
    assert Activity.objects.count() == 3
    closing.unlock(closed, by=ada)
    undo(batch, by=ada)
    restated = Restatement.objects.get()
    assert (restated.member, restated.old_actual, restated.new_actual) == (rita, "2", "0")


def test_the_other_organisations_lock_does_not_matter_here(
    tmp_path: Path, ada: Member, otto: Member, other_organisation: Organisation, march: None
) -> None:
    with scope(other_organisation):
        closing.close(FEBRUARY, by=otto, locked=True)
    assert bring_in(csv_file(tmp_path, TEXT), ada).created == 3
