"""An import that is cut off at any moment goes on where it was, and every row comes in exactly once."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Sum

from pacesetter.activities.contact_days import companies_with_wrong_days
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.models import BatchState, ImportBatch, ImportProblem
from pacesetter.imports.reading import csv_rows
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.tests.killed import LINES_AT_ONCE
from pacesetter.imports.tests.mortal_imports import MortalImports
from pacesetter.imports.verbs import commit, resume, start, undo
from pacesetter.imports.verbs.commit import TakenOver
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member

pytestmark = pytest.mark.slow

ROWS = 3_400
WRONG = ROWS // 20  # more than there are examples kept of one kind


def _text() -> str:
    """Rows for several batches. Every twentieth is wrong, every thousandth has two lines."""
    lines = ["Activity ID,Activity type,Owner,Date,Company,Note\n"]
    for number in range(ROWS):
        owner = "Nobody" if number % 20 == 7 else "Rita" if number % 2 else "Raj"
        note = '"two\nlines"' if number % 1000 == 3 else "one"
        day = f"2026-0{number % 3 + 1}-{number % 28 + 1:02}"
        lines.append(f"A{number},Discovery call,{owner},{day},Company {number % 699},{note}\n")
    return "".join(lines)


@pytest.fixture(autouse=True)
def several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tens of thousands of rows: here as in the processes that are killed."""
    monkeypatch.setattr(csv_rows, "BATCH_LINES", LINES_AT_ONCE)


@pytest.fixture
def batch(
    transactional_db: None, tmp_path: Path, ada: Member, rita: Member, raj: Member, call: ActivityType
) -> ImportBatch:
    return start(csv_file(tmp_path, _text()), by=ada, kind=Kind.ACTIVITIES)


@pytest.fixture(scope="module")
def imports(django_db_setup: None) -> Iterator[MortalImports]:
    made = MortalImports()
    yield made
    made.end()


def check_all_came_in_once(batch: ImportBatch) -> None:
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert (batch.read, batch.created, batch.failed, batch.skipped) == (ROWS, ROWS - WRONG, WRONG, 0)
    assert batch.problem_counts == {"unknown_owner": WRONG}
    ids = list(Activity.objects.values_list("external_id", flat=True))
    assert len(ids) == ROWS - WRONG
    assert set(ids) == {f"A{number}" for number in range(ROWS) if number % 20 != 7}
    assert Company.objects.count() == 699
    assert TallyDay.objects.aggregate(total=Sum("count"))["total"] == ROWS - WRONG
    assert tallies.mismatches() == []
    assert companies_with_wrong_days() == []
    left_out = errors_path(batch).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in left_out[1:]] == [f"A{number}" for number in range(7, ROWS, 20)]
    assert ImportProblem.objects.count() == 100


@pytest.mark.parametrize(
    ("where", "times", "together"), [("inside", 1, 1), ("inside", 3, 2), ("between", 1, 2), ("between", 2, 1)]
)
def test_after_a_kill_each_row_comes_in_exactly_once(
    batch: ImportBatch, ada: Member, imports: MortalImports, where: str, times: int, together: int
) -> None:
    assert imports.run(batch, ada, where, times, together) == -signal.SIGKILL
    batch.refresh_from_db()
    assert batch.state == BatchState.COMMITTING
    # What is there agrees with the place reached, whenever the kill came.
    assert Activity.objects.count() == batch.created < ROWS - WRONG
    assert tallies.mismatches() == []
    resume(batch, by=ada)
    check_all_came_in_once(batch)


def test_it_may_be_killed_again_and_again(batch: ImportBatch, ada: Member, imports: MortalImports) -> None:
    kills = 0
    while imports.run(batch, ada, "inside" if kills % 2 else "between") == -signal.SIGKILL:
        kills += 1
        assert kills < 10
        if kills % 2 == 0:
            # A kill inside a transaction gains nothing, so that every other run has to be let go on.
            imports.run(batch, ada, "between")
    assert kills >= 2
    check_all_came_in_once(batch)


def test_a_killed_import_can_be_taken_back(batch: ImportBatch, ada: Member, imports: MortalImports) -> None:
    imports.run(batch, ada, "between", 2)
    undo(batch, by=ada)
    assert not Activity.objects.exists()
    assert not Company.objects.exists()
    assert tallies.mismatches() == []
    assert batch.state == BatchState.UNDONE


def test_a_second_run_of_the_same_import_stops_by_itself(
    batch: ImportBatch, ada: Member, imports: MortalImports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[commit.__module__], "TOGETHER", 1)
    imports.run(batch, ada, "between")
    late = ImportBatch.objects.get(pk=batch.pk)

    def overtake(done: int, total: int, note: str) -> None:
        if done < 2_500:
            assert imports.run(batch, ada, "never") == 0

    with pytest.raises(TakenOver):
        resume(late, by=ada, progress=overtake)
    check_all_came_in_once(batch)


@pytest.mark.django_db
def test_only_what_was_cut_off_is_resumed_and_only_by_those_who_may(
    tmp_path: Path, ada: Member, rita: Member, raj: Member, call: ActivityType
) -> None:
    text = "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Rita,2026-03-02\n"
    batch = bring_in(csv_file(tmp_path, text), ada)
    with pytest.raises(NotAllowed):
        resume(batch, by=rita)
    with pytest.raises(Refusal):
        resume(batch, by=ada)
