"""Members in the history of settings."""

from datetime import date

import pytest

from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, RoleAssignment, SalesRole, TeamMembership, WorkingPattern
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of
from pacesetter.web.tests.setup.test_settings_history import PATH, change

pytestmark = pytest.mark.usefixtures("at_noon")

HALF_WEEK = ["0.5"] * 4 + ["0"] * 3


def test_roles_teams_weeks_access_and_leaving_are_told_from_what_to_what(
    visitor: Visitor, ada: Member, mona: Member, rita: Member, raj: Member
) -> None:
    hunter, north = verbs.add_sales_role(by=ada, name="Hunter"), verbs.add_team(by=ada, name="Far north")
    verbs.assign_role(rita, hunter, by=ada, starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 1))
    joined = verbs.join_team(rita, north, by=ada, starts_on=date(2026, 4, 1))
    verbs.set_lead(joined, True, by=ada, since=date(2026, 4, 1))
    verbs.set_working_pattern(rita, by=ada, effective_from=date(2026, 4, 6), capacities=HALF_WEEK)
    verbs.set_working_pattern(None, by=ada, effective_from=date(2026, 4, 6), capacities=HALF_WEEK)
    verbs.change_access_level(rita, "coordinator", by=ada, reason="Covers for Mona")
    verbs.edit_member(rita, by=ada, email="rita@new.example", joined_on=date(2026, 2, 2))
    verbs.add_leave(rita, by=mona, starts_on=date(2026, 4, 8), ends_on=date(2026, 4, 10), kind="sick", note="flu")
    verbs.archive(raj, by=ada, hand_over_to=rita, left_on=date(2026, 4, 1))
    page = visitor.log_in(ada).read(PATH)
    for words in (
        change("Hunter", "–", "Apr 1, 2026 to Apr 30, 2026"),
        change("Far north", "–", "since Apr 1, 2026"),
        change("Far north", "since Apr 1, 2026", "lead, since Apr 1, 2026"),
        change("Access level", "Team member", "Coordinator"),
        "Covers for Mona",
        change("First day", "Jan 1, 2020", "Feb 2, 2026"),
        change("Days off", "–", "Apr 8, 2026 to Apr 9, 2026"),
        change("Last day", "–", "Mar 31, 2026"),
        change("Handed over to", "–", "Rita"),
        "days off noted",
    ):
        assert words in page, words
    assert page.count("Mon 50%, Tue 50%, Wed 50%, Thu 50%; 9:00 AM – 5:00 PM") == 2
    assert "flu" not in page
    one = visitor.read(f"{PATH}?thing=member:{raj.pk}")
    assert "Handed over to" in one
    verbs.take_back_archiving(raj, by=ada)
    verbs.edit_member(raj, by=ada, left_on=date(2026, 4, 1))
    verbs.archive(raj, by=ada, hand_over_to=rita)
    assert change("Last day", "Mar 31, 2026", "Mar 31, 2026") not in visitor.read(f"{PATH}?thing=member:{raj.pk}")
    assert "Hunter" not in one
    assert f"{PATH}?thing=member:{raj.pk}" in visitor.read(f"/settings/people/{raj.pk}/")
    assert "Covers for Mona" in visitor.get(f"{PATH}?kind=member&format=csv").getvalue().decode("utf-8-sig")


def test_what_members_say_about_themselves_is_told_where_others_see_it_alone(
    visitor: Visitor, ada: Member, rita: Member
) -> None:
    verbs.edit_profile(rita, by=rita, theme="dark", wants_daily_mail=False)
    verbs.create_token(rita, by=rita, name="Dialler")
    assert "Nothing has changed yet" in visitor.log_in(ada).read(PATH)
    own = Event.objects.get(verb="member.profile_edited")
    assert visitor.post(f"{PATH}{own.pk}/before/").status_code == 404
    verbs.edit_profile(rita, by=rita, theme="light", time_zone="Europe/Berlin")
    page = visitor.read(PATH)
    assert change("Time zone", "–", "Europe/Berlin") in page
    assert page.count('id="event-') == 1
    assert page.count("<dt>") == 1


def test_each_is_put_back_by_a_press(visitor: Visitor, ada: Member, mona: Member, rita: Member, bdm: SalesRole) -> None:
    def state() -> list[object]:
        return [
            Member.objects.get(pk=rita.pk).access_level,
            *RoleAssignment.objects.filter(member=rita).values_list("role", "starts_on", "ends_on"),
            *TeamMembership.objects.filter(member=mona).values_list("team", "is_lead", "starts_on", "ends_on"),
            *WorkingPattern.objects.filter(member=rita).values_list("effective_from", "capacities"),
        ]

    before = state()
    verbs.change_access_level(rita, "coordinator", by=ada)
    verbs.end_role(RoleAssignment.objects.get(member=rita), by=ada, ends_on=date(2026, 4, 1))
    verbs.set_lead(TeamMembership.objects.get(member=mona), False, by=ada, since=date(2026, 4, 1))
    verbs.set_working_pattern(rita, by=ada, effective_from=date(2026, 4, 6), capacities=HALF_WEEK)
    assert state() != before
    visitor.log_in(ada)
    for event in Event.objects.order_by("-id")[:4]:
        address = f"{PATH}{event.pk}/before/"
        answer = visitor.post(address)
        if answer.status_code == 200:
            answer = visitor.post(address, form_of(answer.content.decode()))
        assert answer.status_code == 302, event.verb
    assert state() == before


def test_coordinators_and_leads_see_none_of_it(visitor: Visitor, mona: Member, rita: Member, ada: Member) -> None:
    verbs.change_access_level(rita, "coordinator", by=ada)
    for member in (mona, rita):
        assert visitor.log_in(member).get(f"{PATH}?thing=member:{rita.pk}").status_code == 403
