"""Trends of KPIs over periods."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, RoleAssignment, Team, TeamMembership
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def done(rita: Member, raj: Member, call: ActivityType, connect_rate: Kpi, connected: Outcome) -> None:
    """Rita has done 2 calls in February and 3 in March, Raj one in March."""
    for owner, month, days in ((rita, 2, (3, 4)), (rita, 3, (2, 3, 4)), (raj, 3, (5,))):
        for day in days:
            moment = datetime(2026, month, day, 1, tzinfo=UTC)
            verbs.log(by=owner, activity_type=call, owner=owner, outcome=connected, at=moment)


def rows_of(page: str) -> list[list[str]]:
    """The table, newest period first."""
    body = re.sub(r'<span class="visually-hidden">[^<]*</span>', "", page[page.index('class="history"') :])
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.sub(r"(?:<[^>]+>)+", "|", row).strip("|").split("|") for row in rows[1:]]


def behind_cells(page: str) -> list[tuple[str, str]]:
    """Where the table's figures lead, and what those who hear the link are told."""
    body = page[page.index('class="history"') :]
    links = re.findall(r'<td><a href="([^"]*)">.*?<span class="visually-hidden"> ([^<]*)</span></a></td>', body)
    return [(unescape(address), said) for address, said in links]


def offered(page: str) -> list[str]:
    return re.findall(r'<option value="((?:everybody|team|member)[^"]*)"', page)


def test_an_administrator_sees_everybody_together_first(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(f"/trends/?kpi={calls.pk}")
    assert rows_of(page)[:2] == [["Mar 2026", "4", " / 440"], ["Feb 2026", "2", " / 400"]]
    assert len(rows_of(page)) == 12


def test_lines_are_compared(visitor: Visitor, ada: Member, rita: Member, done: None, calls: Kpi) -> None:
    south = Team.objects.get(name="South")
    query = f"kpi={calls.pk}&line=member-{rita.pk}&line=team-{south.pk}&line=everybody&periods=24"
    page = visitor.log_in(ada).read(f"/trends/?{query}")
    assert rows_of(page)[0] == ["Mar 2026", "3", " / 220", "1", " / 220", "4", " / 440"]
    assert len(rows_of(page)) == 24
    assert page.count('class="line-') >= 3


def test_at_most_four_lines_are_drawn(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(ada).read("/trends/")
    everything = "&".join(f"line={key}" for key in dict.fromkeys(offered(page)))
    assert visitor.read(f"/trends/?{everything}").count("Leave off") == 3


def test_the_moving_average_of_a_rate_is_sum_over_sum(
    visitor: Visitor, rita: Member, call: ActivityType, done: None, connect_rate: Kpi
) -> None:
    for day in (9, 10, 11):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, day, 1, tzinfo=UTC))
    response = visitor.log_in(rita).get(f"/trends/?kpi={connect_rate.pk}&average=3&format=csv")
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert lines[0] == "First day,Last day,Rita,Rita: target,Rita: attainment,Rita: moving average"
    # 3 of 6 in March and 2 of 2 in February: 5 of 8, and not the average of 50 and 100 per cent.
    assert lines[-1] == "2026-03-01,2026-03-31,0.5,,,0.625"


def test_a_team_member_sees_the_own_line_alone(visitor: Visitor, raj: Member, rita: Member, done: None) -> None:
    page = visitor.log_in(raj).read(f"/trends/?line=member-{rita.pk}&line=everybody")
    assert set(offered(page)) == {f"member-{raj.pk}"}
    assert "Rita" not in page
    assert rows_of(page)[0][:2] == ["Mar 2026", "1"]


def test_a_lead_sees_the_own_team(visitor: Visitor, mona: Member, rita: Member, done: None) -> None:
    north = Team.objects.get(name="North")
    page = visitor.log_in(mona).read("/trends/")
    assert set(offered(page)) == {f"team-{north.pk}", f"member-{mona.pk}", f"member-{rita.pk}"}
    assert rows_of(page)[0][:2] == ["Mar 2026", "3"]


def test_a_members_figure_leads_to_why_it_is_what_it_is(
    visitor: Visitor, raj: Member, rita: Member, done: None, calls: Kpi
) -> None:
    links = behind_cells(visitor.log_in(rita).read(f"/trends/?kpi={calls.pk}"))
    why = f"/members/{rita.pk}/kpis/{calls.pk}/why/"
    assert links[:2] == [
        (f"{why}?period=month", "Why: Calls, Rita, Mar 2026"),
        (f"{why}?period=month&day=2026-02-01", "Why: Calls, Rita, Feb 2026"),
    ]
    assert len(links) == 12
    visitor.read(links[1][0])
    assert visitor.log_in(raj).get(links[1][0]).status_code == 404


def test_what_several_did_together_leads_to_their_board(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    south = Team.objects.get(name="South")
    page = visitor.log_in(ada).read(f"/trends/?kpi={calls.pk}&line=team-{south.pk}&line=everybody&period=quarter")
    before = f"period=quarter&day=2025-10-01&sort=-{calls.pk}"
    assert behind_cells(page)[2:4] == [
        (f"/board/?team={south.pk}&{before}", "Team board: South, Oct 2025"),
        (f"/board/?{before}", "Team board: Everybody, Oct 2025"),
    ]
    assert f'<option value="{south.pk}" selected>' in visitor.read(behind_cells(page)[2][0])


def test_a_lead_looks_behind_the_time_in_the_own_team_alone(
    visitor: Visitor, mona: Member, rita: Member, done: None, calls: Kpi
) -> None:
    TeamMembership.objects.filter(member=rita).update(starts_on=date(2026, 2, 16))
    keep.forget()
    links = behind_cells(visitor.log_in(mona).read(f"/trends/?kpi={calls.pk}&line=member-{rita.pk}"))
    assert [said for _address, said in links] == ["Why: Calls, Rita, Mar 2026", "Why: Calls, Rita, Feb 2026"]
    for address, _said in links:
        visitor.read(address)
    assert visitor.get(f"/members/{rita.pk}/kpis/{calls.pk}/why/?day=2026-01-10").status_code == 404


def test_of_the_time_before_somebody_came_into_the_team_a_lead_sees_no_figure(
    visitor: Visitor, mona: Member, ada: Member, rita: Member, done: None, calls: Kpi
) -> None:
    TeamMembership.objects.filter(member=rita).update(starts_on=date(2026, 3, 2))
    keep.forget()
    address = f"/trends/?kpi={calls.pk}&line=member-{rita.pk}"
    page = visitor.log_in(mona).read(address)
    assert rows_of(page)[:3] == [
        ["Mar 2026", "3", " / 220"],
        ["Feb 2026", "– ", "not in your team"],
        ["Jan 2026", "– ", "not in your team"],
    ]
    assert "Apr 2025 – Mar 2026. Rita: from – to 3." in page
    assert "Feb 2026: 2" not in page
    lines = b"".join(visitor.get(f"{address}&format=csv")).decode("utf-8-sig").splitlines()
    assert lines[-2:] == ["2026-02-01,2026-02-28,,,", "2026-03-01,2026-03-31,3,220,0.013636"]
    for who in (ada, rita):
        assert rows_of(visitor.log_in(who).read(address))[1] == ["Feb 2026", "2", " / 200"]


def test_where_nothing_was_expected_nothing_has_to_be_explained(
    visitor: Visitor, rita: Member, done: None, calls: Kpi
) -> None:
    RoleAssignment.objects.filter(member=rita).update(starts_on=date(2026, 3, 2))
    keep.forget()
    page = visitor.log_in(rita).read(f"/trends/?kpi={calls.pk}")
    assert [said for _address, said in behind_cells(page)] == ["Why: Calls, Rita, Mar 2026"]


def test_another_organisation_sees_nothing_of_this_one(
    visitor: Visitor, otto: Member, rita: Member, done: None, calls: Kpi
) -> None:
    page = visitor.log_in(otto).read(f"/trends/?kpi={calls.pk}&line=member-{rita.pk}")
    assert "Rita" not in page
    assert "Calls" not in page
    assert "Nothing to draw yet" in page


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, done: None) -> None:
    assert visitor.get("/trends/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "query", ["kpi=x", "line=member-9999999", "line=", "periods=999999", "average=x", "period=week"]
)
def test_what_cannot_be_read_counts_as_not_asked_for(query: str, visitor: Visitor, ada: Member, done: None) -> None:
    assert len(rows_of(visitor.log_in(ada).read(f"/trends/?{query}"))) == 12


def test_the_chart_says_in_words_what_it_shows(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(f"/trends/?kpi={calls.pk}")
    assert '<title id="chart-title">Calls</title>' in page
    assert "Apr 2025 – Mar 2026. Everybody: from 0 to 4." in page
    assert "style=" not in page


def test_the_number_of_queries_grows_neither_with_periods_nor_with_lines(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, done: None, calls: Kpi, django_assert_max_num_queries: Any
) -> None:
    visitor.log_in(ada)
    lines = f"line=everybody&line=member-{rita.pk}&line=member-{raj.pk}"
    for query in ("", f"{lines}&periods=52"):
        visitor.read(f"/trends/?kpi={calls.pk}&{query}")
        with django_assert_max_num_queries(8):
            visitor.read(f"/trends/?kpi={calls.pk}&{query}")
