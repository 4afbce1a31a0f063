"""A call that its member records after the report came, as whoever dials from a to-do does."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.settings_verbs import add_next_step
from pacesetter.activities.tests.test_next_step import values
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.tests.conftest import ENDED, JANES, Signed

_SECOND_CALL = {"id": "c-2", "started_at": "2026-03-22T22:32:00Z", "ended_at": "2026-03-22T22:36:00Z", "seconds": 200}


def report(system: CallSource, signed: Signed, **fields: Any) -> Call:
    receive(system, signed(**fields))
    jobs.run_due()
    return Call.objects.get(call_id=fields.get("id", "c-1"))


def counted() -> list[Activity]:
    """Those that count, the oldest first; totals agree."""
    assert tallies.mismatches() == []
    return list(
        Activity.objects.filter(status=Status.COMPLETED, duplicate_of__isnull=True, deleted_at__isnull=True).order_by(
            "pk"
        )
    )


@pytest.fixture
def to_do(rita: Member, call: ActivityType, jane: Contact) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=jane.company, contacts=[jane])


@pytest.fixture
def reported(system: CallSource, signed: Signed, to_do: Activity) -> Call:
    """Logged, while the to-do is still open."""
    return report(system, signed)


def complete(to_do: Activity, rita: Member, outcome: Outcome, **after: int) -> None:
    verbs.complete(to_do, by=rita, outcome=outcome, at=ENDED + timedelta(**after))


def test_a_to_do_that_is_completed_after_the_report_is_the_same_call(
    reported: Call, to_do: Activity, rita: Member, voicemail: Outcome
) -> None:
    logged = reported.activity
    complete(to_do, rita, voicemail, minutes=1)
    assert counted() == [to_do]
    to_do.refresh_from_db()
    assert (to_do.status, to_do.outcome) == (Status.COMPLETED, voicemail)
    assert Activity.objects.get(duplicate_of=to_do) == logged
    assert Call.objects.get().activity == to_do


def test_so_is_one_that_is_logged_by_hand(
    reported: Call, rita: Member, call: ActivityType, jane: Contact, connected: Outcome
) -> None:
    made = verbs.log(by=rita, activity_type=call, owner=rita, company=jane.company, outcome=connected, at=ENDED)
    assert counted() == [made]


def test_reopening_lets_the_report_count_again(
    reported: Call, to_do: Activity, rita: Member, connected: Outcome
) -> None:
    logged = reported.activity
    complete(to_do, rita, connected)
    verbs.reopen(to_do, by=rita)
    assert counted() == [logged]
    assert Call.objects.get().activity == logged
    complete(to_do, rita, connected)
    assert counted() == [to_do]


def test_a_report_that_is_repeated_changes_nothing(
    reported: Call, system: CallSource, signed: Signed, to_do: Activity, rita: Member, connected: Outcome
) -> None:
    complete(to_do, rita, connected)
    report(system, signed)
    assert counted() == [to_do]
    assert Activity.objects.count() == 2


def test_of_two_calls_the_to_do_is_the_record_of_the_last(
    reported: Call, system: CallSource, signed: Signed, to_do: Activity, rita: Member, connected: Outcome
) -> None:
    second = report(system, signed, **_SECOND_CALL)
    complete(to_do, rita, connected, minutes=8)
    assert counted() == [to_do, reported.activity]
    assert Call.objects.get(pk=second.pk).activity == to_do


def test_a_call_after_it_is_another_one(
    reported: Call, system: CallSource, signed: Signed, to_do: Activity, rita: Member, connected: Outcome
) -> None:
    complete(to_do, rita, connected, minutes=1)
    second = report(system, signed, **_SECOND_CALL)
    assert counted() == [to_do, second.activity]


@pytest.mark.parametrize("other", ["contact", "owner", "category", "long after", "before"])
def test_what_is_of_another_is_not_its_record(
    other: str,
    reported: Call,
    to_do: Activity,
    rita: Member,
    raj: Member,
    meeting: ActivityType,
    jane: Contact,
    connected: Outcome,
) -> None:
    if other == "contact":
        verbs.edit(to_do, by=rita, contacts=[Contact.objects.create(name="Joe Roe", company=jane.company)])
    elif other == "owner":
        verbs.edit(to_do, by=rita, owner=raj)
    elif other == "category":
        to_do = verbs.plan(by=rita, activity_type=meeting, owner=rita, company=jane.company, contacts=[jane])
    late = {"long after": 16, "before": -14}.get(other, 0)
    with clock.standing_at(ENDED + timedelta(hours=1)):
        verbs.complete(to_do, by=rita, at=ENDED + timedelta(minutes=late))
    assert set(counted()) == {to_do, reported.activity}


def test_a_switchboard_is_known_by_its_company(
    system: CallSource, signed: Signed, to_do: Activity, rita: Member, initech: Company, connected: Outcome
) -> None:
    Contact.objects.create(name="Joe Roe", company=initech, phone=JANES)
    assert report(system, signed).contact is None
    complete(to_do, rita, connected)
    assert counted() == [to_do]


def test_one_next_step_follows_from_both(
    system: CallSource,
    signed: Signed,
    to_do: Activity,
    ada: Member,
    rita: Member,
    call: ActivityType,
    connected: Outcome,
) -> None:
    add_next_step(by=ada, after_type=call, **values(call, mode="plan"))
    report(system, signed)
    planned = Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True).exclude(pk=to_do.pk)
    assert planned.count() == 1
    complete(Activity.objects.get(pk=to_do.pk), rita, connected)
    assert planned.count() == 1
    assert counted() == [to_do]
