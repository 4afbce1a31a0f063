"""What a phone takes along."""

from datetime import date
from typing import Any

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


def kit_of(visitor: Visitor, member: Member) -> Any:
    answer: Any = visitor.log_in(member).get("/offline-kit/")
    return answer.json()


def test_it_says_how_ones_own_to_dos_can_end(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    own = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 23))
    verbs.plan(by=raj, activity_type=call, owner=raj, due_on=date(2026, 3, 23))
    kit = kit_of(visitor, rita)
    assert kit["to_dos"] == {str(own.pk): call.pk}
    outcomes = [[connected.pk, "Connected"], [voicemail.pk, "Voicemail"]]
    assert kit["types"] == {str(call.pk): {"needs_outcome": False, "outcomes": outcomes}}
    assert f"/activities/{own.pk}/" in kit["pages"]
    assert kit["member"] == str(rita.pk)


def test_of_another_organisation_nothing_is_taken_along(
    visitor: Visitor, rita: Member, otto: Member, call: ActivityType
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 23))
    assert kit_of(visitor, otto)["to_dos"] == {}


def test_whoever_is_not_logged_in_is_sent_to_log_in(visitor: Visitor) -> None:
    assert visitor.get("/offline-kit/").status_code == 302


def test_queries_do_not_grow_with_to_dos(
    visitor: Visitor, rita: Member, call: ActivityType, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 23))
    kit_of(visitor, rita)
    with django_assert_max_num_queries(6):
        visitor.get("/offline-kit/")
