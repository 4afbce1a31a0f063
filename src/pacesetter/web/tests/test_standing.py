"""Closed and locked periods on the board, the scorecard and the page that says why."""

from datetime import UTC, date, datetime
from html import unescape

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis import closing
from pacesetter.kpis import verbs as kpi_verbs
from pacesetter.kpis.models import ClosedPeriod, Kpi
from pacesetter.people.models import Member, SalesRole
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.test_why import plain

pytestmark = pytest.mark.usefixtures("at_noon")
FEBRUARY = "period=month&day=2026-02-10"


@pytest.fixture
def february(ada: Member, rita: Member, calls: Kpi, call: ActivityType) -> ClosedPeriod:
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, 10, 1, tzinfo=UTC))
    return closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada, locked=True)


def paths(rita: Member, calls: Kpi) -> tuple[str, str, str]:
    return (
        f"/board/?{FEBRUARY}",
        f"/members/{rita.pk}/scorecard/?{FEBRUARY}",
        f"/members/{rita.pk}/kpis/{calls.pk}/why/?{FEBRUARY}",
    )


def test_every_page_says_that_the_period_is_locked_by_whom_and_since_when(
    visitor: Visitor, february: ClosedPeriod, ada: Member, rita: Member, calls: Kpi
) -> None:
    visitor.log_in(ada)
    for path in paths(rita, calls):
        text = plain(visitor.read(path))
        assert "Locked by Ada on Mon, Mar 23, 2026. Figures are shown as they were kept then." in text, path


def test_a_closed_period_and_a_part_of_one_say_so_and_an_open_one_says_nothing(
    visitor: Visitor, february: ClosedPeriod, ada: Member, rita: Member, calls: Kpi
) -> None:
    visitor.log_in(ada)
    week = plain(unescape(visitor.read("/board/?period=week&day=2026-02-10")))
    assert "Part of February 2026, locked by Ada on Mon, Mar 23, 2026. Figures here follow today's rules." in week
    closing.unlock(february, by=ada)
    for path in paths(rita, calls):
        assert "Closed by Ada on Mon, Mar 23, 2026. Later changes are listed" in plain(visitor.read(path))
    assert "standing-" not in visitor.read("/board/?period=month&day=2026-03-10")


def test_why_shows_what_was_kept_beside_what_todays_rules_give(
    visitor: Visitor, february: ClosedPeriod, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    visitor.log_in(ada)
    board, scorecard, why = paths(rita, calls)
    assert "would be" not in visitor.read(why)
    kpi_verbs.map_type(calls, by=ada, activity_type=call, weight=3)
    text = plain(visitor.read(why))
    assert "The figure stays as it was kept: 1 of 200." in text
    assert "it would be 3 of 200" in text
    assert "1 activity, together 3" in text
    for path in (board, scorecard, why):
        assert "1 / 200" in plain(visitor.read(path)), path


def test_a_kpi_that_is_no_longer_expected_keeps_its_figure(
    visitor: Visitor, february: ClosedPeriod, ada: Member, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    kpi_verbs.unmap_role(calls, by=ada, role=bdm)
    text = plain(unescape(visitor.log_in(ada).read(paths(rita, calls)[2])))
    assert "1 of 200. By today's rules and activities it would be not expected" in text


def test_somebody_of_another_team_reads_nothing_of_it(
    visitor: Visitor, february: ClosedPeriod, raj: Member, rita: Member, calls: Kpi
) -> None:
    visitor.log_in(raj)
    for path in paths(rita, calls)[1:]:
        assert visitor.get(path).status_code == 404
