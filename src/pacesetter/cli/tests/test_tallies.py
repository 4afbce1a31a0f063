import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.cli.main import main
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


@pytest.fixture
def logged(rita: Member, call: ActivityType, connected: Outcome) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected)


@pytest.mark.usefixtures("logged")
def test_totals_that_agree_are_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tallies", "check"]) == 0
    assert capsys.readouterr().out == "acme: all totals agree with the activities.\n"


@pytest.mark.usefixtures("logged")
def test_totals_that_differ_are_told_in_words_and_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    TallyDay.objects.update(count=3, minutes=7)
    assert main(["tallies", "check"]) == 1
    shown = capsys.readouterr().out
    assert "1 totals differ" in shown
    assert "Rita, Discovery call (Connected), completed: number 3, right is 1, minutes 7, right is 10" in shown
    assert "pacesetter tallies rebuild --organisation acme" in shown


@pytest.mark.usefixtures("logged")
def test_a_rebuild_makes_them_right(capsys: pytest.CaptureFixture[str]) -> None:
    TallyMonth.objects.all().delete()
    assert main(["tallies", "check", "--organisation", "acme"]) == 1
    assert main(["tallies", "rebuild", "--organisation", "acme"]) == 0
    assert "acme: 1 totals by day and 1 by month are right now" in capsys.readouterr().out
    assert main(["tallies", "check"]) == 0


@pytest.mark.usefixtures("logged")
def test_one_bad_organisation_among_several_fails_the_check(
    other_organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    TallyDay.objects.update(count=3)
    assert main(["tallies", "check"]) == 1
    assert "globex: all totals agree" in capsys.readouterr().out
    assert main(["tallies", "check", "--organisation", "globex"]) == 0


@pytest.mark.usefixtures("logged")
def test_an_unknown_organisation_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tallies", "check", "--organisation", "initech"]) == 1
    assert "choose one of these with --organisation: acme (Acme)" in capsys.readouterr().err


def test_neither_check_nor_rebuild_is_refused() -> None:
    with pytest.raises(SystemExit) as left:
        main(["tallies"])
    assert left.value.code == 2
