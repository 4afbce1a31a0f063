"""Files of imports go again after a while."""

import os
from datetime import timedelta
from pathlib import Path

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path, folder, kept
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.tidying import KEPT_UNDECIDED, KEPT_WHEN_DONE, tidy
from pacesetter.imports.verbs import start, undo
from pacesetter.people.models import Member

TEXT = "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Rita,2026-03-02\nA2,Discovery call,Nobody,2026-03-02\n"


def test_files_go_after_their_time_and_the_activities_stay(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada)
    files = kept(batch), errors_path(batch)
    assert tidy() == 0
    assert all(file.exists() for file in files)
    with clock.standing_at(clock.now() + KEPT_WHEN_DONE + timedelta(hours=1)):
        assert tidy() == 1
        assert tidy() == 0
    assert not any(file.exists() for file in files)
    assert Activity.objects.count() == 1
    batch.refresh_from_db()
    assert undo(batch, by=ada).removed["activities"] == 1


def test_strays_go_once_they_are_old(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada)
    old, young = folder() / ".999999-abc.csv.part", folder() / "999998-abc.csv"
    for file in (old, young, kept(batch)):
        file.touch()
    week_ago = clock.now().timestamp() - KEPT_UNDECIDED.total_seconds() - 60
    for file in (old, kept(batch)):
        os.utime(file, (week_ago, week_ago))
    tidy()
    assert (old.exists(), young.exists(), kept(batch).exists()) == (False, True, True)
    young.unlink()


def test_what_nobody_decided_about_goes_altogether(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    file = kept(batch)
    with clock.standing_at(clock.now() + KEPT_UNDECIDED + timedelta(hours=1)):
        assert tidy() == 1
    assert not file.exists()
    assert not ImportBatch.objects.exists()
