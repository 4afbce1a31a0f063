"""What was changed about figures of closed periods."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from openpyxl import load_workbook

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis import closing
from pacesetter.kpis.models import ClosedPeriod, Kpi
from pacesetter.kpis.verbs import set_target
from pacesetter.people.models import Member, TeamMembership
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/restatements/"
FILE = "/restatements/?format=csv"


def enter(member: Member, call: ActivityType, day: int, reason: str) -> None:
    verbs.log(by=member, activity_type=call, owner=member, at=datetime(2026, 2, day, tzinfo=UTC), reason=reason)


def written(response: HttpResponseBase) -> list[str]:
    assert response.headers["Content-Type"].startswith("text/csv")
    return b"".join(response).decode("utf-8-sig").splitlines()


@pytest.fixture
def closed(ada: Member, rita: Member, raj: Member, call: ActivityType, calls: Kpi) -> ClosedPeriod:
    made = closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada)
    enter(rita, call, 10, "of Rita")
    enter(raj, call, 11, "=of Raj")
    return made


def test_everybody_sees_what_was_changed_about_their_own(visitor: Visitor, rita: Member, closed: ClosedPeriod) -> None:
    page = visitor.log_in(rita).read(PATH)
    assert "of Rita" in page
    assert "of Raj" not in page
    assert "your figures" in page
    assert PATH in visitor.read("/scorecard/")


def test_a_changed_target_is_told_with_old_and_new(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, closed: ClosedPeriod
) -> None:
    set_target(
        calls,
        by=ada,
        member=rita,
        period_kind="week",
        quantity=40,
        effective_from=date(2026, 2, 1),
        past=True,
        reason="agreed late",
    )
    page = visitor.log_in(rita).read(PATH)
    assert "<del>200</del>" in page
    assert "<ins>160</ins>" in page
    assert "A target was changed: agreed late" in page
    assert "Ada" in page


def test_a_lead_sees_of_those_who_left_what_concerns_the_time_before(
    visitor: Visitor, mona: Member, rita: Member, closed: ClosedPeriod
) -> None:
    membership = TeamMembership.objects.filter(member=rita)
    membership.update(ends_on=date(2026, 2, 2))
    assert "of Rita" in visitor.log_in(mona).read(PATH)
    membership.update(ends_on=date(2026, 2, 1))
    assert "of Rita" not in visitor.read(PATH)


def test_leads_see_their_team_and_administrators_everybody(
    visitor: Visitor, ada: Member, mona: Member, closed: ClosedPeriod
) -> None:
    assert "of Raj" not in visitor.log_in(mona).read(PATH)
    page = visitor.log_in(ada).read(PATH)
    assert "of Rita" in page
    assert "of Raj" in page


def test_they_can_be_narrowed(
    visitor: Visitor, ada: Member, raj: Member, mona: Member, calls: Kpi, closed: ClosedPeriod
) -> None:
    visitor.log_in(ada)
    page = visitor.read(
        f"{PATH}?member={raj.pk}&kpi={calls.pk}&closed_period={closed.pk}&from=2026-03-23&to=2026-03-23"
    )
    assert "of Rita" not in page
    assert "of Raj" in page
    assert "None fits" in visitor.read(f"{PATH}?from=2026-03-24")
    assert "None fits" in visitor.read(f"{PATH}?kpi=999999")
    # Whom one may not see stays unseen.
    assert "of Raj" not in visitor.log_in(mona).read(f"{PATH}?member={raj.pk}")


def test_the_same_for_a_spreadsheet(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, closed: ClosedPeriod
) -> None:
    lines = written(visitor.log_in(ada).get(f"{FILE}&member={raj.pk}"))
    assert len(lines) == 2
    # A reason that begins like a formula stays text.
    assert lines[1].endswith(",'=of Raj")
    assert ",Raj,Calls,February 2026,0,1,200,200,Raj," in lines[1]
    assert not any("of Raj" in line for line in written(visitor.log_in(rita).get(FILE)))
    file = b"".join(visitor.log_in(ada).get("/restatements/?format=xlsx"))
    sheet: Any = load_workbook(BytesIO(file)).active
    assert [cell.data_type for cell in sheet[2][4:8]] == ["n"] * 4


def test_nothing_restated_says_so(visitor: Visitor, rita: Member) -> None:
    assert "No figure of a closed period was changed" in visitor.log_in(rita).read(PATH)


def test_queries_do_not_grow_with_restatements(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, closed: ClosedPeriod
) -> None:
    visitor.log_in(ada)
    before = visitor.queries(PATH)
    for day in range(12, 20):
        enter(rita, call, day, "more")
    assert visitor.queries(PATH) == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=garbage", "“garbage” is not a day."),
        ("to=9999-12-31", "That day is too far away."),
        ("member=x", "“x” is none of these."),
        ("closed_period=²", "“²” is none of these."),
        ("from=2026-03-23&to=2026-03-22", "This day is before the first one."),
    ],
)
def test_what_cannot_be_read_of_a_filter_is_told_beside_its_field(
    visitor: Visitor, ada: Member, closed: ClosedPeriod, asked: str, said: str
) -> None:
    answer = visitor.log_in(ada).get(f"{PATH}?{asked}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(f">{said}</span>") == 1
    assert page.count('aria-invalid="true"') == 1
    # Neither what is shown nor the other parts of the filter are lost.
    assert ("of Raj" in page) is ("2026-03-22" not in asked)
    # A file of everything would look like the one that was asked for.
    assert visitor.get(f"{PATH}?{asked}&format=csv").headers["Content-Type"].startswith("text/html")
