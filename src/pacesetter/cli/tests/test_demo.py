import pytest
from pytest_django import Settings

from pacesetter.cli import demo
from pacesetter.cli.failure import Failure
from pacesetter.cli.main import main
from pacesetter.demo import PASSWORD
from pacesetter.demo.tests.counting import row_counts
from pacesetter.people.models import Member
from pacesetter.people.verbs import create_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@pytest.fixture
def small_demo(db: None) -> Organisation:
    """A demo organisation with nobody but its administrator."""
    return create_organisation(
        name="Small",
        slug="demo",
        administrator_name="Anna",
        administrator_email="anna@larkfield.example",
        password="correct horse battery",
        is_demo=True,
    ).organisation


@pytest.mark.usefixtures("thin_demo")
def test_a_demo_is_made_anew_and_removed(
    small_demo: Organisation, organisation: Organisation, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--remove"]) == 0
    before = row_counts()
    settings.PUBLIC_URL = "https://sales.example.org"
    assert main(["demo", "--again", "--yes-on-a-public-address"]) == 0
    shown = capsys.readouterr().out
    assert "The demo organisation “Larkfield Software” (short name: demo) is loaded: 14 members, 110 companies" in shown
    assert f"Log in to the demo at https://sales.example.org with the password {PASSWORD} as" in shown
    assert "tom@larkfield.example " in shown
    assert main(["demo", "--remove"]) == 0
    assert "“Larkfield Software” and everything in it is gone" in capsys.readouterr().out
    assert row_counts() == before


@pytest.mark.usefixtures("thin_demo")
def test_what_breaks_off_leaves_no_half_made_demo(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    before = row_counts()
    monkeypatch.setattr("pacesetter.demo.loading.correct", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["demo"])
    assert row_counts() == before


def test_a_demo_that_is_there_is_not_overwritten(small_demo: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 1
    assert "`pacesetter demo --again` makes it anew" in capsys.readouterr().err
    with scope(small_demo):
        assert Member.objects.count() == 1


def test_a_start_with_the_demo_there_only_tells_how_to_log_in(
    small_demo: Organisation, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.load_unless_there()
    shown = capsys.readouterr().out
    assert "anna@larkfield.example " in shown
    assert "Careful" not in shown
    settings.PUBLIC_URL = "https://sales.example.org"
    demo.load_unless_there()
    assert "Careful: others can reach this installation" in capsys.readouterr().out
    with scope(small_demo):
        assert Member.objects.count() == 1


def test_where_strangers_could_log_in_nothing_is_loaded(
    db: None, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PUBLIC_URL = "https://sales.example.org"
    assert main(["demo"]) == 1
    told = capsys.readouterr().err
    assert "its address is https://sales.example.org (PACESETTER_URL)" in told
    assert "--yes-on-a-public-address" in told
    with pytest.raises(Failure):
        demo.load_unless_there()
    assert not Organisation.objects.exists()


def test_there_is_nothing_to_remove_where_there_is_no_demo(
    organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--remove"]) == 1
    assert "There is no demo organisation." in capsys.readouterr().err
    assert Organisation.objects.get() == organisation


def test_a_short_name_that_is_taken_is_told(organisation: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(slug="demo")
    assert main(["demo"]) == 1
    assert "Another organisation has the short name “demo”" in capsys.readouterr().err
