"""Where people start."""

from typing import Any

from pacesetter.activities.models import ActivityType
from pacesetter.activities.verbs import log
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor


def test_an_empty_installation_says_how_to_begin(visitor: Visitor) -> None:
    page = visitor.read("/")
    assert "pacesetter setup-link" in page
    assert "Load the demo" in page


def test_a_server_that_strangers_reach_offers_no_demo(visitor: Visitor, settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    assert "Load the demo" not in visitor.read("/")


def test_an_administrator_starts_with_what_a_new_organisation_lacks(visitor: Visitor, ada: Member) -> None:
    assert visitor.log_in(ada).get("/").headers["Location"] == "/settings/first-steps/"


def test_an_administrator_of_a_running_organisation_starts_with_the_own_day(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    log(by=rita, activity_type=call, owner=rita)
    assert visitor.log_in(ada).get("/").headers["Location"] == "/day/"


def test_others_are_sent_to_log_in(visitor: Visitor, organisation: Organisation) -> None:
    assert visitor.get("/").headers["Location"] == "/accounts/login/"


def test_everybody_starts_with_their_day(visitor: Visitor, rita: Member, mona: Member) -> None:
    assert visitor.log_in(rita).get("/").headers["Location"] == "/day/"
    assert "/board/" not in visitor.read("/day/")
    assert visitor.log_in(mona).get("/").headers["Location"] == "/day/"
    assert "/board/" in visitor.read("/day/")


def test_a_log_in_of_no_organisation_is_told_so(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    Member.objects.filter(pk=rita.pk).delete()
    assert visitor.get("/").headers["Location"] == "/organisation/"
