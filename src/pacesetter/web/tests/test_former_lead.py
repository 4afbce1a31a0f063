"""Whoever changes teams is the business of the new lead: the old one keeps what was."""

from datetime import UTC, date, datetime

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.activities.verbs import log, plan
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Leave, Member, TeamMembership
from pacesetter.people.verbs import edit_organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def moved(mona: Member, rita: Member, raj: Member, done: None) -> Member:
    """Rita, who went from Mona's team to Raj's at the end of March's first week."""
    south = TeamMembership.objects.get(member=raj).team
    TeamMembership.objects.filter(member=rita).update(ends_on=date(2026, 3, 9))
    TeamMembership.objects.create(member=rita, team=south, starts_on=date(2026, 3, 9))
    return rita


@pytest.mark.parametrize(
    "address", ["/members/{rita}/scorecard/?period=week", "/members/{rita}/kpis/{kpi}/why/?period=week"]
)
def test_figures_are_hers_to_see_of_periods_that_touch_the_time_in_the_team(
    address: str, visitor: Visitor, mona: Member, moved: Member, calls: Kpi
) -> None:
    address = address.format(rita=moved.pk, kpi=calls.pk)
    visitor.log_in(mona)
    assert visitor.get(f"{address}&day=2026-03-08").status_code == 200
    assert visitor.get(f"{address}&day=2026-03-09").status_code == 404
    assert visitor.log_in(moved).get(f"{address}&day=2026-03-09").status_code == 200


@pytest.mark.parametrize("page", ["/board/", "/trends/", "/leaderboard/"])
def test_boards_list_her_in_those_periods_alone(
    page: str, visitor: Visitor, ada: Member, mona: Member, moved: Member, calls: Kpi
) -> None:
    edit_organisation(by=ada, leaderboards_for="leads")
    visitor.log_in(mona)
    address = f"{page}?period=week&kpi={calls.pk}&day="
    assert "Rita" in visitor.read(f"{address}2026-03-08")
    assert "Rita" not in visitor.read(f"{address}2026-03-09")


def test_what_she_is_to_do_and_when_she_is_off_is_the_new_leads_business(
    visitor: Visitor, mona: Member, moved: Member, call: ActivityType
) -> None:
    to_do = plan(by=moved, activity_type=call, owner=moved, due_on=date(2026, 3, 23), subject="New pastures")
    off = Leave.objects.create(member=moved, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 26))
    visitor.log_in(mona)
    assert "New pastures" not in visitor.read("/todos/?owner=all")
    assert "Rita" not in visitor.read("/time-off/?month=2026-03")
    for address in (
        f"/calendar/?member={moved.pk}",
        f"/members/{moved.pk}/leave/",
        f"/leave/{off.pk}/",
        f"/activities/{to_do.pk}/",
        f"/activities/{to_do.pk}/completion/",
    ):
        assert visitor.get(address).status_code == 404, address
    south = TeamMembership.objects.get(member=moved, ends_on__isnull=True).team
    TeamMembership.objects.create(member=mona, team=south, is_lead=True, starts_on=date(2026, 3, 9))
    assert "New pastures" in visitor.read("/todos/?owner=all")
    assert "Rita" in visitor.read("/time-off/?month=2026-03")


def test_an_activity_of_then_can_be_read_and_not_changed(
    visitor: Visitor, mona: Member, moved: Member, call: ActivityType
) -> None:
    done = log(by=moved, activity_type=call, owner=moved, at=datetime(2026, 3, 4, 1, tzinfo=UTC))
    visitor.log_in(mona)
    assert visitor.get(f"/activities/{done.pk}/").status_code == 200
    assert visitor.get(f"/activities/{done.pk}/completion/").status_code == 404
    assert visitor.delete(f"/activities/{done.pk}/completion/").status_code == 404
