"""A dry run says what would happen, and nothing happens."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, CompanyExternalId, Contact
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.models import BatchState, ImportProblem
from pacesetter.imports.problems import ProblemKind, Severity
from pacesetter.imports.reading import csv_rows
from pacesetter.imports.tests.files import csv_file
from pacesetter.imports.verbs import answer, commit, dry_run, start
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member

TEXT = (
    "Activity ID,Activity type,Owner,Date,Company,Contact,Outcome\n"
    "A1,Cold call,Rita,2026-03-02,Initech,Jane,Interested\n"
    "A1,Cold call,Rita,2026-03-02,Initech,Jane,\n"
    "A2,Cold call,Rita,2026-03-02,Globex,,\n"
    "A3,Cold call,Nobody,2026-03-02,,,\n"
    "A4,Cold call,Rita,not a day,,,\n"
)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, initech: Company, call: ActivityType) -> None:
    """Everybody is there."""


def test_it_says_what_would_happen_and_does_nothing(tmp_path: Path, ada: Member) -> None:
    answers = Answers(create_missing=True)
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES, answers=answers)
    before = ActivityType.objects.count(), Outcome.objects.count()
    came = dry_run(batch, by=ada)
    assert (came.read, came.would_create, came.would_skip, came.would_leave_out) == (5, 2, 1, 2)
    assert came.made == {"companies": 1, "contacts": 1}
    assert dict(came.report.of_severity(Severity.ERROR)) == {ProblemKind.UNKNOWN_OWNER: 1, ProblemKind.NOT_A_DATE: 1}
    problem = came.report.first(ProblemKind.NOT_A_DATE)[0]
    assert (problem.number, problem.column, problem.text) == (6, "Date", "not a day")
    assert (ActivityType.objects.count(), Outcome.objects.count()) == before
    for model in (Activity, Contact, CompanyExternalId, TallyDay):
        assert not model.objects.exists()
    assert Company.objects.count() == 1
    assert batch.state == BatchState.CHECKED


def test_what_it_found_is_kept_for_the_pages_until_something_changes(tmp_path: Path, ada: Member) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    for _ in range(2):
        dry_run(batch, by=ada)
    batch.refresh_from_db()
    assert batch.tried is not None
    assert (batch.tried["read"], batch.tried["created"], batch.tried["left_out"]) == (5, 0, 5)
    assert batch.tried["counts"][ProblemKind.NOT_A_DATE] == 1
    rows = ImportProblem.objects.filter(kind=ProblemKind.NOT_A_DATE).values_list("row_number", "column", "text")
    assert list(rows) == [(6, "Date", "not a day")]
    lines = errors_path(batch).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 6
    answer(batch, by=ada, answers=Answers(create_missing=True))
    batch.refresh_from_db()
    assert (batch.tried, batch.state, batch.problems.count()) == (None, BatchState.STARTED, 0)


def test_bringing_in_comes_to_what_the_dry_run_said(tmp_path: Path, ada: Member) -> None:
    answers = Answers(create_missing=True)
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES, answers=answers)
    came = dry_run(batch, by=ada)
    commit(batch, by=ada)
    assert (batch.read, batch.created, batch.skipped, batch.failed) == (
        came.read, came.would_create, came.would_skip, came.would_leave_out,
    )  # fmt: skip
    assert batch.made["counts"] == dict(came.made)
    assert batch.problem_counts == {kind.value: count for kind, count in came.report.counts.items()}


def test_it_asks_about_what_it_does_not_know(tmp_path: Path, ada: Member) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    asked = {(question["ask"], question["about"]): question for question in batch.questions}
    assert asked.keys() == {
        ("owner", "Nobody"), ("type", "Cold call"), ("outcome", "Interested"), ("outcome_of_type", "Cold call"),
    }  # fmt: skip
    assert asked["type", "Cold call"]["suggestion"] == "phone_call"
    assert asked["type", "Cold call"]["count"] == 5
    assert dry_run(batch, by=ada).would_create == 0


def test_a_repeat_is_found_across_batches_of_rows(tmp_path: Path, ada: Member) -> None:
    rows = "".join(f"A{number % 10_500},Discovery call,Rita,2026-03-02\n" for number in range(11_000))
    file = csv_file(tmp_path, "Activity ID,Activity type,Owner,Date\n" + rows)
    came = dry_run(start(file, by=ada, kind=Kind.ACTIVITIES), by=ada)
    assert (came.would_create, came.would_skip) == (10_500, 500)


def test_after_bringing_in_there_is_nothing_to_try_out(tmp_path: Path, ada: Member) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    commit(batch, by=ada)
    with pytest.raises(Refusal):
        dry_run(batch, by=ada)


def test_a_team_member_is_refused(tmp_path: Path, ada: Member, rita: Member) -> None:
    batch = start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)
    with pytest.raises(NotAllowed):
        dry_run(batch, by=rita)


def test_companies_and_people_that_would_be_made_are_counted_as_they_are_made(
    tmp_path: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Jane of two companies is two people; one address is one person, wherever it stands.
    rows = [
        ("Globex", "Jane", ""), ("Hooli", "Jane", ""), ("GLOBEX", "jane", ""), ("Globex", "Jim", "jim@globex.example"),
        ("Hooli", "James", "jim@globex.example"), ("", "Joan", ""), ("", "Joan", ""), ("Hooli", "Joan", ""),
        ("Initech", "Jane", ""), ("Globex Ltd", "Jane", ""),
    ]  # fmt: skip
    lines = [f"A{n},Discovery call,Rita,2026-03-02,{','.join(row)}" for n, row in enumerate(rows * 2)]
    text = "\n".join(["Activity ID,Activity type,Owner,Date,Company,Contact,Contact e-mail", *lines, ""])
    monkeypatch.setattr(csv_rows, "BATCH_LINES", 3)
    batch = start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES)
    came = dry_run(batch, by=ada)
    assert not Contact.objects.exists()
    commit(batch, by=ada)
    assert dict(came.made) == batch.made["counts"]
    assert (came.made["companies"], came.made["contacts"]) == (
        Company.objects.filter(import_batch_id=batch.pk).count(),
        Contact.objects.filter(import_batch_id=batch.pk).count(),
    )


def test_a_formula_without_its_result_rules_a_row_out_only_where_it_is_needed(
    tmp_path: Path, ada: Member, rita: Member
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Activity type", "Owner", "Date", "Minutes", "Sum of ours"])
    sheet.append(["Discovery call", "Rita", "2026-03-02", 5, "=1+1"])
    sheet.append(["Discovery call", "Rita", "2026-03-02", "=2*3", "=#REF!"])
    sheet.append(["Discovery call", "Rita", "=C2", "=2*3", 7])
    sheet.append(["Discovery call", "Rita", "2026-03-02", "#N/A", "#N/A"])
    book.save(tmp_path / "x.xlsx")
    came = dry_run(start(tmp_path / "x.xlsx", by=ada, kind=Kind.ACTIVITIES), by=ada)
    assert (came.read, came.would_create, came.would_leave_out) == (4, 2, 2)
    told = [(one.number, one.column) for one in came.report.first(ProblemKind.NO_RESULT)]
    assert told == [(3, "Minutes"), (4, "Date"), (4, "Minutes")]
    assert [(one.number, one.column) for one in came.report.first(ProblemKind.CELL_ERROR)] == [(5, "Minutes")]
