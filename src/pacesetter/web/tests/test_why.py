"""Why a figure is what it is."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.conftest import LONG_AGO
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, KpiActivityType, Target
from pacesetter.people.models import Leave, Member, SalesRole, Team, TeamMembership
from pacesetter.people.verbs import edit_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.settings_changes import touch_settings
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 1, tzinfo=UTC)


@pytest.fixture
def done(rita: Member, call: ActivityType, meeting: ActivityType, connected: Outcome, voicemail: Outcome) -> None:
    """Two calls connected and one in voicemail, one cancelled, one meeting."""
    for day, outcome in ((3, connected), (4, connected), (5, voicemail)):
        verbs.log(by=rita, activity_type=call, owner=rita, outcome=outcome, at=at(day))
    verbs.cancel(verbs.plan(by=rita, activity_type=call, owner=rita, due_on=at(6).date()), by=rita)
    verbs.log(by=rita, activity_type=meeting, owner=rita, at=at(9))


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def path_of(member: Member, kpi: Kpi, query: str = "") -> str:
    return f"/members/{member.pk}/kpis/{kpi.pk}/why/?{query}"


def test_what_counted_adds_up_to_the_figure(visitor: Visitor, rita: Member, calls: Kpi, done: None) -> None:
    text = plain(visitor.log_in(rita).read(path_of(rita, calls)))
    assert "3 / 220" in text
    assert "3 activities, together 3" in text
    assert text.count("Discovery call") == 4  # the cancelled one stands below, among those that did not count


def test_weights_are_shown_as_they_are_and_add_up(visitor: Visitor, rita: Member, calls: Kpi, done: None) -> None:
    KpiActivityType.objects.filter(kpi=calls).update(weight="0.25")
    touch_settings()
    text = plain(visitor.log_in(rita).read(path_of(rita, calls)))
    assert "3 activities, together 0.75" in text
    assert text.count(" 0.25 ") == 3


def test_what_did_not_count_has_its_first_reason(visitor: Visitor, rita: Member, connects: Kpi, done: None) -> None:
    text = plain(visitor.log_in(rita).read(path_of(rita, connects)))
    assert "2 activities, together 2" in text
    assert "Other activity type 1 Cancelled 1 Outcome not counted 1" in text


def test_one_reason_can_be_looked_at_alone(visitor: Visitor, rita: Member, connects: Kpi, done: None) -> None:
    page = visitor.log_in(rita).read(path_of(rita, connects, "reason0=cancelled"))
    assert page.count('class="is-reason"') == 1
    assert 'aria-current="true">Cancelled' in page


def test_a_ratio_shows_both_its_parts(visitor: Visitor, rita: Member, connect_rate: Kpi, done: None) -> None:
    text = plain(visitor.log_in(rita).read(path_of(rita, connect_rate)))
    assert "67%" in text
    assert "What is divided: Connected calls" in text
    assert "What it is divided by: Calls" in text


def test_long_lists_come_in_pages(visitor: Visitor, rita: Member, call: ActivityType, calls: Kpi) -> None:
    for _ in range(52):
        verbs.log(by=rita, activity_type=call, owner=rita, at=at(3))
    visitor.log_in(rita)
    first = visitor.read(path_of(rita, calls))
    assert first.count('class="is-amount">1<') == 50
    older = re.search(r'rel="next" href="\?([^"#]*counted0[^"#]*)', first)
    assert older is not None
    second = visitor.read(path_of(rita, calls, older[1].replace("&amp;", "&")))
    assert second.count('class="is-amount">1<') == 2
    assert "52 activities, together 52" in plain(second)
    assert "Back to the latest" in second


def test_a_place_that_no_page_gave_is_not_found(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    assert visitor.log_in(rita).get(path_of(rita, calls, "counted0=nonsense")).status_code == 404


@pytest.mark.parametrize("who", ["raj", "otto"])
def test_others_learn_nothing(
    who: str, visitor: Visitor, rita: Member, calls: Kpi, done: None, request: pytest.FixtureRequest
) -> None:
    assert visitor.log_in(request.getfixturevalue(who)).get(path_of(rita, calls)).status_code == 404


def test_a_kpi_of_another_organisation_is_not_found(visitor: Visitor, otto: Member, calls: Kpi) -> None:
    assert visitor.log_in(otto).get(path_of(otto, calls)).status_code == 404


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    assert visitor.get(path_of(rita, calls)).headers["Location"].startswith("/accounts/login/")


def test_without_the_role_it_says_that_nothing_counts(visitor: Visitor, mona: Member, calls: Kpi) -> None:
    assert "Mona held no sales role with Calls" in visitor.log_in(mona).read(path_of(mona, calls))


def test_the_number_of_queries_does_not_grow_with_the_activities(
    visitor: Visitor, rita: Member, call: ActivityType, calls: Kpi, done: None, django_assert_num_queries: Any
) -> None:
    visitor.log_in(rita).read(path_of(rita, calls))
    with django_assert_num_queries(6):
        visitor.read(path_of(rita, calls))
    for _ in range(20):
        verbs.log(by=rita, activity_type=call, owner=rita, at=at(3))
    with django_assert_num_queries(6):
        visitor.read(path_of(rita, calls))


def test_activities_open_from_here_where_the_viewer_may_see_them(
    visitor: Visitor, rita: Member, raj: Member, mona: Member, calls: Kpi, call: ActivityType
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(credit="participants")
    own = verbs.log(by=rita, activity_type=call, owner=rita, at=at(3))
    shared = verbs.log(by=raj, activity_type=call, owner=raj, participants=[rita], at=at(4))
    page = visitor.log_in(rita).read(path_of(rita, calls))
    assert f'href="/activities/{own.pk}/"' in page
    assert f'href="/activities/{shared.pk}/"' in page
    # Mona leads Rita and not Raj: she reads that the call counted, and may not open it.
    page = visitor.log_in(mona).read(path_of(rita, calls))
    assert f'href="/activities/{own.pk}/"' in page
    assert f'href="/activities/{shared.pk}/"' not in page
    assert "2 activities, together 2" in plain(page)
    assert visitor.get(f"/activities/{shared.pk}/").status_code == 404
    assert visitor.get(f"/activities/{own.pk}/").status_code == 200


def test_different_companies_come_with_a_word_about_longer_periods(
    visitor: Visitor, rita: Member, calls: Kpi, done: None
) -> None:
    visitor.log_in(rita)
    assert "Each company counts once" not in visitor.read(path_of(rita, calls))
    Kpi.objects.filter(pk=calls.pk).update(measure="companies")
    touch_settings()
    assert "Each company counts once in the whole period" in visitor.read(path_of(rita, calls))


def test_it_says_how_the_target_comes_about(
    visitor: Visitor, rita: Member, calls: Kpi, connect_rate: Kpi, bdm: SalesRole, done: None
) -> None:
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 12), ends_on=date(2026, 3, 14))
    for kind, quantity, first in (("day", 4, 16), ("week", "18.75", 23), ("day", None, 23), ("month", 10, 30)):
        Target.objects.create(
            kpi=calls, member=rita, period_kind=kind, quantity=quantity, effective_from=date(2026, 3, first)
        )
    Target.objects.create(kpi=calls, member=rita, period_kind="week", quantity=None, effective_from=date(2026, 3, 30))
    touch_settings(by_id=None)
    text = plain(visitor.log_in(rita).read(path_of(rita, calls)))
    # Who reckons it up finds it: what is rounded says so.
    assert "How the target comes about together ≈ 119.659" in text
    assert "50 a week Business Development Manager 8 working days × 10" in text
    assert "10 by the working week, less days off: 2 80" in text
    assert "4 a day own target 5 working days × 4 20" in text
    assert "18.75 a week own target 5 working days × 3.75 18.75" in text
    assert "10 a month own target 2 working days × ≈ 0.455 ≈ 0.909" in text
    assert "How the target comes about" not in plain(visitor.read(path_of(rita, connect_rate)))


@pytest.fixture
def moved(rita: Member, raj: Member, done: None) -> Team:
    """Rita has gone from South to North on the 5th; told is North."""
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    rita.team_memberships.update(starts_on=date(2026, 3, 5))
    TeamMembership.objects.create(team=south, member=rita, starts_on=LONG_AGO, ends_on=date(2026, 3, 5))
    keep.forget()
    return north


def test_a_figure_of_a_team_is_explained_by_the_days_in_it(
    visitor: Visitor, rita: Member, calls: Kpi, moved: Team
) -> None:
    visitor.log_in(rita)
    page = visitor.read(path_of(rita, calls, f"team={moved.pk}"))
    text = plain(page)
    assert "1 / 190" in text
    assert "1 activity, together 1" in text
    assert "together 190" in text
    assert "Not in the team that day 2" in text
    assert "Only the days count on which Rita was in North." in text
    # The other periods, the lists' pages and the scorecard go on with the team; all days are one link away.
    assert f'href="?period=month&amp;day=2026-02-01&amp;team={moved.pk}"' in page
    assert f'href="/scorecard/?period=month&amp;team={moved.pk}"' in page
    assert "3 / 220" in plain(visitor.read(path_of(rita, calls, "period=month")))
    rows = b"".join(visitor.get(path_of(rita, calls, f"team={moved.pk}&format=csv"))).decode()
    assert rows.count("Not in the team that day") == 2


def test_every_figure_of_a_teams_board_is_the_one_that_is_explained(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, moved: Team
) -> None:
    visitor.log_in(ada)
    south = Team.objects.get(name="South")
    for team, figure, counted in ((moved, "1 / 190", "1 activity"), (south, "2 / 30", "2 activities")):
        board = visitor.read(f"/board/?team={team.pk}")
        way = re.search(rf'href="(/members/{rita.pk}/kpis/{calls.pk}/why/[^"]*)"><b>(.*?)</a>', board)
        assert way is not None
        assert figure in plain(way[2])
        explained = plain(visitor.read(unescape(way[1])))
        assert figure in explained
        assert f"{counted}, together" in explained
        card = re.search(rf'href="(/members/{rita.pk}/scorecard/[^"]*)#score"', board)
        assert card is not None
        assert figure in plain(visitor.read(unescape(card[1])))


def test_a_leaderboard_of_a_team_leads_to_the_days_in_it(
    visitor: Visitor, rita: Member, mona: Member, calls: Kpi, moved: Team
) -> None:
    for who in (rita, mona):
        page = visitor.log_in(who).read(f"/leaderboard/?kpi={calls.pk}&team={moved.pk}")
        way = re.search(rf'href="(/members/{rita.pk}/kpis/{calls.pk}/why/[^"]*)"><strong>1<', page)
        assert way is not None
        assert "1 / 190" in plain(visitor.read(unescape(way[1])))


def test_in_a_team_that_somebody_was_not_in_nothing_counts(
    visitor: Visitor, rita: Member, calls: Kpi, moved: Team
) -> None:
    text = plain(visitor.log_in(rita).read(path_of(rita, calls, f"team={moved.pk}&day=2026-02-10")))
    assert "On no day in North in February 2026 did Rita hold a sales role with Calls, so nothing counts." in text


def test_a_team_that_the_viewer_does_not_come_across_explains_nothing(
    visitor: Visitor, rita: Member, mona: Member, ada: Member, calls: Kpi, moved: Team, organisation: Organisation,
    other_organisation: Organisation,
) -> None:  # fmt: skip
    with scope(other_organisation):
        foreign = Team.objects.create(name="Foreign")
    south = Team.objects.get(name="South")
    for team in (foreign.pk, "x", 987654321):
        assert visitor.log_in(ada).get(path_of(rita, calls, f"team={team}")).status_code == 404
        assert visitor.get(f"/members/{rita.pk}/scorecard/?team={team}").status_code == 404
    # Where leaderboards name every team, who sees the member sees what was done in each; else in those led alone.
    assert visitor.log_in(mona).get(path_of(rita, calls, f"team={south.pk}")).status_code == 200
    edit_organisation(by=ada, leaderboards_for="leads")
    assert visitor.get(path_of(rita, calls, f"team={south.pk}")).status_code == 404
    assert visitor.get(path_of(rita, calls, f"team={moved.pk}")).status_code == 200
    assert visitor.log_in(rita).get(path_of(rita, calls, f"team={south.pk}")).status_code == 200
