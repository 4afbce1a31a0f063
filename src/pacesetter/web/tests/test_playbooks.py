"""Choosing a ready-made set-up."""

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member, SalesRole
from pacesetter.playbooks import playbooks
from pacesetter.web.tests.conftest import Visitor

OFFERED = [one.key for one in playbooks()]


def test_every_playbook_is_offered(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read("/settings/playbooks/")
    assert all(f"/settings/playbooks/{key}/" in page for key in OFFERED)


@pytest.mark.parametrize("key", OFFERED)
def test_what_it_would_make_is_seen_before_anything_is_made(key: str, visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(f"/settings/playbooks/{key}/")
    chosen = next(one for one in playbooks() if one.key == key)
    names = [str(role.name) for role in chosen.roles] + [str(kpi.name) for kpi in chosen.kpis]
    assert [name for name in names if name not in page] == []
    assert not Kpi.objects.exists()
    assert not SalesRole.objects.exists()


def test_a_share_is_told_as_one(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read("/settings/playbooks/new_business/")
    # A level, which is the same in every period.
    assert "20%" in page
    assert "20% a month" not in page
    assert "0.2 a month" not in page


def test_one_press_makes_it_and_leads_on_to_inviting(visitor: Visitor, ada: Member) -> None:
    made = visitor.log_in(ada).post("/settings/playbooks/new_business/")
    assert made.headers["Location"] == "/settings/people/invitations/"
    assert Kpi.objects.exists()
    assert Target.objects.exists()
    assert "All of this is there already." in visitor.read("/settings/playbooks/new_business/")


def test_the_empty_one_makes_nothing(visitor: Visitor, ada: Member, rita: Member) -> None:
    assert visitor.log_in(ada).post("/settings/playbooks/empty/").headers["Location"] == "/settings/roles/"
    assert not ActivityType.objects.exists()


def test_there_is_no_other(visitor: Visitor, ada: Member) -> None:
    assert visitor.log_in(ada).get("/settings/playbooks/invented/").status_code == 404


def test_others_make_none(visitor: Visitor, mona: Member) -> None:
    assert visitor.log_in(mona).post("/settings/playbooks/new_business/").status_code == 403
    assert not Kpi.objects.exists()
