"""A workbook is read once, however often its rows are wanted."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import folder, kept, rows_path
from pacesetter.imports.opened import open_import
from pacesetter.imports.reading import xlsx_table
from pacesetter.imports.reading.read_once import WrittenRows
from pacesetter.imports.tidying import KEPT_UNDECIDED, tidy
from pacesetter.imports.verbs import commit, drop, dry_run, start, undo
from pacesetter.kpis import tallies
from pacesetter.people.models import Member


@pytest.fixture
def workbook(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Activity ID", "Activity type", "Owner", "Date", "Minutes"])
    for number in range(1, 8):
        sheet.append([f"A{number}", "Discovery call", "Rita" if number % 3 else "Nobody", f"2026-03-0{number}", number])
    book.save(tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


def test_nothing_opens_it_again_once_it_was_looked_through(
    workbook: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = start(workbook, by=ada, kind=Kind.ACTIVITIES)
    # Any further look into it would be refused.
    kept(batch).write_bytes(b"no workbook")
    assert dry_run(batch, by=ada).report is not None
    commit(batch, by=ada)
    assert (batch.created, batch.failed) == (5, 2)
    assert tallies.mismatches() == []
    undo(batch, by=ada)
    assert not Activity.objects.exists()
    assert not rows_path(batch).exists()


def test_one_that_was_started_by_an_earlier_version_is_read_as_it_was_then(workbook: Path, ada: Member) -> None:
    batch = start(workbook, by=ada, kind=Kind.ACTIVITIES)
    assert isinstance(open_import(batch).table, WrittenRows)
    rows_path(batch).write_text('{"form": "another"}\n')
    assert commit(batch, by=ada).created == 5


def test_the_rows_go_with_the_workbook(workbook: Path, ada: Member) -> None:
    files = []
    for _ in range(2):
        batch = start(workbook, by=ada, kind=Kind.ACTIVITIES)
        files += [kept(batch), rows_path(batch)]
    assert all(file.exists() for file in files)
    drop(batch, by=ada)
    assert [file.exists() for file in files] == [True, True, False, False]
    with clock.standing_at(clock.now() + KEPT_UNDECIDED + timedelta(hours=1)):
        tidy()
    assert not any(file.exists() for file in files)


def test_of_one_that_can_not_be_read_to_its_end_nothing_stays(
    workbook: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object) -> None:
        raise OSError("the disk")

    monkeypatch.setattr(xlsx_table.XlsxTable, "_batch", breaks)
    before = set(folder().iterdir())
    with pytest.raises(Exception, match="damaged"):
        start(workbook, by=ada, kind=Kind.ACTIVITIES)
    assert set(folder().iterdir()) == before
