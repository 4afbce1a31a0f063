"""The page of the demo organisation. Loading itself is tested in its room."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.demo.cast.people import BY_KEY
from pacesetter.demo.welcome import welcome
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.people.verbs import create_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor


@pytest.fixture
def small_demo(db: None) -> Organisation:
    """A demo with nobody but its administrator."""
    return create_organisation(
        name="Small",
        slug="demo",
        administrator_name="Anna",
        administrator_email=BY_KEY["anna"].email,
        password="correct horse battery",
        is_demo=True,
    ).organisation


@pytest.fixture
def public(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"


@pytest.mark.django_db
def test_one_press_has_it_loaded_and_the_page_shows_how_far(visitor: Visitor) -> None:
    assert "There is no demo here" in visitor.read("/demo/")
    assert visitor.post("/demo/").headers["Location"] == "/demo/"
    visitor.post("/demo/")
    Job.objects.filter(kind="demo.load").update(progress_done=2, progress_total=8)
    page = visitor.get("/demo/")
    assert 'value="25"' in page.content.decode()
    assert page.headers["Refresh"] == "3"
    assert Job.objects.count() == 1
    assert visitor.get("/").headers["Location"] == "/demo/"
    part = visitor.get("/demo/", **{"HX-Request": "true"})
    assert "Refresh" not in part.headers
    assert "<html" not in part.content.decode()


def test_one_press_is_one_of_its_people(visitor: Visitor, small_demo: Organisation) -> None:
    assert "Enter" not in visitor.read("/demo/")
    assert visitor.post("/demo/log-in/", {"who": "anna"}).headers["Location"] == "/"
    assert "Anna" in visitor.read("/profile/")


def test_nobody_else_can_be_logged_in_so(visitor: Visitor, small_demo: Organisation, ada: Member) -> None:
    for who in ("", "ada", ada.email, "tom"):
        assert visitor.post("/demo/log-in/", {"who": who}).status_code == 404
    assert visitor.get("/demo/log-in/").status_code == 405


def test_it_is_gone_with_one_press(visitor: Visitor, small_demo: Organisation) -> None:
    visitor.delete("/demo/")
    assert "The demo is being removed" in visitor.read("/demo/")
    assert jobs.run_due() == 1
    assert not Organisation.objects.exists()
    assert "There is no demo here" in visitor.read("/demo/")


def test_a_load_that_was_given_up_is_told(visitor: Visitor, db: None) -> None:
    visitor.post("/demo/")
    Job.objects.update(state=Job.State.DEAD)
    assert "The last try did not succeed" in visitor.read("/demo/")


def test_an_administrator_who_had_it_loaded_enters_it_by_the_choice(
    visitor: Visitor, small_demo: Organisation, ada: Member
) -> None:
    assert ada.user is not None
    welcome(ada.user, small_demo)
    visitor.log_in(ada)
    choice = visitor.read("/organisation/")
    assert "Small" in choice
    assert "Acme" in choice
    assert "Enter it as administrator" in visitor.read("/demo/")


@pytest.mark.usefixtures("public")
def test_where_strangers_reach_the_server_only_administrators_see_it(
    visitor: Visitor, small_demo: Organisation, ada: Member, rita: Member
) -> None:
    for who in (None, rita):
        if who:
            visitor.log_in(who)
        for method in ("get", "post", "delete"):
            assert getattr(visitor, method)("/demo/").status_code == 404
    assert visitor.log_in(ada).get("/demo/").status_code == 200
    visitor.delete("/demo/")
    assert Job.objects.filter(kind="demo.remove").exists()


@pytest.mark.usefixtures("public")
def test_there_it_is_not_loaded_and_nobody_is_let_in_without_the_password(
    visitor: Visitor, small_demo: Organisation, ada: Member
) -> None:
    assert visitor.post("/demo/log-in/", {"who": "anna"}).status_code == 404
    visitor.log_in(ada).post("/demo/")
    assert "known to everybody" in visitor.read("/demo/")
    assert not Job.objects.exists()
