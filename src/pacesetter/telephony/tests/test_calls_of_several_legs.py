"""Ring groups and click-to-dial through Twilio, which reports each leg by itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlencode

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallReport, CallSource, CallState
from pacesetter.telephony.tests.conftest import JANES, NOW
from pacesetter.telephony.verbs import add_line, add_source, edit_source, settle_call

START = datetime(2026, 3, 22, 22, 0, tzinfo=UTC)
OFFICE = "+6491000000"


@pytest.fixture
def twilio(
    system: CallSource, ada: Member, rita: Member, raj: Member, call: ActivityType, connected: Outcome
) -> CallSource:
    source, _ = add_source(
        by=ada,
        name="Twilio",
        shape="twilio",
        secret="an auth token",
        outbound_type=call,
        inbound_type=call,
        outcomes={"connected": connected.pk},
    )
    add_line(rita, "rita-phone", by=ada)
    add_line(raj, "raj-phone", by=ada)
    return CallSource.objects.select_related("organisation").get(pk=source.pk)


def leg(sid: str, direction: str, caller: str, callee: str, status: str, at: int | None, talked: int = 0) -> bytes:
    """One callback, `at` seconds after the call began."""
    fields = {"CallSid": sid, "Direction": direction, "From": caller, "To": callee, "CallStatus": status}
    if sid != "CA0":
        fields["ParentCallSid"] = "CA0"
    if at is not None:
        fields["Timestamp"] = format_datetime(START + timedelta(seconds=at))
    if status == "completed":
        fields["CallDuration"] = str(talked)
    return urlencode(fields).encode()


def reported(source: CallSource, *bodies: bytes) -> Call:
    for body in bodies:
        report = CallReport.objects.create(source=source, body=body, received_at=clock.now())
        jobs.enqueue("telephony.read", {"report": report.pk})
        jobs.run_due()
    return Call.objects.get()


RING_GROUP = (
    leg("CA1", "outbound-dial", JANES, "client:rita-phone", "no-answer", 12),
    leg("CA2", "outbound-dial", JANES, "client:raj-phone", "in-progress", 12),
    leg("CA2", "outbound-dial", JANES, "client:raj-phone", "completed", 312, 300),
    leg("CA0", "inbound", JANES, OFFICE, "completed", 313, 313),
)
CLICK_TO_DIAL = (
    leg("CA0", "outbound-api", OFFICE, "client:rita-phone", "in-progress", 5),
    leg("CA1", "outbound-dial", OFFICE, JANES, "completed", 140, 120),
    leg("CA0", "outbound-api", OFFICE, "client:rita-phone", "completed", 141, 136),
)
_ORDERS = [(0, 1, 2, 3), (3, 2, 1, 0), (3, 0, 1, 2), (2, 3, 1, 0), (0, 3, 2, 1), (0, 0, 3, 1, 2, 2, 3)]


@pytest.mark.parametrize("order", _ORDERS)
def test_of_a_ring_group_who_answered_has_the_call_once(
    order: Sequence[int], twilio: CallSource, jane: Contact, raj: Member, initech: Company, connected: Outcome
) -> None:
    call = reported(twilio, *(RING_GROUP[place] for place in order))
    assert (call.state, call.direction, call.seconds, call.contact) == (CallState.LOGGED, "in", 300, jane)
    activity = Activity.objects.get()
    assert (activity.owner, activity.completed_by, activity.company) == (raj, raj, initech)
    assert (activity.minutes, activity.outcome) == (5, connected)
    assert activity.completed_at == START + timedelta(seconds=312)
    assert activity.participants.count() == 0
    assert tallies.mismatches() == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1, 1)])
def test_click_to_dial_is_logged_for_the_member_with_the_customer(
    order: Sequence[int], twilio: CallSource, jane: Contact, rita: Member
) -> None:
    call = reported(twilio, *(CLICK_TO_DIAL[place] for place in order))
    assert (call.state, call.direction, call.number, call.seconds) == (CallState.LOGGED, "out", JANES, 120)
    activity = Activity.objects.get()
    assert (activity.owner, activity.minutes) == (rita, 2)


def test_what_was_taken_for_a_missed_call_is_corrected_by_the_leg_that_was_answered(
    twilio: CallSource, jane: Contact, rita: Member, raj: Member, connected: Outcome
) -> None:
    call = reported(twilio, RING_GROUP[0])
    assert call.state == CallState.GOING_ON
    with clock.standing_at(NOW + timedelta(minutes=20)):
        jobs.enqueue("telephony.look_after")
        jobs.run_due()
        missed = Activity.objects.get()
        assert (missed.owner, missed.minutes, missed.outcome) == (rita, 0, None)
        call = reported(twilio, RING_GROUP[2])
    activity = Activity.objects.get()
    assert (activity.owner, activity.completed_by, activity.minutes) == (raj, raj, 5)
    assert (call.result, activity.outcome) == ("connected", connected)
    assert tallies.mismatches() == []


def test_what_a_person_wrote_in_the_meantime_stays(
    twilio: CallSource, jane: Contact, rita: Member, connected: Outcome, voicemail: Outcome
) -> None:
    reported(twilio, CLICK_TO_DIAL[1])
    reported(twilio, CLICK_TO_DIAL[2])
    verbs.edit(Activity.objects.get(), by=rita, minutes=30, outcome=voicemail)
    more = leg("CA2", "outbound-dial", OFFICE, JANES, "completed", 700, 500)
    assert reported(twilio, more).seconds == 620
    activity = Activity.objects.get()
    assert (activity.minutes, activity.outcome) == (30, voicemail)
    assert activity.completed_at == START + timedelta(seconds=700)


def test_a_call_that_somebody_settled_is_left_as_they_settled_it(
    twilio: CallSource, rita: Member, initech: Company
) -> None:
    waiting = reported(twilio, *CLICK_TO_DIAL)
    assert waiting.state == CallState.UNMATCHED
    settle_call(waiting, by=rita, company=initech)
    reported(twilio, leg("CA2", "outbound-dial", OFFICE, JANES, "completed", 700, 500))
    assert Activity.objects.get().minutes == 2


def test_a_missed_call_that_is_not_to_be_logged_is_once_it_turns_out_to_be_answered(
    twilio: CallSource, jane: Contact, ada: Member, raj: Member
) -> None:
    edit_source(twilio, by=ada, left_out=["missed"])
    twilio.refresh_from_db()
    assert reported(twilio, RING_GROUP[0], RING_GROUP[3]).state == CallState.LEFT_OUT
    assert reported(twilio, RING_GROUP[2]).state == CallState.LOGGED
    assert Activity.objects.get().owner == raj


def test_a_member_who_calls_a_member_is_internal(twilio: CallSource, jane: Contact) -> None:
    call = reported(
        twilio,
        leg("CA0", "inbound", "client:rita-phone", "", "completed", 80, 80),
        leg("CA1", "outbound-dial", OFFICE, "client:raj-phone", "completed", 80, 60),
    )
    assert call.state == CallState.INTERNAL
    assert Activity.objects.count() == 0


def test_a_customer_who_is_handed_on_is_one_activity_with_both(
    twilio: CallSource, jane: Contact, rita: Member, raj: Member
) -> None:
    reported(
        twilio,
        leg("CA1", "outbound-dial", JANES, "client:rita-phone", "completed", 70, 60),
        leg("CA2", "outbound-dial", JANES, "client:raj-phone", "completed", 170, 100),
        leg("CA0", "inbound", JANES, OFFICE, "completed", 171, 171),
    )
    activity = Activity.objects.get()
    assert (activity.owner, activity.minutes) == (rita, 3)
    assert [one.member for one in activity.participants.all()] == [raj]
    assert tallies.mismatches() == []


def test_without_a_time_of_its_own_the_arrival_of_the_report_stands_for_it_and_is_said_to(
    twilio: CallSource, jane: Contact
) -> None:
    report = CallReport.objects.create(
        source=twilio,
        body=leg("CA0", "inbound", JANES, "client:rita-phone", "completed", None, 60),
        received_at=START,
    )
    jobs.enqueue("telephony.read", {"report": report.pk})
    jobs.run_due()  # an hour later
    call = Call.objects.get()
    assert (call.ended_at, call.started_at, call.is_timed_by_arrival) == (START, START - timedelta(minutes=1), True)
    assert Activity.objects.get().completed_at == START
