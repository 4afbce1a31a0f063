"""The calendar."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import Leave, Member, OrganisationHoliday
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
TODAY = date(2026, 3, 23)


def cell(page: str, day: str) -> str:
    place = page.index(f'data-day="{day}"')
    following = page.find("data-day=", place + 10)
    return page[page.rindex("<li", 0, place) : following]


def test_to_dos_and_what_was_done_stand_on_their_days(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_at=datetime(2026, 3, 24, 2, tzinfo=UTC), subject="Plan")
    verbs.log(by=rita, activity_type=call, owner=rita, subject="Did", at=datetime(2026, 3, 9, 23, tzinfo=UTC))
    page = visitor.log_in(rita).read("/calendar/")
    planned, done = cell(page, "2026-03-24"), cell(page, "2026-03-10")
    assert "Plan" in planned
    assert "3:00" in planned
    assert "entry-future" in planned
    assert "Did" in done
    assert "entry-done" in done


def test_days_off_are_shaded_and_say_why(visitor: Visitor, rita: Member) -> None:
    OrganisationHoliday.objects.create(day=date(2026, 3, 25), name="Founders' day")
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 26), ends_on=date(2026, 3, 27), share="0.5")
    page = visitor.log_in(rita).read("/calendar/")
    assert "Founders' day" in unescape(cell(page, "2026-03-25"))
    assert "is-off" in cell(page, "2026-03-25")
    assert "Leave, half a day" in cell(page, "2026-03-26")
    assert "is-off" not in cell(page, "2026-03-26")
    assert "is-off" in cell(page, "2026-03-28")


def test_a_full_day_of_a_month_leads_to_its_week(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    for n in range(6):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY, subject=f"No. {n}")
    visitor.log_in(rita)
    day = cell(visitor.read("/calendar/"), "2026-03-23")
    assert day.count('class="entry ') == 4
    assert "2 more" in day
    assert cell(visitor.read("/calendar/?period=week"), "2026-03-23").count('class="entry ') == 6


def test_a_lead_sees_the_teams_and_a_rep_the_own_alone(
    visitor: Visitor, mona: Member, rita: Member, raj: Member, otto: Member, call: ActivityType
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY, subject="Hers")
    page = visitor.log_in(mona).read(f"/calendar/?member={rita.pk}")
    assert "Calendar of Rita" in page
    assert "Hers" in page
    assert visitor.get(f"/calendar/?member={raj.pk}").status_code == 404
    assert visitor.log_in(raj).get(f"/calendar/?member={rita.pk}").status_code == 404
    assert visitor.log_in(otto).get(f"/calendar/?member={rita.pk}").status_code == 404


def test_what_cannot_be_read_counts_as_this_month(visitor: Visitor, rita: Member) -> None:
    assert "March 2026" in visitor.log_in(rita).read("/calendar/?period=year&day=x&member=x")


def test_queries_do_not_grow_with_activities(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    def count() -> int:
        visitor.read("/calendar/")
        with CaptureQueriesContext(connection) as queries:
            visitor.read("/calendar/")
        return len(queries)

    visitor.log_in(rita)
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY)
    few = count()
    for n in range(20):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY + timedelta(days=n % 5))
    assert count() == few


def test_a_series_stands_on_its_days_before_they_are_planned(
    visitor: Visitor, rita: Member, mona: Member, raj: Member, meeting: ActivityType
) -> None:
    first = datetime(2026, 3, 24, 2, tzinfo=UTC)
    planned = verbs.plan(by=rita, activity_type=meeting, owner=rita, due_at=first, subject="Review")
    series = start_series(planned, by=rita, rule=Recurrence(Frequency.WEEKLY, count=30))
    page = visitor.log_in(rita).read("/calendar/?period=month&day=2026-07-01")
    far = cell(page, "2026-07-14")
    assert "entry-ahead" in far
    assert "Review" in far
    assert "data-due" not in far
    last = series.occurrences.filter(activity__isnull=False).last()
    assert last is not None
    assert f"/activities/{last.activity_id}/series/" in far
    assert "entry-ahead" not in cell(visitor.read("/calendar/"), "2026-03-24")
    assert "Review" in visitor.log_in(mona).read(f"/calendar/?member={rita.pk}&day=2026-07-01")
    assert visitor.log_in(raj).get(f"/calendar/?member={rita.pk}&day=2026-07-01").status_code == 404


def test_a_day_counts_what_it_has_no_room_for_and_shows_the_to_dos_first(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    for n in range(6):
        at = datetime(2026, 3, 22, 20 - n, tzinfo=UTC)
        verbs.log(by=rita, activity_type=call, owner=rita, subject=f"Did {n}", at=at)
    for n in range(2):
        due_at = datetime(2026, 3, 23, 3 - n, tzinfo=UTC)
        verbs.plan(by=rita, activity_type=call, owner=rita, due_at=due_at, subject=f"Plan {n}")
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY, subject="All day")
    day = cell(visitor.log_in(rita).read("/calendar/"), "2026-03-23")
    shown = re.findall(r"(?:Plan|Did) \d|All day", day)
    assert shown == ["All day", "Plan 1", "Plan 0", "Did 5"]
    assert "5 more" in day
