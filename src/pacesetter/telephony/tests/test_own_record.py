"""A call that its member has recorded by hand before the report comes."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.shapes.shape import Report
from pacesetter.telephony.tests.conftest import ENDED, Signed
from pacesetter.telephony.verbs import settle_call

_SECOND_CALL = {"id": "c-2", "started_at": "2026-03-22T22:32:00Z", "ended_at": "2026-03-22T22:36:00Z", "seconds": 200}


def reported(system: CallSource, report: Report, call_id: str = "c-1") -> Call:
    receive(system, report)
    jobs.run_due()
    return Call.objects.get(call_id=call_id)


@pytest.fixture
def completed(rita: Member, call: ActivityType, jane: Contact, connected: Outcome) -> Activity:
    """Rita's to-do to call Jane, completed a minute after the call."""
    planned = verbs.plan(by=rita, activity_type=call, owner=rita, company=jane.company, contacts=[jane], minutes=0)
    verbs.complete(planned, by=rita, outcome=connected, at=ENDED + timedelta(minutes=1))
    return Activity.objects.get()


def test_a_completed_to_do_and_its_report_are_one_activity(
    system: CallSource, signed: Signed, completed: Activity
) -> None:
    call = reported(system, signed())
    assert (call.state, call.activity, call.question) == (CallState.LOGGED, completed, "")
    activity = Activity.objects.get()
    assert (activity.minutes, activity.provenance, activity.updated_at) == (0, "typed", completed.updated_at)
    assert tallies.mismatches() == []


def test_of_two_calls_the_one_that_nobody_recorded_is_logged(
    system: CallSource, signed: Signed, completed: Activity
) -> None:
    first = reported(system, signed())
    second = reported(system, signed(**_SECOND_CALL), "c-2")
    assert first.activity == completed
    assert second.state == CallState.LOGGED
    assert second.activity not in (None, completed)
    assert Activity.objects.count() == 2


def test_a_repeated_report_changes_nothing(system: CallSource, signed: Signed, completed: Activity) -> None:
    reported(system, signed())
    assert reported(system, signed()).activity == completed
    assert Activity.objects.count() == 1


def test_the_record_of_a_call_that_waited_is_found_when_it_is_settled(
    system: CallSource, signed: Signed, completed: Activity, rita: Member, jane: Contact
) -> None:
    waiting = reported(system, signed(number="09 111 2222"))
    assert waiting.state == CallState.UNMATCHED
    assert settle_call(waiting, by=rita, contact=jane).activity == completed


@pytest.mark.parametrize(
    ("to_start", "to_end", "is_the_same"),
    [(-3, None, False), (-1, None, True), (None, 14, True), (None, 16, False)],
    ids=["before", "as it began", "soon after", "long after"],
)
def test_only_what_was_done_around_the_call_is_its_record(
    to_start: int | None, to_end: int | None, is_the_same: bool, system: CallSource, signed: Signed, completed: Activity
) -> None:
    started = ENDED - timedelta(minutes=11)
    at = ENDED + timedelta(minutes=to_end) if to_end is not None else started + timedelta(minutes=to_start or 0)
    Activity.objects.update(completed_at=at)
    assert (reported(system, signed()).activity == completed) is is_the_same


@pytest.mark.parametrize("other", ["owner", "contact", "category", "deleted", "reopened", "duplicate"])
def test_what_is_of_another_or_does_not_count_is_not_its_record(
    other: str,
    system: CallSource,
    signed: Signed,
    completed: Activity,
    rita: Member,
    raj: Member,
    meeting: ActivityType,
    jane: Contact,
) -> None:
    if other == "owner":
        verbs.edit(completed, by=rita, owner=raj)
    elif other == "contact":
        verbs.edit(completed, by=rita, contacts=[Contact.objects.create(name="Joe Roe", company=jane.company)])
    elif other == "category":
        Activity.objects.update(activity_type=meeting)
    elif other == "deleted":
        verbs.delete(completed, by=rita)
    elif other == "reopened":
        verbs.reopen(completed, by=rita)
    else:
        first = verbs.log(by=rita, activity_type=meeting, owner=rita, company=jane.company)
        Activity.objects.filter(pk=completed.pk).update(duplicate_of=first)
    call = reported(system, signed())
    assert call.state == CallState.LOGGED
    assert call.activity not in (None, completed)


def test_where_several_could_be_it_the_call_is_logged(
    system: CallSource, signed: Signed, completed: Activity, rita: Member, jane: Contact, connected: Outcome
) -> None:
    verbs.log(
        by=rita,
        activity_type=completed.activity_type,
        owner=rita,
        outcome=connected,
        company=jane.company,
        contacts=[jane],
        at=ENDED,
    )
    reported(system, signed())
    assert Activity.objects.count() == 3


@pytest.mark.parametrize("without", ["record", "call"])
def test_where_one_of_the_two_names_no_contact_the_company_tells(
    without: str, system: CallSource, signed: Signed, completed: Activity, rita: Member, jane: Contact, initech: Company
) -> None:
    if without == "record":
        verbs.edit(completed, by=rita, contacts=[])
    else:
        # A switchboard: the call is with the company alone.
        Contact.objects.create(name="Joe Roe", company=initech, phone=jane.phone)
    assert reported(system, signed()).activity == completed
