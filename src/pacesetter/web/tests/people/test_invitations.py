"""Inviting several people at once."""

import re
from typing import Any

import pytest
from django.core import mail

from pacesetter import jobs
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team, TeamMembership
from pacesetter.web.tests.conftest import Visitor

PATH = "/settings/people/invitations/"


def sent(visitor: Visitor, lines: str, **others: str) -> str:
    return visitor.post(PATH, {"lines": lines, **others}).content.decode()


def test_each_line_becomes_a_member_with_a_link_by_mail(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, settings: Any
) -> None:
    settings.SENDS_MAIL = True
    lines = (
        "Nia Park, nia@acme.example, business development manager, north, Coordinator\n"
        "\n"
        "Omar\tomar@acme.example\n"
        "pia@acme.example"
    )
    assert visitor.log_in(ada).post(PATH, {"lines": lines}).headers["Location"] == "/settings/people/"
    nia = Member.objects.get(email="nia@acme.example")
    assert (nia.name, nia.access_level) == ("Nia Park", "coordinator")
    assert RoleAssignment.objects.get(member=nia).role == bdm
    assert TeamMembership.objects.get(member=nia).team.name == "North"
    assert Member.objects.get(email="omar@acme.example").access_level == "team_member"
    assert Member.objects.get(email="pia@acme.example").name == "pia"
    assert "3 people are invited." in visitor.read("/settings/people/")
    jobs.run_due()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "nia@acme.example",
        "omar@acme.example",
        "pia@acme.example",
    ]


def test_without_a_mail_server_the_links_are_shown_once_to_be_handed_over(
    visitor: Visitor, ada: Member, settings: Any
) -> None:
    settings.SENDS_MAIL = False
    lines = {"lines": "Nia, nia@acme.example\nOmar, omar@acme.example"}
    answer = visitor.log_in(ada).post(PATH, lines)
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "2 people are invited." in page
    links = re.findall(r'value="http://[^/]+(/invitations/[^"]+)"', page)
    assert ["nia@" in Visitor().read(links[0]), "omar@" in Visitor().read(links[1])] == [True, True]
    assert "/invitations/" not in visitor.read("/settings/people/").replace(PATH, "")


def test_role_and_team_of_those_without_are_chosen_once(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member
) -> None:
    team = Team.objects.get(name="North")
    sent(visitor.log_in(ada), "Nia, nia@acme.example", role=str(bdm.pk), team=str(team.pk))
    nia = Member.objects.get(email="nia@acme.example")
    assert RoleAssignment.objects.get(member=nia).role == bdm
    assert TeamMembership.objects.get(member=nia).team == team


def test_a_team_that_is_not_there_is_made_only_where_that_was_wanted(visitor: Visitor, ada: Member) -> None:
    lines = "Nia, nia@acme.example,, East\nOmar, omar@acme.example,, east"
    assert "Line 1: There is no team “East”. Tick below" in sent(visitor.log_in(ada), lines)
    assert not Team.objects.exists()
    sent(visitor, lines, makes_teams="on")
    assert TeamMembership.objects.filter(team=Team.objects.get(name="East")).count() == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Nia", "Line 2: Give a name and an e-mail address"),
        ("Nia, nia@", "Line 2: Enter a valid email address."),
        ("Nia, nia@acme.example, Wizard", "Line 2: There is no sales role “Wizard”."),
        ("Nia, nia@acme.example,,, Boss", "Line 2: “Boss” is no access level."),
        ("Rita, RITA@acme.example", "Line 2: Rita is here already."),
        ("Omar, omar@acme.example", "Line 2: This address stands in an earlier line."),
    ],
)
def test_one_line_that_cannot_be_stops_all_of_them(
    line: str, told: str, visitor: Visitor, ada: Member, rita: Member
) -> None:
    page = sent(visitor.log_in(ada), f"Omar, omar@acme.example\n{line}")
    assert told in page
    assert "omar@acme.example" in page
    assert not Member.objects.filter(email="omar@acme.example").exists()


def test_nothing_but_empty_lines_is_told(visitor: Visitor, ada: Member) -> None:
    assert "Write at least one line." in sent(visitor.log_in(ada), " \n ")


def test_nobody_else_invites(visitor: Visitor, mona: Member) -> None:
    assert visitor.log_in(mona).post(PATH, {"lines": "Nia, nia@acme.example"}).status_code == 403
    assert not Member.objects.filter(email="nia@acme.example").exists()


def test_a_line_names_the_lead_of_a_team_from_the_first_day_on(visitor: Visitor, ada: Member, rita: Member) -> None:
    lines = (
        "Nia, nia@acme.example,, North,, lead\n"
        "Omar, omar@acme.example,, North, Lead\n"
        "Pia, pia@acme.example,, North, Coordinator\n"
        "Quin, quin@acme.example,, East, Coordinator, lead"
    )
    sent(visitor.log_in(ada), lines, makes_teams="on")
    found = TeamMembership.objects.exclude(member=rita).order_by("member__name")
    assert [(row.member.name, row.team.name, row.is_lead) for row in found] == [
        ("Nia", "North", True),
        ("Omar", "North", True),
        ("Pia", "North", False),
        ("Quin", "East", True),
    ]
    assert [row.starts_on for row in found] == [row.member.joined_on for row in found]
    assert Member.objects.get(name="Omar").access_level == "team_member"


def test_the_lead_of_the_team_that_is_chosen_for_all(visitor: Visitor, ada: Member, rita: Member) -> None:
    team = Team.objects.get(name="North")
    sent(visitor.log_in(ada), "Nia, nia@acme.example,,,, lead\nOmar, omar@acme.example", team=str(team.pk))
    found = TeamMembership.objects.exclude(member=rita).order_by("member__name")
    assert [(row.member.name, row.team, row.is_lead) for row in found] == [("Nia", team, True), ("Omar", team, False)]


def test_whoever_leads_is_named_in_ones_own_language(visitor: Visitor, ada: Member, rita: Member) -> None:
    Member.objects.filter(pk=ada.pk).update(locale="de")
    page = sent(visitor.log_in(ada), "Nia, nia@acme.example,, North,, wer")
    assert "Schreiben Sie „Teamleitung“" in page
    sent(visitor, "Nia, nia@acme.example,, North,, teamleitung")
    assert TeamMembership.objects.get(member__name="Nia").is_lead


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Nia, nia@acme.example,, North,, boss", "Line 1: “boss” says nothing about the team."),
        ("Nia, nia@acme.example,,,, lead", "Line 1: Name the team that they lead."),
    ],
)
def test_a_lead_of_nothing_stops_the_lines(line: str, told: str, visitor: Visitor, ada: Member, rita: Member) -> None:
    assert told in sent(visitor.log_in(ada), line)
    assert not Member.objects.filter(name="Nia").exists()
