"""`pacesetter import` in the terminal."""

import csv
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.cli.main import main
from pacesetter.crm.models import Company
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

PIPEDRIVE = (
    "Activity - ID;Activity - Type;Activity - Subject;Activity - Due date;Activity - Duration;Activity - Done;"
    "Activity - Marked as done time;Activity - Assigned to user;Organization\n"
    "1;call;First call;03.02.2026;00:20;Done;13.02.2026 09:30;Rita;Hooli\n"
    "2;lunch;=cmd;05.02.2026;01:00;To do;;Rita;Hooli\n"
    "3;call;Second;06.02.2026;00:10;Done;;Somebody else;\n"
)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, call: ActivityType) -> None:
    """An administrator, a rep, and a type that the file does not name."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "activities.csv"
    path.write_text(PIPEDRIVE)
    return path


def test_a_foreign_export_comes_in_and_says_so(file: Path, capsys: pytest.CaptureFixture[str], rita: Member) -> None:
    assert main(["import", str(file), "--yes", "--create-types", "--organisation", "acme"]) == 0
    shown = capsys.readouterr().out
    assert "from Pipedrive" in shown
    assert "Activity - Marked as done time  completed  (known heading, 98%)" in shown
    assert "of 3 rows 2 were brought in, 0 were here already or repeated, 1 were left out" in shown
    assert "1 x No member has this name or e-mail address." in shown
    assert "row 4, Activity - Assigned to user: Somebody else" in shown
    first, second = Activity.objects.order_by("external_id")
    assert (first.completed_on, first.minutes, first.owner) == (date(2026, 2, 13), 20, rita)
    assert (second.status, second.planned_minutes, second.subject) == ("planned", 60, "=cmd")
    assert dict(ActivityType.objects.values_list("name", "category")) == {
        "Discovery call": "phone_call", "call": "phone_call", "lunch": "meeting",
    }  # fmt: skip
    assert tallies.mismatches() == []


def test_what_the_rows_are_is_told_by_plain_headings_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Activity type,Owner,Completed on\nDiscovery call,Rita,2026-02-13\n")
    assert main(["import", str(path), "--yes"]) == 0
    assert Activity.objects.get().completed_on == date(2026, 2, 13)
    # More columns are something of activities, although a company has all that it needs.
    path.write_text("Type,Owner,Company,Subject,Quand,Minutes\nDiscovery call,Rita,Initech,Offer,2026-02-13,7\n")
    capsys.readouterr()
    assert main(["import", str(path), "--dry-run"]) == 0
    assert "1 rows of activities, from no system that we know" in capsys.readouterr().out
    path.write_text("Colour,Size\nred,7\n")
    assert main(["import", str(path), "--yes"]) == 1
    assert "say it with --kind" in capsys.readouterr().err


def test_how_far_it_is_stands_on_lines_that_end(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["import", str(file), "--dry-run", "--create-types"]) == 0
    told = capsys.readouterr().err
    assert "Looking through: 3 of 3 (100 %)" in told
    assert "Trying out: 3 of 3 (100 %)" in told
    assert told.endswith("\n")
    assert told.count("\n") == 2


def test_a_dry_run_tells_and_leaves_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "Of 3 rows 0 would be brought in" in shown
    assert "Unknown activity types: --create-types, or --type" in shown
    assert "call; 2 rows; perhaps phone_call; near: Discovery call" in shown
    assert not Activity.objects.exists()
    assert not Company.objects.exists()
    assert not ImportBatch.objects.exists()


def test_answers_are_options(file: Path, rita: Member, ada: Member) -> None:
    arguments = [
        "--yes",
        "--type",
        "call=discovery call",
        "--type",
        "lunch=Discovery call",
        "--default-owner",
        ada.email,
    ]
    assert main(["import", str(file), *arguments, "--completed-from-due", "--by", ada.email]) == 0
    assert Activity.objects.count() == 3
    third = Activity.objects.get(external_id="3")
    assert (third.owner, third.completed_on) == (ada, date(2026, 2, 6))
    assert ActivityType.objects.count() == 1


def test_an_open_question_stops_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Activity type,Owner,Date\nDiscovery call,Rita,03/04/2026\n")
    assert main(["import", str(file), "--kind", "activities", "--yes"]) == 1
    told = capsys.readouterr()
    assert "Day or month first in the column (has to be answered): --date-order dmy|mdy" in told.out
    assert "have to be answered first" in told.err
    assert not Activity.objects.exists()
    assert main(["import", str(file), "--kind", "activities", "--yes", "--date-order", "mdy"]) == 0
    assert Activity.objects.get().completed_on == date(2026, 3, 4)


def test_nobody_to_ask_means_no(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123
    assert main(["import", str(file), "--create-types"]) == 1
    assert "add --yes" in capsys.readouterr().err
    assert not Activity.objects.exists()


def test_an_import_is_taken_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(file), "--yes", "--create-types"])
    batch = ImportBatch.objects.get()
    assert f"--undo {batch.pk}" in capsys.readouterr().out
    assert main(["import", "--undo", str(batch.pk), "--yes"]) == 0
    assert "Taken back: 2 activities, 1 company, 2 activity types." in capsys.readouterr().out
    assert not Activity.objects.exists()
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE


def test_an_import_that_was_cut_off_is_gone_on_with_by_the_number_that_it_told(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(import_module("pacesetter.imports.verbs.commit"), "bring_in", interrupted)
        assert main(["import", str(file), "--yes", "--create-types"]) == 130
    number = ImportBatch.objects.get().pk
    assert f"`pacesetter import --resume {number}` goes on" in capsys.readouterr().out
    assert main(["import", str(file), "--yes", "--create-types"]) == 1
    told = capsys.readouterr().err
    assert f"was cut off (import {number})" in told
    assert "`pacesetter import --resume` with that number" in told
    assert main(["import", "--resume", str(number)]) == 0
    assert Activity.objects.count() == 2
    assert main(["import", "--resume", str(number)]) == 1
    assert "Only an import that was cut off can be resumed" in capsys.readouterr().err


def test_every_row_that_is_left_out_is_written_where_the_person_says(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "left-out.csv"
    arguments = ["import", str(file), "--create-types", "--report", str(report)]
    assert main([*arguments, "--dry-run"]) == 0
    assert f"to {report}." in capsys.readouterr().out
    header, left_out = csv.reader(report.read_text(encoding="utf-8-sig").splitlines())
    assert header[-3:] == ["Row", "Column", "Reason"]
    assert left_out[-3:-1] == ["4", "Activity - Assigned to user"]
    assert "“Somebody else” Say who it is" in left_out[-1]
    assert not Activity.objects.exists()
    assert main([*arguments, "--yes"]) == 1
    assert "is there already" in capsys.readouterr().err
    report.unlink()
    assert main([*arguments, "--yes"]) == 0
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 2
    report.unlink()
    assert main([*arguments, "--yes", "--again", "--default-owner", "rita@acme.example", "--completed-from-due"]) == 0
    assert "No row is left out, so there is no report." in capsys.readouterr().out
    assert not report.exists()


def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(file), "--yes", "--report", "/nowhere/at/all.csv"]) == 1
    assert "can't be written" in capsys.readouterr().err
    assert not ImportBatch.objects.exists()


def test_a_template_never_takes_the_place_of_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--template", str(file)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert file.read_text() == PIPEDRIVE


def test_what_excludes_each_other_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--undo", "3", "--resume", "3"])
    assert "not allowed with argument" in capsys.readouterr().err


def test_a_workbook_made_from_the_template_comes_in(tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    assert main(["import", "--template", str(template), "--kind", "activities"]) == 0
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == ["Activities", "Field descriptions"]
    sheet = book["Activities"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for name, value in (("Owner", "Rita"), ("Activity type", "Discovery call"), ("Status", None), ("Outcome", None)):
        sheet.cell(2, columns[name] or 0).value = value
    book.save(template)
    assert main(["import", str(template), "--yes"]) == 0
    activity = Activity.objects.get()
    assert (activity.external_id, activity.minutes, activity.value_minor) == ("A-1001", 15, 125000)
    assert activity.company is not None
    assert activity.company.name == "Initech"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv", "--kind", "activities"], "cannot be opened"),
        (["--undo", "99"], "no import 99"),
        ([], "No file was named"),
        (["--template", "/nowhere/at/all.csv"], "can't be written"),
        (["x.csv", "--kind", "activities", "--owner", "oops"], "has no two sides"),
        (["x.csv", "--kind", "activities", "--default-owner", "nobody@x.example"], "nobody here has"),
        (["x.csv", "--kind", "activities", "--type", "a=b"], "no activity type"),
        (["x.csv", "--kind", "activities", "--time-zone", "Mars"], "no time zone"),
    ],
)
def test_mistakes_are_said_plainly(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", *arguments]) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "What to do:" in told


def test_a_rep_is_refused(file: Path, rita: Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file), "--yes", "--by", rita.email]) == 1
    assert "Only administrators and coordinators" in capsys.readouterr().err
    assert not Activity.objects.exists()


def test_another_organisations_import_is_out_of_reach(
    file: Path, otto: Member, other_organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(file), "--yes", "--create-types", "--organisation", "acme"])
    number = ImportBatch.objects.get().pk
    assert main(["import", "--undo", str(number), "--yes", "--organisation", "globex"]) == 1
    assert "no import" in capsys.readouterr().err
    with scope(other_organisation):
        assert not Activity.objects.exists()
