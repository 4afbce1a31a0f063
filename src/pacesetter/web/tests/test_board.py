"""The team board."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team, TeamMembership
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.settings_changes import touch_settings
from pacesetter.web.tests.conftest import Visitor
from pacesetter.wording.rounding import ROUNDED

pytestmark = pytest.mark.usefixtures("at_noon")


def names_on(page: str) -> list[str]:
    return re.findall(r'role="rowheader"><a [^>]*>([^<]+)</a>', page)


def cell_of(page: str, name: str) -> str:
    """The first figure of this member, in plain text."""
    row = page[page.index(f">{name}</a>") :]
    inside = re.search(r'<td role="cell" class="heat.*?</td>', row, re.DOTALL)
    assert inside is not None
    return " ".join(re.sub(r"<[^>]+>", " ", inside[0]).split())


def test_an_administrator_sees_everybody_with_what_was_done_and_what_was_to_do(
    visitor: Visitor, ada: Member, done: None
) -> None:
    page = visitor.log_in(ada).read("/board/")
    assert names_on(page) == ["Raj", "Rita"]
    assert cell_of(page, "Rita") == "3 / 220 1% Off track"
    assert "March 2026" in page


def test_a_lead_sees_the_own_team_alone(visitor: Visitor, mona: Member, done: None) -> None:
    assert names_on(visitor.log_in(mona).read("/board/")) == ["Rita"]


def test_a_team_member_sees_nobody_else(visitor: Visitor, raj: Member, done: None) -> None:
    assert names_on(visitor.log_in(raj).read("/board/")) == ["Raj"]


def test_another_organisation_sees_nobody_of_this_one(visitor: Visitor, otto: Member, done: None) -> None:
    page = visitor.log_in(otto).read("/board/")
    assert names_on(page) == []
    assert "Rita" not in page


def test_a_team_of_another_organisation_filters_nothing(
    visitor: Visitor, ada: Member, done: None, other_organisation: Organisation
) -> None:
    with scope(other_organisation):
        foreign = Team.objects.create(name="Foreign")
    page = visitor.log_in(ada).read(f"/board/?team={foreign.pk}")
    assert names_on(page) == ["Raj", "Rita"]
    assert "Foreign" not in page


def test_who_is_not_logged_in_is_sent_to_log_in_and_comes_back(visitor: Visitor, organisation: Organisation) -> None:
    response = visitor.get("/board/?period=week")
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/board/%3Fperiod%3Dweek"


def test_an_archived_member_is_refused_at_once(visitor: Visitor, ada: Member, done: None) -> None:
    visitor.log_in(ada).read("/board/")
    Member.objects.filter(pk=ada.pk).update(archived_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert visitor.get("/board/").headers["Location"] == "/organisation/?next=/board/"


def test_the_order_is_by_any_column_both_ways(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    visitor.log_in(ada)
    assert names_on(visitor.read(f"/board/?sort=-{calls.pk}")) == ["Rita", "Raj"]
    assert names_on(visitor.read(f"/board/?sort={calls.pk}")) == ["Raj", "Rita"]
    assert names_on(visitor.read("/board/?sort=-name")) == ["Rita", "Raj"]
    assert names_on(visitor.read("/board/?sort=-score")) == ["Rita", "Raj"]
    assert names_on(visitor.read("/board/?sort=nonsense")) == ["Raj", "Rita"]


def test_a_team_leaves_the_others_out(visitor: Visitor, ada: Member, done: None) -> None:
    south = Team.objects.get(name="South")
    assert names_on(visitor.log_in(ada).read(f"/board/?team={south.pk}")) == ["Raj"]


def test_an_earlier_period_shows_its_own_figures(visitor: Visitor, ada: Member, done: None) -> None:
    page = visitor.log_in(ada).read("/board/?period=month&day=2026-02-10")
    assert "February 2026" in page
    assert cell_of(page, "Rita") == "0 / 200 0% Off track"


def test_a_day_that_cannot_be_read_is_told_and_counts_as_today(visitor: Visitor, ada: Member, done: None) -> None:
    page = visitor.log_in(ada).read("/board/?day=23.03.2026")
    assert "“23.03.2026” is not a day" in page
    assert "March 2026" in page


def test_a_swap_gets_the_board_without_the_page_around_it(visitor: Visitor, ada: Member, done: None) -> None:
    part = visitor.log_in(ada).read("/board/", HX_Request="true")
    assert '<div id="board"' in part
    assert "<html" not in part
    assert "<html" in visitor.read("/board/", HX_Request="true", HX_History_Restore_Request="true")


def test_names_are_escaped_wherever_they_stand(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    Kpi.objects.filter(pk=calls.pk).update(name='<script>"&')
    Member.objects.filter(pk=rita.pk).update(name="<b>Rita</b>")
    page = visitor.log_in(ada).read("/board/")
    assert "<script>&quot;" not in page
    assert '<script>"' not in page
    assert "<b>Rita</b>" not in page
    assert 'data-kpi="&lt;script&gt;&quot;&amp;"' in page


def test_without_anything_expected_the_board_says_what_to_do(visitor: Visitor, ada: Member) -> None:
    assert "Nothing was expected of anybody here" in visitor.log_in(ada).read("/board/")


def score_links(page: str) -> list[str]:
    links = r'class="score" data-kpi="Score"><a href="([^"]*)">[^<]+<span class="visually-hidden"> How the score'
    return [unescape(address) for address in re.findall(links, page)]


def test_a_score_leads_to_how_it_comes_about(
    visitor: Visitor, mona: Member, raj: Member, rita: Member, done: None
) -> None:
    [address] = score_links(visitor.log_in(mona).read("/board/?day=2026-02-10"))
    assert address == f"/members/{rita.pk}/scorecard/?period=month&day=2026-02-01#score"
    scorecard, _mark, part = address.partition("#")
    assert f'id="{part}"' in visitor.read(scorecard)
    assert score_links(visitor.log_in(raj).read("/board/")) == [f"/members/{raj.pk}/scorecard/?period=month#score"]
    assert visitor.get(scorecard).status_code == 404


def test_where_there_is_no_score_nothing_has_to_be_explained(visitor: Visitor, ada: Member, done: None) -> None:
    Target.objects.all().delete()
    keep.forget()
    page = visitor.log_in(ada).read("/board/")
    assert names_on(page) == ["Raj", "Rita"]
    assert score_links(page) == []


@pytest.fixture
def many(organisation: Organisation, bdm: SalesRole) -> None:
    team = Team.objects.create(name="Many")
    for number in range(20):
        member = make_member(organisation, f"Member{number}")
        RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
        TeamMembership.objects.create(member=member, team=team, starts_on=LONG_AGO)


def queries_of(visitor: Visitor, path: str, counting: Any) -> int:
    visitor.read(path)  # whatever is read once per process is read now
    with counting() as captured:
        visitor.read(path)
    return len(captured)


@pytest.fixture
def counting(django_assert_max_num_queries: Any) -> Iterator[Any]:
    yield lambda: django_assert_max_num_queries(12)


def test_the_number_of_queries_does_not_grow_with_the_members(
    visitor: Visitor, ada: Member, done: None, counting: Any, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(ada)
    few = queries_of(visitor, "/board/", counting)
    request.getfixturevalue("many")
    keep.forget()
    assert len(names_on(visitor.read("/board/"))) == 22
    assert queries_of(visitor, "/board/", counting) == few


def test_the_address_of_today_moves_with_the_time(visitor: Visitor, ada: Member, done: None) -> None:
    page = visitor.log_in(ada).read("/board/?period=week")
    assert "Mar 23 – 29, 2026" in page.replace("\u2009", " ")
    assert 'href="?period=week&amp;day=2026-03-16"' in page
    assert date(2026, 3, 23).isoformat() not in re.findall(r'href="\?period=month[^"]*"', page)[0]


@pytest.mark.parametrize(
    ("a_week", "each", "together", "is_rounded"),
    # 22 days of a fifth of it. Rounded to whole numbers the first would be 105, 105 and together 209.
    [("23.75", "104.5", "209", False), ("50.251", "221.1", "442.2", True)],
)
def test_who_adds_the_rows_up_gets_the_total_or_is_told_why_not(
    visitor: Visitor, ada: Member, done: None, calls: Kpi, a_week: str, each: str, together: str, is_rounded: bool
) -> None:
    Target.objects.filter(kpi=calls).update(quantity=a_week)
    touch_settings()
    page = visitor.log_in(ada).read("/board/")
    assert page.count(f"<small> / {each}</small>") == 2
    assert f"<small> / {together}</small>" in page
    assert (str(ROUNDED) in page) is is_rounded
