"""What an import made goes without reading the activities of everybody."""

from pathlib import Path

import pytest
from django.db import connection

from pacesetter.activities.models import Activity
from pacesetter.activities.verbs import log
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.taking_back import _names
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import undo
from pacesetter.people.models import Member
from pacesetter.tenancy.keys import keys_unchecked

TEXT = (
    "Activity ID,Activity type,Owner,Date,Company\n"
    "A1,Cold call,Rita,2026-03-02,Globex\n"
    "A2,Cold call,Raj,2026-03-03,Hooli\n"
)
only_on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's plans and keys")


@only_on_sqlite
@pytest.mark.django_db
def test_whoever_names_a_company_is_looked_up_by_an_index(ada: Member) -> None:
    plan = _names(Activity, "company_id", [1, 2000]).values_list("company_id").explain()
    assert "activity_by_company" in plan
    assert [line for line in plan.splitlines() if "SCAN" in line and "activity" in line] == []


@only_on_sqlite
@pytest.mark.django_db
def test_many_companies_take_so_many_times_the_work_and_no_more(tmp_path: Path, ada: Member) -> None:
    few, many = work_of_taking_back(300, tmp_path, ada), work_of_taking_back(1200, tmp_path, ada)
    assert many < 6 * few
    assert Company.objects.count() == 0


def work_of_taking_back(companies: int, folder: Path, by: Member) -> int:
    """What SQLite does for it, in thousands of steps of its machine: no clock has a part in it."""
    text = "Company\n" + "".join(f"Company {number}\n" for number in range(companies))
    batch = bring_in(csv_file(folder, text), by, kind=Kind.COMPANIES)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(count, 1000)
    try:
        assert undo(batch, by=by).removed["companies"] == companies
    finally:
        connection.connection.set_progress_handler(None, 0)
    return steps


@pytest.mark.django_db
def test_how_far_it_is_is_told_of_companies_too(tmp_path: Path, ada: Member) -> None:
    batch = bring_in(csv_file(tmp_path, "Company\nGlobex\nHooli\n"), ada, kind=Kind.COMPANIES)
    told = []
    undo(batch, by=ada, progress=lambda done, total, words: told.append((done, total)))
    assert told[-1] == (2, 2)


@only_on_sqlite
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_dangling_though_keys_are_not_checked_meanwhile(
    tmp_path: Path, ada: Member, rita: Member, raj: Member
) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    hooli = Company.objects.get(name="Hooli")
    call = Activity.objects.get(company=hooli).activity_type
    log(by=rita, activity_type=call, owner=rita, company=hooli)
    assert undo(batch, by=ada).kept == {"companies": 1, "activity_types": 1}
    assert Company.objects.get() == hooli
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


@only_on_sqlite
@pytest.mark.django_db(transaction=True)
def test_keys_are_checked_again_after_the_block_even_if_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), keys_unchecked(), connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (0,)
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.django_db
def test_a_team_member_takes_nothing_back(tmp_path: Path, ada: Member, rita: Member, raj: Member) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    with pytest.raises(NotAllowed):
        undo(batch, by=rita)
    assert Company.objects.count() == 2
