"""A company that somebody merges while rows that name it are being brought in."""

import sys
from datetime import date
from pathlib import Path

import pytest

from pacesetter.activities.contact_days import companies_with_wrong_days
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.reading import csv_rows
from pacesetter.imports.tests.files import csv_file
from pacesetter.imports.verbs import commit, start
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

ROWS = "".join(f"A{n},Discovery call,Rita,2026-02-{n:02},{'Initech' if n % 2 else 'Hooli'}\n" for n in range(1, 13))
TEXT = f"Activity ID,Activity type,Owner,Date,Company\n{ROWS}"


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch, ada: Member, rita: Member, call: ActivityType) -> None:
    """Few lines are read at once, and few written in one transaction."""
    monkeypatch.setattr(csv_rows, "BATCH_LINES", 4)
    monkeypatch.setattr(sys.modules[commit.__module__], "TOGETHER", 1)


def brought_in(tmp_path: Path, ada: Member, initech: Company, *, and_undone: bool = False) -> ImportBatch:
    double = Company.objects.create(name="Hooli", name_key="hooli")
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES, answers=Answers(create_missing=True))

    def between(done: int, _total: int, _note: str) -> None:
        if done and not Company.objects.filter(merged_into__isnull=False).exists():
            merge(Company.objects.get(pk=initech.pk), Company.objects.get(pk=double.pk), by=ada)
            if and_undone:
                undo_merge(Company.objects.get(pk=double.pk), by=ada)

    return commit(batch, by=ada, progress=between)


def test_rows_go_where_the_merge_led(tmp_path: Path, ada: Member, initech: Company) -> None:
    batch = brought_in(tmp_path, ada, initech)
    assert (batch.created, Activity.objects.filter(company=initech).count()) == (12, 12)
    initech.refresh_from_db()
    assert initech.last_contact_on == date(2026, 2, 12)
    assert companies_with_wrong_days() == []
    assert tallies.mismatches() == []


def test_a_merge_that_was_undone_leads_nowhere(tmp_path: Path, ada: Member, initech: Company) -> None:
    brought_in(tmp_path, ada, initech, and_undone=True)
    assert Activity.objects.filter(company=initech).count() == 6
    assert Activity.objects.filter(company__name="Hooli").count() == 6
    assert companies_with_wrong_days() == []
