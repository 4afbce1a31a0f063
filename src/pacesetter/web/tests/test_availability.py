"""Who is free when, in the form of a meeting."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Leave, Member
from pacesetter.web.day.availability import availability
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
WEDNESDAY = date(2026, 3, 25)
# 10:00 on Wednesday in Auckland.
AT = datetime(2026, 3, 24, 21, tzinfo=UTC)


@pytest.fixture
def raj_is_busy(raj: Member, meeting: ActivityType) -> Activity:
    return verbs.plan(by=raj, owner=raj, activity_type=meeting, due_at=AT, minutes=60, subject="Secret merger")


def asked(raj: Member, **more: str) -> str:
    given = {"day": "2026-03-25", "time": "10:30", "minutes": "30", "participants": str(raj.pk), **more}
    return "/availability/?" + "&".join(f"{name}={value}" for name, value in given.items())


def test_a_colleague_is_busy_and_nobody_learns_with_what(
    visitor: Visitor, rita: Member, raj: Member, raj_is_busy: Activity
) -> None:
    page = visitor.log_in(rita).read(asked(raj))
    assert "Busy" in page
    assert "10:00\u202fAM\u201311:00\u202fAM" in page or "10:00 AM\u201311:00 AM" in page
    assert "Secret merger" not in page
    assert "Demo" not in page


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "nonsense", ""])
def test_a_day_at_the_end_of_all_days_or_none_is_answered_with_nothing(
    visitor: Visitor, rita: Member, raj: Member, day: str
) -> None:
    assert "Busy" not in visitor.log_in(rita).read(asked(raj, day=day))


def test_leave_and_the_hours_of_work_are_known(rita: Member, raj: Member) -> None:
    at = AT.astimezone(rita.zone()).time()

    def states(day: date) -> list[str]:
        return [str(one.word) for one in availability(rita, [rita, raj], day, at, minutes=60).people]

    assert states(WEDNESDAY) == ["Free", "Free"]
    assert states(WEDNESDAY + timedelta(days=3)) == ["Not at work", "Not at work"]
    Leave.objects.create(member=raj, starts_on=WEDNESDAY, ends_on=WEDNESDAY + timedelta(days=1))
    assert states(WEDNESDAY) == ["Free", "Not at work"]


def test_times_are_offered_at_which_all_are_free_wherever_they_are(rita: Member, raj: Member) -> None:
    Member.objects.filter(pk=raj.pk).update(time_zone="Australia/Perth")  # five hours behind
    raj.refresh_from_db()
    found = availability(rita, [rita, raj], WEDNESDAY, None, minutes=60)
    assert [one.replace("\u202f", " ") for one in found.common] == [
        "2:00 PM",
        "2:30 PM",
        "3:00 PM",
        "3:30 PM",
        "4:00 PM",
    ]
    assert found.people[1].key == "none"


def test_the_activity_that_is_moved_is_no_hindrance(rita: Member, raj: Member, raj_is_busy: Activity) -> None:
    at = AT.astimezone(rita.zone()).time()
    found = availability(rita, [raj], WEDNESDAY, at, minutes=30, but=raj_is_busy.pk)
    assert [one.key for one in found.people] == ["on"]


def test_without_script_the_form_comes_back_with_it_and_nothing_is_saved(
    visitor: Visitor, rita: Member, raj: Member, meeting: ActivityType, raj_is_busy: Activity
) -> None:
    form = {
        "type": str(meeting.pk),
        "state": "planned",
        "subject": "Release",
        "day": "2026-03-25",
        "time": "10:30",
        "participants": str(raj.pk),
        "look": "yes",
    }
    page = visitor.log_in(rita).post("/activities/new/", form).content.decode()
    assert 'class="availability"' in page
    assert 'value="Release"' in page
    assert Activity.objects.count() == 1
    mine = verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT)
    page = visitor.post(f"/activities/{mine.pk}/fields/", form).content.decode()
    assert 'class="availability"' in page
    mine.refresh_from_db()
    assert mine.subject == ""


def test_a_day_that_can_t_be_read_is_asked_for(visitor: Visitor, rita: Member, raj: Member) -> None:
    assert "Choose the day first." in visitor.log_in(rita).read(asked(raj, day="soon"))
    assert "Choose the day first." in visitor.read("/availability/")


def test_nobody_of_another_organisation_is_looked_at(
    visitor: Visitor, rita: Member, raj: Member, otto: Member, raj_is_busy: Activity
) -> None:
    page = visitor.log_in(otto).read(asked(raj))
    assert "Raj" not in page
    assert "Busy" not in page.replace(">Busy<", "")


def test_queries_do_not_grow_with_people(
    rita: Member, raj: Member, mona: Member, ada: Member, django_assert_max_num_queries: Any
) -> None:
    members = catalogue_of(rita.organisation).members
    for people in ([rita], [rita, raj, mona, ada]):
        with django_assert_max_num_queries(8):
            availability(rita, [members[one.pk] for one in people], WEDNESDAY, None, minutes=30)
