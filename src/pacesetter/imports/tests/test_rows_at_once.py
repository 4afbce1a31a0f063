"""On SQLite rows are staged by the thousand and written by one statement, which leaves nothing of its own behind."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from pacesetter.activities.contact_days import companies_with_wrong_days
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company
from pacesetter.imports.reading import csv_rows
from pacesetter.imports.store import activities_sqlite
from pacesetter.imports.store.activity_columns import STAGED
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL copies rows in")


def left_behind() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_temp_master WHERE name LIKE '%staged%'")
        return [name for (name,) in cursor.fetchall()]


def test_more_rows_than_one_statement_holds_come_in_complete_and_in_order(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activities_sqlite, "_AT_ONCE", 2)
    rows = [f"A{n},Discovery call,Rita,2026-03-0{n},{n},Initech,Said {n}: “5 %s?”\n" for n in range(1, 6)]
    bring_in(csv_file(tmp_path, "Activity ID,Activity type,Owner,Date,Minutes,Company,Note\n" + "".join(rows)), ada)
    found = Activity.objects.order_by("pk").values_list(
        "external_id", "minutes", "note", "company__last_contact_on__day"
    )
    assert list(found) == [(f"A{n}", n, f"Said {n}: “5 %s?”", 5) for n in range(1, 6)]
    assert tallies.mismatches() == []
    assert left_behind() == []


def test_where_a_row_is_refused_none_stays_and_the_next_can_be_written(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    header = "Activity ID,Activity type,Owner,Date\n"
    bring_in(csv_file(tmp_path, header + "A1,Discovery call,Rita,2026-03-02\n"), ada)
    kept = Activity.objects.values(*STAGED).get()
    # Not done, though it has a day on which it was.
    columns = {name: [value, value] for name, value in kept.items()} | {"status": [kept["status"], "planned"]}
    staged = activities_sqlite.StagedColumns(columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        activities_sqlite.insert(
            [901, 902], [None, None], staged, {"organisation_id": ada.organisation_id}, repeats=False
        )
    assert left_behind() == []
    assert Activity.objects.count() == 1
    bring_in(csv_file(tmp_path, header + "A2,Discovery call,Rita,2026-03-02\n"), ada)
    assert Activity.objects.count() == 2


def test_what_all_rows_say_alike_is_written_into_each(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    text = "Activity ID,Activity type,Owner,Date,Minutes,Company,Note\n"
    rows = [f"A{n},Discovery call,Rita,2026-03-02,5,Initech,“5 %s?” isn't 'so'\n" for n in (1, 2)]
    bring_in(csv_file(tmp_path, text + "".join(rows)), ada)
    found = Activity.objects.order_by("pk").values_list("external_id", "minutes", "note", "company__name")
    assert list(found) == [(f"A{n}", 5, "“5 %s?” isn't 'so'", "Initech") for n in (1, 2)]
    assert len(set(Activity.objects.values_list("created_at", "updated_at", "completed_at"))) == 1


def test_a_company_hears_nothing_of_a_row_that_was_here_already(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "BATCH_LINES", 2)
    days = {"A1": "02", "A2": "03", "B1": "04"}
    lines = [f"{n},Discovery call,Rita,2026-03-{day},Initech\n" for n, day in days.items()]
    again = "A1,Discovery call,Rita,2026-03-09,Initech\n"
    batch = bring_in(csv_file(tmp_path, "Activity ID,Activity type,Owner,Date,Company\n" + "".join(lines) + again), ada)
    assert (batch.created, batch.skipped) == (3, 1)
    assert Company.objects.get(name="Initech").last_contact_on == date(2026, 3, 4)
    assert companies_with_wrong_days() == []
    assert tallies.mismatches() == []
    assert left_behind() == []
