"""The list of what a new organisation still lacks."""

from pacesetter.activities.models import ActivityType
from pacesetter.activities.verbs import log
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor


def test_nothing_is_done_at_first(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read("/settings/first-steps/")
    assert "0 of 4 done" in page
    assert "Until all is done, this is your start page." in page


def test_what_is_done_is_ticked(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi, call: ActivityType
) -> None:
    assert "3 of 4 done" in visitor.log_in(ada).read("/settings/first-steps/")
    log(by=rita, activity_type=call, owner=rita)
    assert "You are ready" in visitor.read("/settings/first-steps/")
    assert visitor.get("/").headers["Location"] == "/day/"
    assert Organisation.objects.get(slug="acme").settled_in_at is not None


def test_it_can_be_hidden(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    assert visitor.post("/settings/first-steps/").headers["Location"] == "/"
    assert visitor.get("/").headers["Location"] == "/day/"
    assert "start page" not in visitor.read("/settings/first-steps/")


def test_it_is_not_for_members(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    assert visitor.get("/settings/first-steps/").status_code == 403
    assert visitor.post("/settings/first-steps/").status_code == 403
    assert Organisation.objects.get().settled_in_at is None
