"""The leaderboard."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team
from pacesetter.people.verbs import edit_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def names_on(page: str) -> list[str]:
    rows = re.findall(r'<th scope="row" role="rowheader">(.*?)</th>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", row).split()[0] for row in rows]


def linked(page: str) -> list[str]:
    return re.findall(r'role="rowheader"><a href="[^"]*scorecard/[^"]*">([^<]+)<', page)


def test_everybody_sees_everybodys_rank_and_looks_behind_their_own_alone(
    visitor: Visitor, raj: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(raj).read(f"/leaderboard/?kpi={calls.pk}")
    assert names_on(page) == ["Rita", "Raj"]
    assert linked(page) == ["Raj"]
    assert "is-viewer" in page


def test_a_lead_looks_behind_the_own_team(visitor: Visitor, mona: Member, done: None, calls: Kpi) -> None:
    assert linked(visitor.log_in(mona).read(f"/leaderboard/?kpi={calls.pk}")) == ["Rita"]


def behind_values(page: str) -> list[tuple[str, str]]:
    """Where the values lead, and what those who hear the link are told."""
    links = r'class="is-value"><a href="([^"]*)"><strong>[^<]*</strong><span class="visually-hidden"> ([^<]*)<'
    return [(unescape(address), said) for address, said in re.findall(links, page)]


def test_a_value_leads_to_why_it_is_what_it_is_where_one_may_look(
    visitor: Visitor, mona: Member, raj: Member, rita: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(mona).read(f"/leaderboard/?kpi={calls.pk}&day=2026-02-10")
    [(address, said)] = behind_values(page)
    assert address == f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=month&day=2026-02-01"
    assert said == "Why: Calls, Rita"
    visitor.read(address)
    page = visitor.log_in(raj).read(f"/leaderboard/?kpi={calls.pk}")
    assert [said for _address, said in behind_values(page)] == ["Why: Calls, Raj"]
    assert visitor.get(address).status_code == 404


def test_a_score_leads_to_how_it_comes_about(visitor: Visitor, raj: Member, done: None) -> None:
    page = visitor.log_in(raj).read("/leaderboard/?period=week&day=2026-03-02")
    [(address, said)] = behind_values(page)
    assert address == f"/members/{raj.pk}/scorecard/?period=week&day=2026-03-02#score"
    assert said == "How the score comes about: Raj"
    assert 'id="score"' in visitor.read(address.partition("#")[0])


@pytest.mark.parametrize(
    ("kpi", "direction", "order"), [("", "more", "-score"), ("{}", "more", "-{}"), ("{}", "less", "{}")]
)
def test_a_teams_value_leads_to_its_board_in_that_order(
    kpi: str, direction: str, order: str, visitor: Visitor, mona: Member, raj: Member, done: None, calls: Kpi
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction=direction)
    keep.forget()
    path = f"/leaderboard/?who=teams&kpi={kpi.format(calls.pk)}"
    north = Team.objects.get(name="North")
    [(address, said)] = behind_values(visitor.log_in(mona).read(path))
    assert address == f"/board/?team={north.pk}&period=month&sort={order.format(calls.pk)}"
    assert said == "Team board: North"
    assert f'value="{order.format(calls.pk)}" selected' in visitor.read(address)
    assert behind_values(visitor.log_in(raj).read(path)) == []


def test_who_has_no_value_has_none_to_explain(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    Target.objects.all().delete()
    keep.forget()
    page = visitor.log_in(ada).read(f"/leaderboard/?kpi={calls.pk}&by=attainment")
    assert names_on(page) == ["Raj", "Rita"]
    assert behind_values(page) == []


def test_kept_to_leads_it_refuses_others_and_shows_a_lead_the_own_team(
    visitor: Visitor, ada: Member, mona: Member, raj: Member, done: None, calls: Kpi
) -> None:
    edit_organisation(by=ada, leaderboards_for="leads")
    response = visitor.log_in(raj).get("/leaderboard/")
    assert response.status_code == 403
    assert "Rita" not in response.content.decode()
    assert 'href="/leaderboard/"' not in visitor.read("/scorecard/")
    assert names_on(visitor.log_in(mona).read(f"/leaderboard/?kpi={calls.pk}")) == ["Rita"]
    assert names_on(visitor.log_in(ada).read(f"/leaderboard/?kpi={calls.pk}")) == ["Rita", "Raj"]


def test_kept_to_leads_nobody_is_compared_with_the_time_before_they_came_into_the_team(
    visitor: Visitor, ada: Member, mona: Member, rita: Member, done: None, calls: Kpi
) -> None:
    rita.team_memberships.update(starts_on=date(2026, 3, 2))
    keep.forget()
    address = f"/leaderboard/?kpi={calls.pk}&by=improvement"
    assert "Rita" in names_on(visitor.log_in(mona).read(address))
    edit_organisation(by=ada, leaderboards_for="leads")
    assert "Rita" not in names_on(visitor.read(address))
    assert "Rita" in names_on(visitor.read(f"/leaderboard/?kpi={calls.pk}"))
    assert "Rita" in names_on(visitor.log_in(ada).read(address))


def test_another_organisation_sees_nobody_of_this_one(visitor: Visitor, otto: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(otto).read(f"/leaderboard/?kpi={calls.pk}")
    assert names_on(page) == []
    assert "Calls" not in page


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, done: None) -> None:
    assert visitor.get("/leaderboard/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("", "1%"),
        ("kpi={}", "3"),
        ("kpi={}&by=attainment", "1%"),
        ("kpi={}&by=improvement", "+3"),
        ("by=attainment", "1%"),
    ],
)
def test_it_goes_by_any_kpi_or_the_score(
    query: str, value: str, visitor: Visitor, ada: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(f"/leaderboard/?{query.format(calls.pk)}")
    assert re.search(r'class="is-value"><a [^>]*><strong>([^<]*)<', page)[1] == value  # type: ignore[index]


def test_teams_stand_against_each_other(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(f"/leaderboard/?kpi={calls.pk}&who=teams")
    assert names_on(page) == ["North", "South"]
    assert "/board/?team=" in page


@pytest.mark.parametrize("query", ["kpi=999999", "kpi=x", "by=nonsense", "team=999999", "who=me", "kpi=" + "9" * 40])
def test_what_cannot_be_read_counts_as_not_asked_for(query: str, visitor: Visitor, ada: Member, done: None) -> None:
    assert names_on(visitor.log_in(ada).read(f"/leaderboard/?{query}")) == ["Rita", "Raj"]


def test_it_is_a_file_too(visitor: Visitor, raj: Member, done: None, calls: Kpi) -> None:
    response = visitor.log_in(raj).get(f"/leaderboard/?kpi={calls.pk}&format=csv")
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert lines[0] == "Rank,Rank before,Name,Calls,Target,Attainment,Compared with,Ranked by"
    assert lines[1] == "1,1,Rita,3,220,0.013636,0,3"


def test_a_live_refresh_gets_the_part_without_saying_it_again(visitor: Visitor, ada: Member, done: None) -> None:
    part = visitor.log_in(ada).read("/leaderboard/", HX_Request="true", Live="1")
    assert "<html" not in part
    assert "announcement" not in part
    assert "announcement" in visitor.read("/leaderboard/", HX_Request="true")


def test_a_long_one_is_paged_and_leads_to_the_own_place(
    visitor: Visitor, ada: Member, raj: Member, done: None, calls: Kpi, organisation: Organisation, bdm: SalesRole
) -> None:
    for number in range(60):
        member = make_member(organisation, f"A{number:02}")
        RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
    RoleAssignment.objects.filter(member=raj).update(ends_on="2026-03-06")
    Organisation.objects.filter(pk=organisation.pk).update(settings_version=100)
    address = f"/leaderboard/?kpi={calls.pk}&by=attainment"
    first = visitor.log_in(raj).read(address)
    assert len(names_on(first)) == 50
    assert "Page 1 of 2" in first
    # He has the larger share of a smaller target, and the second place.
    assert names_on(first)[:2] == ["Raj", "Rita"]
    assert "Your place" not in first
    assert len(names_on(visitor.read(f"{address}&page=2"))) == 12
    assert 'page=1#you">Your place: 1</a>' in visitor.read(f"{address}&page=2")
    assert "Your place" not in visitor.log_in(ada).read(f"{address}&page=2")
    assert len(b"".join(visitor.get(f"{address}&format=csv")).splitlines()) == 63


def test_the_number_of_queries_does_not_grow_with_the_members(
    visitor: Visitor,
    ada: Member,
    done: None,
    organisation: Organisation,
    bdm: SalesRole,
    django_assert_max_num_queries: Any,
) -> None:
    visitor.log_in(ada)
    for size in (20, 40):
        for number in range(20):
            member = make_member(organisation, f"Member{size}-{number}")
            RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
        Organisation.objects.filter(pk=organisation.pk).update(settings_version=100 + size)
        visitor.read("/leaderboard/")  # whatever is read once per process is read now
        with django_assert_max_num_queries(8):
            visitor.read("/leaderboard/")
