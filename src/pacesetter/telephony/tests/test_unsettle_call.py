"""Taking back who it was."""

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.verbs import log
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.tests.conftest import Signed
from pacesetter.telephony.verbs import settle_call, unsettle_call


@pytest.fixture
def unknown(system: CallSource, signed: Signed, rita: Member) -> Call:
    """A call of Rita's with a number that nobody has."""
    receive(system, signed(number="09 111 2222"))
    jobs.run_due()
    return Call.objects.get()


def kept() -> tuple[object, ...]:
    names = ("state", "question", "member", "company", "contact", "ended_at", "seconds", "activity")
    found: tuple[object, ...] = Call.objects.values_list(*names).get()
    return found


def test_it_waits_as_before_and_counts_no_more(unknown: Call, rita: Member, jane: Contact) -> None:
    before = kept()
    settle_call(unknown, by=rita, contact=jane)
    assert kept() != before
    assert unsettle_call(unknown, by=rita).state == CallState.UNMATCHED
    assert kept() == before
    assert Activity.objects.get().deleted_at is not None
    assert tallies.mismatches() == []


def test_a_length_that_somebody_said_is_forgotten(unknown: Call, rita: Member, initech: Company) -> None:
    Call.objects.update(ended_at=None, seconds=0)
    settle_call(Call.objects.get(), by=rita, company=initech, minutes=7)
    unsettle_call(Call.objects.get(), by=rita)
    assert Call.objects.values_list("ended_at", "seconds").get() == (None, 0)


def test_settled_anew_it_is_the_same_activity_with_what_is_said_now(
    unknown: Call, rita: Member, jane: Contact, initech: Company, meeting: ActivityType
) -> None:
    settle_call(unknown, by=rita, contact=jane)
    unsettle_call(unknown, by=rita)
    settle_call(unknown, by=rita, company=initech)
    activity = Activity.objects.get()
    assert (activity.company, activity.deleted_at, activity.contact_links.count()) == (initech, None, 0)
    assert Call.objects.get().activity == activity
    assert tallies.mismatches() == []


def test_what_the_member_recorded_by_hand_stays(
    unknown: Call, rita: Member, call: ActivityType, initech: Company
) -> None:
    by_hand = log(by=rita, activity_type=call, owner=rita, company=initech, at=unknown.ended_at)
    settle_call(unknown, by=rita, company=initech)
    assert Call.objects.get().activity == by_hand
    unsettle_call(unknown, by=rita)
    by_hand.refresh_from_db()
    assert (Call.objects.get().activity, by_hand.deleted_at) == (None, None)


def test_what_nobody_settled_is_refused(unknown: Call, rita: Member, initech: Company) -> None:
    with pytest.raises(Refusal, match="changed since"):
        unsettle_call(unknown, by=rita)
    settle_call(unknown, by=rita, company=initech)
    unsettle_call(unknown, by=rita)
    with pytest.raises(Refusal, match="changed since"):
        unsettle_call(unknown, by=rita)
