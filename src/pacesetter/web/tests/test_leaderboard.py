"""The leaderboard."""

import re
from typing import Any

import pytest

from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, RoleAssignment, SalesRole
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
    assert re.search(r'class="is-value"><strong>([^<]*)</strong>', page)[1] == value  # type: ignore[index]


def test_teams_stand_against_each_other(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(f"/leaderboard/?kpi={calls.pk}&who=teams")
    assert names_on(page) == ["North", "South"]
    assert "/board/?team=" in page


@pytest.mark.parametrize("query", ["kpi=999999", "kpi=x", "by=nonsense", "team=77", "who=me", "kpi=" + "9" * 40])
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
