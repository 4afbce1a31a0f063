"""What is suggested about a meeting, and when."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.catalogue import catalogue_of, forget
from pacesetter.activities.models import Activity, ActivityType, ActivityTypeOutcome, Outcome, OutcomeMeaning
from pacesetter.activities.outcome_words import suggested_meaning
from pacesetter.meetings.ended import Suggestion, suggestion_for, suggestions_for
from pacesetter.meetings.models import MeetingAttendee
from pacesetter.meetings.tests.conftest import STARTS
from pacesetter.people.models import Member

OVER = STARTS + timedelta(hours=1)


def with_outcomes(meeting: ActivityType, *names: str, needed: bool = False) -> None:
    for place, name in enumerate(names):
        outcome = Outcome.objects.create(name=name, position=place, meaning=suggested_meaning(name))
        ActivityTypeOutcome.objects.create(activity_type=meeting, outcome=outcome, position=place)
    ActivityType.objects.filter(pk=meeting.pk).update(needs_outcome=needed)
    forget()


def suggested(activity: Activity, at: datetime) -> Suggestion | None:
    return suggestion_for(activity, catalogue_of(activity.owner.organisation), at)


def offered(activity: Activity, at: datetime = OVER) -> list[tuple[str, str]]:
    found = suggested(activity, at)
    return [(str(one.went), one.outcome.name if one.outcome else "") for one in found.choices] if found else []


def answer(*statuses: str) -> None:
    """The contacts answer, in the order in which they were invited."""
    contacts = MeetingAttendee.objects.filter(member=None).order_by("pk")
    for row, status in zip(contacts, statuses, strict=True):
        MeetingAttendee.objects.filter(pk=row.pk).update(status=status)


def test_nothing_is_suggested_before_the_end(demo: Activity) -> None:
    assert suggested(demo, OVER - timedelta(seconds=1)) is None
    assert suggested(demo, OVER) is not None


def test_outcomes_are_known_by_their_meaning_whatever_they_are_called(demo: Activity, meeting: ActivityType) -> None:
    with_outcomes(meeting, "Green", "Red", "Held")
    assert offered(demo) == [("held", "Held"), ("called_off", "")]
    for name, meaning in (("Green", OutcomeMeaning.HELD), ("Red", OutcomeMeaning.NO_SHOW), ("Held", "")):
        Outcome.objects.filter(name=name).update(meaning=meaning)
    forget()
    assert offered(demo) == [("held", "Green"), ("no_show", "Red")]


@pytest.mark.parametrize(
    ("needed", "choices"),
    [(False, [("held", ""), ("called_off", "")]), (True, [("called_off", "")])],
    ids=["optional", "demanded"],
)
def test_where_no_outcome_is_known_it_is_completed_without_one_if_that_may_be(
    needed: bool, choices: list[tuple[str, str]], demo: Activity, meeting: ActivityType
) -> None:
    with_outcomes(meeting, "Green", "Red", needed=needed)
    assert offered(demo) == choices


def test_who_accepted_speaks_for_held(demo: Activity) -> None:
    found = suggested(demo, OVER)
    assert found is not None
    assert (found.likely, found.invited, found.accepted) == (None, 1, 0)
    answer("ACCEPTED")
    found = suggested(demo, OVER)
    assert found is not None
    assert (found.likely, found.accepted) == ("held", 1)


def test_declined_by_every_customer_is_declined_by_all_even_before_the_start(
    demo: Activity, meeting: ActivityType, raj: Member
) -> None:
    with_outcomes(meeting, "Held", "No-show", "Declined")
    MeetingAttendee.objects.filter(member=raj).update(status="ACCEPTED")
    answer("DECLINED")
    early = suggested(demo, STARTS - timedelta(days=1))
    assert early is not None
    assert early.is_declined_by_all
    assert [(one.went, one.is_cancelling) for one in early.choices] == [("called_off", True)]
    assert offered(demo) == [("held", "Held"), ("no_show", "No-show"), ("called_off", "Declined")]
    late = suggested(demo, OVER)
    assert late is not None
    assert late.likely == "called_off"


def test_an_archived_outcome_is_not_offered(demo: Activity, meeting: ActivityType) -> None:
    with_outcomes(meeting, "Held", "No-show")
    Outcome.objects.filter(name="No-show").update(archived_at=STARTS)
    forget()
    assert offered(demo) == [("held", "Held"), ("called_off", "")]


def test_what_is_settled_or_has_no_time_or_is_no_meeting_is_left_alone(
    demo: Activity, rita: Member, meeting: ActivityType, call: ActivityType
) -> None:
    some_day = verbs.plan(by=rita, owner=rita, activity_type=meeting, due_on=STARTS.date())
    phoned = verbs.plan(by=rita, owner=rita, activity_type=call, due_at=STARTS)
    verbs.cancel(demo, by=rita)
    catalogue = catalogue_of(rita.organisation)
    assert suggestions_for([some_day, phoned, demo], catalogue, OVER + timedelta(days=9)) == []


def test_queries_do_not_grow_with_meetings(
    demo: Activity, rita: Member, meeting: ActivityType, django_assert_num_queries: Any
) -> None:
    others = [verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=STARTS) for _ in range(4)]
    catalogue = catalogue_of(rita.organisation)
    with django_assert_num_queries(3):
        assert len(suggestions_for([demo, *others], catalogue, OVER)) == 5
    with django_assert_num_queries(0):
        suggestions_for([], catalogue, OVER)
