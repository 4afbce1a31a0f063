"""Rows are written by company, and nothing of that is to be seen: each has its own company, and ids go by the file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connection

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed
from pacesetter.imports.store import activities_postgresql
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db

HEADER = "Activity ID,Activity type,Owner,Date,Minutes,Company,Subject\n"


def line(number: int) -> str:
    company = f"Company {number % 4}" if number % 4 else ""
    return f"A{number},Discovery call,Rita,2026-03-{number % 28 + 1:02},{number},{company},Row {number}\n"


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, call: ActivityType) -> None:
    """Everybody is there, and the type that the files name."""


def check_all_are_themselves(numbers: Sequence[int]) -> None:
    rows = Activity.objects.order_by("id").values_list("external_id", "minutes", "subject", "company__name")
    assert [*rows] == [
        (f"A{number}", number, f"Row {number}", f"Company {number % 4}" if number % 4 else None) for number in numbers
    ]
    assert tallies.mismatches() == []


def test_each_row_has_its_company_and_ids_go_by_the_file(tmp_path: Path, ada: Member) -> None:
    bring_in(csv_file(tmp_path, HEADER + "".join(map(line, range(1, 60)))), ada)
    check_all_are_themselves(range(1, 60))


def test_repeats_among_them_take_nothing_from_the_others(tmp_path: Path, ada: Member) -> None:
    numbers = [3, 1, 2, 1, 8, 5, 3, 4, 6, 7, 7]
    batch = bring_in(csv_file(tmp_path, HEADER + "".join(map(line, numbers))), ada)
    assert (batch.created, batch.skipped) == (8, 3)
    check_all_are_themselves([3, 1, 2, 8, 5, 4, 6, 7])
    batch = bring_in(csv_file(tmp_path, HEADER + "".join(map(line, [5, 9, 1, 11, 10])), "more.csv"), ada)
    assert (batch.created, batch.skipped) == (3, 2)
    check_all_are_themselves([3, 1, 2, 8, 5, 4, 6, 7, 9, 11, 10])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="nobody else writes to SQLite at the same time")
def test_ids_between_which_somebody_else_took_some(
    tmp_path: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = activities_postgresql.reserve_ids
    monkeypatch.setattr(activities_postgresql, "reserve_ids", lambda count: [*reserve(3 * count)][::3])
    numbers = [3, 1, 2, 1, 8, 5, 3, 4, 6, 7]
    bring_in(csv_file(tmp_path, HEADER + "".join(map(line, numbers))), ada)
    check_all_are_themselves([3, 1, 2, 8, 5, 4, 6, 7])


def test_a_seller_is_refused(tmp_path: Path, rita: Member) -> None:
    with pytest.raises(NotAllowed):
        bring_in(csv_file(tmp_path, HEADER + line(1)), rita)
    assert not Activity.objects.exists()
