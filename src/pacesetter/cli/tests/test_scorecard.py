import csv
from datetime import UTC, date, datetime
from fractions import Fraction
from io import StringIO

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.cli.columns import text_table
from pacesetter.cli.figure_words import sparkline
from pacesetter.cli.main import main
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.settings_changes import touch_settings

# Half past two on a Tuesday in Auckland: the sixteenth working day of twenty-two.
NOW = datetime(2026, 3, 23, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the tests themselves run in."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def calls(bdm: SalesRole, call: ActivityType, rita: Member, raj: Member) -> Kpi:
    kpi = Kpi.objects.create(name="=Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    Target.objects.create(kpi=kpi, role=bdm, period_kind="day", quantity="1", effective_from=date(2020, 1, 1))
    for day in range(2, 21):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, day, 1, tzinfo=UTC))
    verbs.log(by=raj, activity_type=call, owner=raj, at=datetime(2026, 3, 3, 1, tzinfo=UTC))
    return kpi


def shown_at_now(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with clock.standing_at(NOW):
        assert main(["scorecard", *arguments]) == 0
    return capsys.readouterr().out


def test_a_members_scorecard_says_where_they_stand(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_at_now(capsys, "--member", "RITA@acme.example")
    assert shown.startswith("Rita · March 2026 · Acme\n")
    row = next(line for line in shown.splitlines() if line.startswith("=Calls"))
    assert row.split()[1:4] == ["19", "22", "86"]
    assert "✓ on track" in row
    assert row.endswith("▁▁▁▁▁▁▁▁▁▁▁█")
    assert "on track: at least 100 % of what was expected by now" in shown


def test_a_scorecard_fits_into_a_narrow_terminal(
    calls: Kpi, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    shown = shown_at_now(capsys, "--member", "rita@acme.example")
    rows = [line for line in shown.splitlines() if line.startswith("=Calls")]
    assert len(rows) > 1
    assert max(map(len, rows)) <= 50
    assert rows[0].split()[1:4] == ["19", "22", "86"]


def test_the_period_and_the_day_can_be_chosen(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_at_now(capsys, "--member", "rita@acme.example", "--period", "week", "--day", "2026-03-04")
    assert shown.startswith("Rita · Week of 2 March 2026 · Acme\n")
    assert next(line for line in shown.splitlines() if line.startswith("=Calls")).split()[1:3] == ["7", "5"]


def test_a_team_has_a_board_of_its_members(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_at_now(capsys, "--team", "north")
    assert shown.startswith("North · March 2026 · Acme\n")
    assert "Rita" in shown
    assert "Raj" not in shown


def test_without_member_or_team_everybody_is_shown(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown_at_now(capsys).splitlines()
    assert lines[0] == "Everybody · March 2026 · Acme"
    assert [line.split()[0] for line in lines[4:9]] == ["Raj", "Rita", "All", "Actual", "Target"]
    assert "✗" in lines[4]


def test_csv_has_a_row_per_member_and_kpi_and_no_formulas(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(StringIO(shown_at_now(capsys, "--csv"))))
    assert [(row["member"], row["actual"], row["target"]) for row in rows] == [("Raj", "1", "22"), ("Rita", "19", "22")]
    assert rows[1]["email"] == "rita@acme.example"
    assert rows[1]["attainment"] == "0.863636"
    assert (rows[1]["on_track_from"], rows[1]["behind_from"]) == ("1", "0.8")
    assert rows[1]["kpi"] == "'=Calls"
    assert (rows[1]["starts_on"], rows[1]["ends_on"]) == ("2026-03-01", "2026-04-01")


def test_a_member_of_whom_nothing_is_expected_is_told_so(mona: Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No KPI is expected of Mona" in shown_at_now(capsys, "--member", "mona@acme.example")


@pytest.mark.usefixtures("rita", "raj")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--member", "otto@globex.example"], "choose one of: raj@acme.example, rita@acme.example."),
        (["--team", "West"], "choose one of: North, South."),
        (["--organisation", "globex"], "choose one of these with --organisation: acme (Acme)."),
    ],
)
def test_who_is_not_there_is_answered_with_who_is(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scorecard", *arguments]) == 1
    assert told in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["scorecard", "--day", "23.3.2026"])
    assert "write it as YYYY-MM-DD" in capsys.readouterr().err


def test_long_titles_are_broken_and_numbers_stand_to_the_right() -> None:
    assert text_table(["KPI", "Needed per day"], [["Calls", "5"], ["A", "12"]], widest_title=7).splitlines() == [
        "        Needed",
        "KPI    per day",
        "─────  ───────",
        "Calls        5",
        "A           12",
    ]


def test_what_does_not_fit_beside_follows_below() -> None:
    assert text_table(["Who", "A", "B", "C"], [["Rita", "1", "22", "333"]], width=13).splitlines() == [
        "Who   A   B",
        "────  ─  ──",
        "Rita  1  22",
        "",
        "Who     C",
        "────  ───",
        "Rita  333",
    ]


def test_a_sparkline_tells_nothing_from_zero() -> None:
    assert sparkline([None, Fraction(0), Fraction(1), Fraction(2)]) == "·▁▅█"


def test_targets_of_members_add_up_to_the_one_of_all(calls: Kpi, capsys: pytest.CaptureFixture[str]) -> None:
    Target.objects.filter(kpi=calls).update(quantity="4.75")
    touch_settings()
    rita = next(
        line for line in shown_at_now(capsys, "--member", "rita@acme.example").splitlines() if line.startswith("=Calls")
    )
    assert rita.split()[2] == "104.5"
    together = next(line for line in shown_at_now(capsys).splitlines() if line.startswith("Target"))
    assert together.split()[1] == "209"
