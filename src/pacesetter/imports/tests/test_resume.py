"""An import that is cut off at any moment goes on where it was, and every row comes in exactly once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.models import BatchState, ImportBatch, ImportProblem
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import resume, start, undo
from pacesetter.imports.verbs.commit import TakenOver
from pacesetter.jobs.tests.nursery import environment_of
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member

pytestmark = pytest.mark.slow

ROWS = 34_000


def _text() -> str:
    """Rows for several batches. Every hundredth is wrong, every thousandth has two lines."""
    lines = ["Activity ID,Activity type,Owner,Date,Company,Note\n"]
    for number in range(ROWS):
        owner = "Nobody" if number % 100 == 7 else "Rita" if number % 2 else "Raj"
        note = '"two\nlines"' if number % 1000 == 3 else "one"
        day = f"2026-0{number % 3 + 1}-{number % 28 + 1:02}"
        lines.append(f"A{number},Discovery call,{owner},{day},Company {number % 699},{note}\n")
    return "".join(lines)


@pytest.fixture
def batch(
    transactional_db: None, tmp_path: Path, ada: Member, rita: Member, raj: Member, call: ActivityType
) -> ImportBatch:
    return start(csv_file(tmp_path, _text()), by=ada, kind=Kind.ACTIVITIES)


def run_and_kill(batch: ImportBatch, by: Member, where: str, times: int = 1) -> int:
    """The way in which a process of its own ended that went on with the import."""
    arguments = [str(batch.organisation_id), str(batch.pk), str(by.pk), where, str(times)]
    done = subprocess.run(
        [sys.executable, "-m", "pacesetter.imports.tests.killed", *arguments],
        env=environment_of(settings.DATA),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode


def check_all_came_in_once(batch: ImportBatch) -> None:
    batch.refresh_from_db()
    wrong = ROWS // 100
    assert batch.state == BatchState.DONE
    assert (batch.read, batch.created, batch.failed, batch.skipped) == (ROWS, ROWS - wrong, wrong, 0)
    assert batch.problem_counts == {"unknown_owner": wrong}
    ids = list(Activity.objects.values_list("external_id", flat=True))
    assert len(ids) == ROWS - wrong
    assert set(ids) == {f"A{number}" for number in range(ROWS) if number % 100 != 7}
    assert Company.objects.count() == 699
    assert TallyDay.objects.aggregate(total=Sum("count"))["total"] == ROWS - wrong
    assert tallies.mismatches() == []
    left_out = errors_path(batch).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in left_out[1:]] == [f"A{number}" for number in range(7, ROWS, 100)]
    assert ImportProblem.objects.count() == 100


@pytest.mark.parametrize(("where", "times"), [("inside", 1), ("inside", 3), ("between", 1), ("between", 2)])
def test_after_a_kill_each_row_comes_in_exactly_once(batch: ImportBatch, ada: Member, where: str, times: int) -> None:
    assert run_and_kill(batch, ada, where, times) == -signal.SIGKILL
    batch.refresh_from_db()
    assert batch.state == BatchState.COMMITTING
    # What is there agrees with the place reached, whenever the kill came.
    assert Activity.objects.count() == batch.created < ROWS - ROWS // 100
    assert tallies.mismatches() == []
    resume(batch, by=ada)
    check_all_came_in_once(batch)


def test_it_may_be_killed_again_and_again(batch: ImportBatch, ada: Member) -> None:
    kills = 0
    while run_and_kill(batch, ada, "inside" if kills % 2 else "between") == -signal.SIGKILL:
        kills += 1
        assert kills < 10
        if kills % 2 == 0:
            # A kill inside a transaction gains nothing, so that every other run has to be let go on.
            run_and_kill(batch, ada, "between")
    assert kills >= 2
    check_all_came_in_once(batch)


def test_a_killed_import_can_be_taken_back(batch: ImportBatch, ada: Member) -> None:
    run_and_kill(batch, ada, "between", 2)
    undo(batch, by=ada)
    assert not Activity.objects.exists()
    assert not Company.objects.exists()
    assert tallies.mismatches() == []
    assert batch.state == BatchState.UNDONE


def test_a_second_run_of_the_same_import_stops_by_itself(
    transactional_db: None, tmp_path: Path, ada: Member, rita: Member, raj: Member, call: ActivityType
) -> None:
    batch = start(csv_file(tmp_path, _text()), by=ada, kind=Kind.ACTIVITIES)
    run_and_kill(batch, ada, "between")
    late = ImportBatch.objects.get(pk=batch.pk)

    def overtake(done: int, total: int, note: str) -> None:
        if done < 25_000:
            assert run_and_kill(batch, ada, "never") == 0

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
