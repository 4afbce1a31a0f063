"""Choosing what one is told."""

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.models import NotificationChoices
from pacesetter.notifications.verbs import choose
from pacesetter.people.models import Member


def test_what_is_not_given_stays_as_it_is_from_the_start(rita: Member) -> None:
    choose(rita, by=rita, lead_minutes=5, reminds_by_mail=True)
    row = choices_of(rita)
    assert (row.lead_minutes, row.reminds_by_mail, row.reminds_by_push, row.any_time) == (5, True, True, False)


def test_each_change_is_told_in_the_history_and_nothing_else_is(rita: Member) -> None:
    for minutes in (5, 5, 10):
        choose(rita, by=rita, lead_minutes=minutes)
    told = [event.data["changed"] for event in Event.objects.filter(verb="notifications.chosen").order_by("pk")]
    assert told == [{"lead_minutes": [15, 5]}, {"lead_minutes": [5, 10]}]
    assert NotificationChoices.objects.count() == 1


def test_a_time_that_is_not_offered_is_refused(rita: Member) -> None:
    with pytest.raises(Refusal) as refused:
        choose(rita, by=rita, lead_minutes=7)
    assert refused.value.field == "lead_minutes"


@pytest.mark.parametrize("who", ["mona", "ada", "otto"])
def test_nobody_chooses_for_others(rita: Member, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        choose(rita, by=request.getfixturevalue(who), any_time=True)
