"""Scorecards."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.people.models import Member, SalesRole
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def done(rita: Member, call: ActivityType, calls: Kpi) -> None:
    """Rita has done 3 calls in the week before, and 4 this Monday morning."""
    for day, number in ((17, 3), (22, 4)):
        for _ in range(number):
            verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, day, 21, tzinfo=UTC))


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_ones_own_has_every_figure_with_the_thresholds_in_words(visitor: Visitor, rita: Member, done: None) -> None:
    text = plain(visitor.log_in(rita).read("/scorecard/?period=week"))
    assert "4 / 50 8%" in text
    # Three of eight working hours of Monday are over at noon.
    assert "On track 107% of the 3.8 expected so far" in text
    # No projection before half a working day; 46 are left for the 4.625 days that are.
    assert "expected so far – 9.9" in text
    assert "On track at least 100% of what is expected so far Behind at least 80% Off track below 80%" in text


def test_the_last_twelve_stand_in_a_table_beside_the_picture(visitor: Visitor, rita: Member, done: None) -> None:
    page = visitor.log_in(rita).read("/scorecard/?period=week")
    assert history_of(page) == ["0 / 50"] * 10 + ["3 / 50", "4 / 50"]
    columns = re.findall(r'class="spark-column[^"]*" d="([^"]*)"', page)
    assert sum(path.count("M") for path in columns) == 12


def test_where_less_is_better_nothing_is_needed_but_so_much_may_come(
    visitor: Visitor, rita: Member, calls: Kpi, done: None
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction="less")
    assert "≤ 9.9" in plain(visitor.log_in(rita).read("/scorecard/?period=week"))


@pytest.mark.parametrize("who", ["mona", "ada"])
def test_leads_and_administrators_see_those_of_others(
    who: str, visitor: Visitor, rita: Member, done: None, request: pytest.FixtureRequest
) -> None:
    page = visitor.log_in(request.getfixturevalue(who)).read(f"/members/{rita.pk}/scorecard/")
    assert "<h1>Rita</h1>" in page


@pytest.mark.parametrize("who", ["raj", "otto"])
def test_others_learn_not_even_that_it_exists(
    who: str, visitor: Visitor, rita: Member, done: None, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(who))
    assert visitor.get(f"/members/{rita.pk}/scorecard/").status_code == 404
    assert visitor.get("/members/999999999999999999999/scorecard/").status_code == 404


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, rita: Member) -> None:
    for path in ("/scorecard/", f"/members/{rita.pk}/scorecard/"):
        assert visitor.get(path).headers["Location"].startswith("/accounts/login/")


def test_a_member_without_a_role_is_told_whom_to_ask(visitor: Visitor, mona: Member) -> None:
    assert "Ask an administrator which role is yours" in visitor.log_in(mona).read("/scorecard/")


def test_a_kpi_where_less_is_better_says_so(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction="less")
    assert "less is better" in visitor.log_in(rita).read("/scorecard/")


def test_a_swap_gets_the_part_alone(visitor: Visitor, rita: Member, done: None) -> None:
    part = visitor.log_in(rita).read("/scorecard/", HX_Request="true")
    assert '<div id="scorecard"' in part
    assert "<html" not in part


def test_the_number_of_queries_does_not_grow_with_the_kpis(
    visitor: Visitor, rita: Member, done: None, django_assert_max_num_queries: Any, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(rita).read("/scorecard/")
    with django_assert_max_num_queries(4):
        visitor.read("/scorecard/")
    request.getfixturevalue("connect_rate")
    keep.forget()
    assert visitor.read("/scorecard/").count('class="spark"') == 3
    with django_assert_max_num_queries(4):
        visitor.read("/scorecard/")


def test_the_score_can_be_reckoned_up(
    visitor: Visitor, rita: Member, bdm: SalesRole, meeting: ActivityType, done: None
) -> None:
    demos, talks = (Kpi.objects.create(name=name, position=5) for name in ("Demos", "Talks"))
    KpiActivityType.objects.create(kpi=demos, activity_type=meeting)
    for kpi in (demos, talks):
        KpiRole.objects.create(kpi=kpi, role=bdm, weight=3)
    Target.objects.create(kpi=demos, role=bdm, period_kind="week", quantity=1, effective_from=date(2026, 1, 1))
    for _ in range(2):
        verbs.log(by=rita, activity_type=meeting, owner=rita, at=datetime(2026, 3, 22, 21, tzinfo=UTC))
    keep.forget()
    text = plain(visitor.log_in(rita).read("/scorecard/?period=week"))
    # (8 % x 1 + 150 % x 3) / 4
    assert "Score 115%" in text
    assert "Weight Calls 8% 8% 1 Demos 200% 150% 3 Talks – – –" in text
    assert "Each share counts up to 150%." in text
    assert "How the score comes about" not in plain(visitor.read("/scorecard/?period=week&day=2019-01-01"))


def history_of(page: str) -> list[str]:
    """The cells of the first row of the last twelve, without what is said to those who hear them alone."""
    body = re.sub(
        r'<span class="visually-hidden">[^<]*</span>',
        "",
        page[page.index('class="history"', page.index("as a table")) :],
    )
    return [
        plain(cell).strip()
        for cell in re.findall(r"<td>(.*?)</td>", body[: body.index("</tr>", body.index("<tbody>"))])
    ]


def test_every_figure_of_the_last_twelve_leads_to_why_it_is_what_it_is(
    visitor: Visitor, rita: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(rita).read("/scorecard/?period=week")
    why = f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=week"
    links = re.findall(rf'<td><a href="({re.escape(why)}[^"]*)">(.*?)</a>', page)
    assert len(links) == 12
    address, inside = links[-2]
    assert address == f"{why}&amp;day=2026-03-16"
    assert "Why: Calls, Mar 16" in plain(inside)
    assert "3 / 50" in plain(visitor.read(unescape(address)))


def test_the_score_leads_to_how_it_comes_about_and_from_there_to_each_kpi(
    visitor: Visitor, rita: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(rita).read("/scorecard/?period=week")
    assert '<a href="#score"><strong>8%</strong>' in page
    table = page[page.index('id="score"') :]
    assert f'<a href="/members/{rita.pk}/kpis/{calls.pk}/why/?period=week">Calls</a>' in table


def test_of_the_time_before_somebody_came_into_the_team_a_lead_sees_no_figure(
    visitor: Visitor, mona: Member, ada: Member, rita: Member, done: None, calls: Kpi
) -> None:
    rita.team_memberships.update(starts_on=date(2026, 3, 23))
    keep.forget()
    address = f"/members/{rita.pk}/scorecard/?period=week"
    page = visitor.log_in(mona).read(address)
    assert history_of(page) == ["– not in your team"] * 11 + ["4 / 50"]
    columns = re.findall(r'class="spark-column[^"]*" d="([^"]*)"', page)
    assert sum(path.count("M") for path in columns) == 1
    rows = b"".join(visitor.get(f"{address}&format=csv")).decode("utf-8-sig").splitlines()
    assert rows[1].endswith(",,,,,,,,,,,,4")
    for who, path in ((ada, address), (rita, "/scorecard/?period=week")):
        assert history_of(visitor.log_in(who).read(path))[-2:] == ["3 / 50", "4 / 50"]


def test_a_leads_page_takes_one_query_more_for_the_time_in_the_team(
    visitor: Visitor, mona: Member, rita: Member, done: None, django_assert_max_num_queries: Any
) -> None:
    visitor.log_in(mona).read(f"/members/{rita.pk}/scorecard/")
    with django_assert_max_num_queries(6):
        visitor.read(f"/members/{rita.pk}/scorecard/")
