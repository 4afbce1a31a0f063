"""Calls whose end was not reported."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.telephony.access import calls_to_settle
from pacesetter.telephony.jobs import OTHERS_KEPT
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.tests.conftest import ENDED, NOW, Signed
from pacesetter.telephony.verbs import settle_call


@pytest.fixture
def begun(system: CallSource, signed: Signed, rita: Member, jane: Contact) -> Call:
    """Rita speaks with Jane, and no more is heard of it."""
    receive(system, signed("call.answered", ended_at=None, result=None, seconds=0))
    jobs.run_due()
    return Call.objects.get()


def later(**delta: int) -> Call:
    with clock.standing_at(NOW + timedelta(**delta)):
        for kind in ("telephony.look_after", "telephony.tidy"):
            jobs.enqueue(kind)
        jobs.run_due()
    return Call.objects.get()


def test_after_a_day_its_member_is_asked_about_it(begun: Call, rita: Member) -> None:
    assert later(hours=23).state == CallState.GOING_ON
    waiting = later(hours=25)
    assert (waiting.state, waiting.question) == (
        CallState.UNMATCHED,
        "The phone system has not reported the end of this call.",
    )
    assert list(calls_to_settle(rita)) == [waiting]


def test_it_is_not_erased(begun: Call) -> None:
    assert later(days=OTHERS_KEPT.days + 5).state == CallState.UNMATCHED


def test_it_is_logged_with_the_minutes_that_somebody_gives(begun: Call, rita: Member) -> None:
    waiting = later(hours=25)
    with pytest.raises(Refusal, match="how many minutes"):
        settle_call(waiting, by=rita)
    with pytest.raises(Refusal, match="how many minutes"):
        settle_call(waiting, by=rita, minutes=100_000)
    settle_call(waiting, by=rita, minutes=12)
    activity = Activity.objects.get()
    assert (activity.minutes, activity.completed_at) == (12, begun.started_at + timedelta(minutes=12))


def test_an_end_that_comes_after_all_settles_it(begun: Call, system: CallSource, signed: Signed) -> None:
    assert later(hours=25).state == CallState.UNMATCHED
    receive(system, signed())
    jobs.run_due()
    assert Call.objects.get().state == CallState.LOGGED
    assert Activity.objects.get().completed_at == ENDED


def test_one_that_was_left_out_by_hand_stays_so(begun: Call, system: CallSource, signed: Signed) -> None:
    Call.objects.update(state=CallState.IGNORED)
    receive(system, signed())
    jobs.run_due()
    assert Activity.objects.count() == 0
