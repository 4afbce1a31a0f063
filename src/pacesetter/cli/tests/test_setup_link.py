"""The link for setting up, on the command line."""

import pytest

from pacesetter.cli.main import main
from pacesetter.cli.setup_link import words_with_link
from pacesetter.people.setting_up import set_up_link_works
from pacesetter.tenancy.models import Organisation


@pytest.mark.django_db
def test_it_prints_a_link_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup-link"]) == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith("http://localhost:8000/start/")
    assert set_up_link_works(link.rstrip("/").rpartition("/")[2])


def test_it_refuses_where_an_organisation_is(organisation: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup-link"]) == 1
    assert "An organisation is here already" in capsys.readouterr().err
    assert words_with_link() == ""


@pytest.mark.django_db
def test_starting_an_empty_installation_tells_the_link() -> None:
    assert "Set up your organisation at http://localhost:8000/start/" in words_with_link()
