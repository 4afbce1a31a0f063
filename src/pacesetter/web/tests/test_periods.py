"""Closing, locking and reopening periods."""

import re
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlencode

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis import closing
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/periods/"
CLOSING = f"{PATH}closing/"
FEBRUARY = {"period": "month", "day": "2026-02-01"}
MONTH = period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar())


@pytest.fixture
def closed(ada: Member, rita: Member, raj: Member, call: ActivityType, calls: Kpi) -> ClosedPeriod:
    """February, closed, and one call entered afterwards."""
    made = closing.close(MONTH, by=ada)
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, 10, tzinfo=UTC), reason="forgot it")
    return made


def test_periods_that_are_over_are_listed_with_their_state(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert "March 2026" not in page
    assert page.index("February 2026") < page.index("January 2026")
    assert "Closed" in page
    assert f'/restatements/?closed_period={closed.pk}">1</a>' in page
    assert "1 closed" in page
    assert "Mar 16" in visitor.read(f"{PATH}?period=week")


def test_closing_asks_and_says_what_is_kept(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(f"{CLOSING}?period=month&day=2026-02-01")
    assert "2 figures: of 2 members for 1 KPIs" in page
    assert not ClosedPeriod.objects.exists()
    response = visitor.post(CLOSING, FEBRUARY | {"locked": "yes"})
    made = ClosedPeriod.objects.get()
    assert response.headers["Location"] == f"{PATH}{made.pk}/"
    assert (made.starts_on, made.locked, made.closed_by) == (date(2026, 2, 1), True, ada)
    assert ClosedFigure.objects.filter(closed_period=made).count() == 2


def test_activities_that_look_alike_are_told_with_script_and_without(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi, initech: Company
) -> None:
    address = f"{CLOSING}?period=month&day=2026-02-01"
    page = visitor.log_in(ada).read(address)
    # Nothing is said to be in order before it was looked for.
    assert "nothing looks odd" not in page
    [asked] = re.findall(r'id="doubts" hx-get="([^"]*)" hx-trigger="load"', page)
    assert f'href="{asked}#doubts"' in page
    more = f"{CLOSING}{unescape(asked)}"
    assert "Nothing: no to-do is open, and nothing looks odd." in visitor.read(more)
    for _ in range(2):
        at = datetime(2026, 2, 10, tzinfo=UTC)
        verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=at)
    assert "1 activity looks like another one" in visitor.read(more)
    part = visitor.read(more, HX_Request="true")
    assert "1 activity looks like another one" in part
    assert "<html" not in part
    assert "hx-get" not in part


def test_a_period_that_is_not_over_is_not_closed(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    march = {"period": "month", "day": "2026-03-01"}
    assert "not over on the clock of" in visitor.log_in(ada).read(f"{CLOSING}?period=month&day=2026-03-01")
    response = visitor.post(CLOSING, march)
    assert response.status_code == 422
    assert "not over for everybody yet" in response.content.decode()
    assert not ClosedPeriod.objects.exists()


def test_a_closed_one_is_not_closed_again(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    response = visitor.log_in(ada).post(CLOSING, FEBRUARY)
    assert response.status_code == 422
    assert "closed already" in response.content.decode()


def test_it_shows_what_was_kept_and_restated(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    page = visitor.log_in(ada).read(f"{PATH}{closed.pk}/")
    assert "February 2026" in page
    assert "<del>0</del>" in page
    assert "<ins>1</ins>" in page
    assert "An activity was recorded: forgot it" in page


@pytest.mark.parametrize(
    ("deed", "words", "verb"),
    [
        ("lock", "The figures are kept as they are now", "period.locked"),
        ("reopen", "closing ends", "period.reopened"),
    ],
)
def test_each_deed_says_what_follows_before_it_is_done(
    visitor: Visitor, ada: Member, closed: ClosedPeriod, deed: str, words: str, verb: str
) -> None:
    path = f"{PATH}{closed.pk}/"
    question = visitor.log_in(ada).post(path, {"deed": deed})
    assert words in question.content.decode()
    assert not Event.objects.filter(verb=verb).exists()
    assert visitor.post(path, {"deed": deed, "confirmed": "yes"}).headers["Location"] == path
    assert Event.objects.filter(verb=verb, actor_id=ada.pk).count() == 1


def test_a_locked_one_is_unlocked_again(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    path = f"{PATH}{closed.pk}/"
    visitor.log_in(ada).post(path, {"deed": "lock", "confirmed": "yes"})
    assert "Unlock it" in visitor.read(path)
    visitor.post(path, {"deed": "unlock", "confirmed": "yes"})
    closed.refresh_from_db()
    assert not closed.locked
    # What is so already is refused in words.
    visitor.post(path, {"deed": "unlock", "confirmed": "yes"})
    assert "it is so already" in visitor.read(path)


def test_a_reopened_one_can_be_closed_again(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    visitor.log_in(ada).post(f"{PATH}{closed.pk}/", {"deed": "reopen", "confirmed": "yes"})
    assert "Reopened" in visitor.read(PATH)
    visitor.post(CLOSING, FEBRUARY)
    assert ClosedPeriod.objects.filter(reopened_at__isnull=True).count() == 1


def test_coordinators_leads_and_members_are_refused(
    visitor: Visitor, rita: Member, mona: Member, closed: ClosedPeriod
) -> None:
    for member in (rita, mona):
        visitor.log_in(member)
        for path in (PATH, CLOSING, f"{PATH}{closed.pk}/"):
            assert visitor.get(path).status_code == 403
            assert visitor.post(path, {"deed": "lock", "confirmed": "yes"} | FEBRUARY).status_code in (403, 405)
    closed.refresh_from_db()
    assert not closed.locked


def test_queries_do_not_grow_with_closings(visitor: Visitor, ada: Member, closed: ClosedPeriod) -> None:
    visitor.log_in(ada)
    before = visitor.queries(PATH)
    for month in (10, 11, 12):
        closing.close(period_holding(PeriodKind.MONTH, date(2025, month, 1), Calendar()), by=ada)
    assert visitor.queries(PATH) == before


@pytest.mark.parametrize(
    "meant", [{"day": "9999-12-31"}, {"day": "garbage"}, {"period": "fortnight", "day": "2026-02-01"}]
)
def test_a_period_that_cannot_be_read_is_told_and_no_other_one_is_offered_or_closed(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, meant: dict[str, str]
) -> None:
    visitor.log_in(ada)
    for answer in (visitor.get(f"{CLOSING}?{urlencode(meant)}"), visitor.post(CLOSING, meant)):
        assert answer.status_code == 422
        page = unescape(answer.content.decode())
        assert "alert-danger" in page
        assert "So no period is closed." in page
        assert "closing-form" not in page
        # Of the month that today is in nothing is said, since nobody asked for it.
        assert "March 2026" not in page
    assert not ClosedPeriod.objects.exists()


def test_an_unknown_kind_of_period_is_told(visitor: Visitor, ada: Member) -> None:
    assert "“fortnight” is no kind of period." in visitor.log_in(ada).read(f"{PATH}?period=fortnight")
