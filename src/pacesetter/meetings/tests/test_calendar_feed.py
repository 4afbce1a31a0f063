"""One's own calendar feed: its link, and what it tells."""

from datetime import date, timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.itip.tests.libical import faults
from pacesetter.meetings.feeds import content_of, feed_of
from pacesetter.meetings.verbs import end_feed, renew_feed
from pacesetter.people.models import Member

DAY = date(2026, 3, 26)


def test_it_holds_what_is_planned_and_nothing_that_the_feed_does_not_need(
    demo: Activity, rita: Member, call: ActivityType, initech: Company
) -> None:
    verbs.plan(by=rita, owner=rita, activity_type=call, company=initech, due_on=DAY, note="Soft on price")
    verbs.plan(by=rita, owner=rita, activity_type=call, subject="Undated")
    text = content_of(rita).decode().replace("\r\n ", "")
    assert faults(text.encode()) == []
    assert "SUMMARY:Demo: Initech\\, Demo of the new release" in text
    assert "DTSTART:20260325T210000Z" in text
    assert "LOCATION:Their office" in text
    assert "DTSTART;VALUE=DATE:20260326" in text
    assert f"/in/{rita.organisation_id}/activities/{demo.pk}/" in text
    for secret in ("price", "Undated", "jane@", "Jane", "raj@", "ATTENDEE"):
        assert secret not in text


def test_what_is_done_cancelled_or_far_away_is_left_out(rita: Member, call: ActivityType) -> None:
    for days, subject in ((-40, "Long overdue"), (3, "Done"), (3, "Off"), (500, "Far"), (3, "Here")):
        row = verbs.plan(by=rita, owner=rita, activity_type=call, due_on=DAY + timedelta(days=days), subject=subject)
        if subject == "Done":
            verbs.complete(row, by=rita)
        if subject == "Off":
            verbs.cancel(row, by=rita)
    assert content_of(rita).count(b"SUMMARY") == 1
    assert b"Here" in content_of(rita)


def test_others_plans_are_not_in_it(demo: Activity, raj: Member) -> None:
    assert b"SUMMARY" not in content_of(raj)


def test_queries_do_not_grow_with_plans(
    demo: Activity, rita: Member, call: ActivityType, initech: Company, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        verbs.plan(by=rita, owner=rita, activity_type=call, company=initech, due_on=DAY)
    with django_assert_num_queries(2):
        content_of(rita)


def test_a_new_link_ends_the_old_one(rita: Member) -> None:
    first = renew_feed(rita, by=rita).secret
    second = renew_feed(rita, by=rita).secret
    assert feed_of(first) is None
    found = feed_of(second)
    assert found is not None
    assert found.member == rita
    assert second not in str(list(Event.objects.values_list("data", flat=True)))
    end_feed(rita, by=rita)
    assert feed_of(second) is None
    with pytest.raises(Refusal):
        end_feed(rita, by=rita)


def test_the_link_of_somebody_who_left_tells_nothing(rita: Member) -> None:
    secret = renew_feed(rita, by=rita).secret
    Member.objects.filter(pk=rita.pk).update(archived_at="2026-03-01T00:00Z")
    assert feed_of(secret) is None


@pytest.mark.parametrize("somebody", ["ada", "raj", "otto"])
def test_nobody_makes_or_ends_somebody_else_s_link(somebody: str, rita: Member, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(somebody)
    secret = renew_feed(rita, by=rita).secret
    for verb in (renew_feed, end_feed):
        with pytest.raises(NotAllowed):
            verb(rita, by=by)
    assert feed_of(secret) is not None
