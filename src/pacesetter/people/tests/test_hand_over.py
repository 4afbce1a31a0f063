from collections.abc import Callable

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.verbs import plan
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.handover import waiting
from pacesetter.people.models import Member


def test_everything_goes_to_the_other_one(
    ada: Member, rita: Member, raj: Member, initech: Company, call: ActivityType, last_event: Callable[[], Event]
) -> None:
    activity = plan(by=rita, activity_type=call, owner=rita)
    handed_over = verbs.hand_over(rita, raj, by=ada)
    assert {key: list(what.moved) for key, what in handed_over.items()} == {
        "companies": [initech.pk],
        "to_dos": [activity.pk],
    }
    assert waiting(rita) == {}
    assert last_event().verb == "member.handed_over"


def test_what_archiving_left_behind_can_be_handed_over_later(
    ada: Member, rita: Member, raj: Member, mona: Member, call: ActivityType
) -> None:
    activity = plan(by=rita, activity_type=call, owner=rita)
    verbs.archive(rita, by=ada, hand_over_to=raj)
    Activity.objects.filter(pk=activity.pk).update(owner=rita)
    verbs.hand_over(rita, mona, by=ada)
    assert Activity.objects.get().owner == mona


def test_only_administrators_hand_over(ada: Member, rita: Member, raj: Member, otto: Member, initech: Company) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.hand_over(rita, raj, by=by)
    with pytest.raises(Refusal, match="not known here"):
        verbs.hand_over(rita, otto, by=ada)
    assert Company.objects.get().sales_rep == rita
