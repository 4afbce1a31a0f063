"""Reports of one call that are read at the same moment, by several workers."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import pytest
from django.db import connections

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.call_event import CallEvent, Direction, Leg, Result
from pacesetter.telephony.keeping import keep
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.tests.conftest import ENDED, JANES
from pacesetter.telephony.verbs import add_line
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.django_db(transaction=True)


def keep_at_once(source: CallSource, events: Sequence[CallEvent]) -> None:
    at_once(source, [partial(keep, source, event) for event in events])


def at_once(source: CallSource, works: Sequence[Callable[[], object]]) -> None:
    start, errors = threading.Barrier(len(works)), list[BaseException]()

    def work(act: Callable[[], object]) -> None:
        try:
            with scope(source.organisation):
                start.wait()
                act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(act,)) for act in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def event(**fields: object) -> CallEvent:
    given = {
        "call_id": "c-1",
        "direction": Direction.OUT,
        "number": JANES,
        "members": ("rita@acme.example",),
        "started_at": ENDED - timedelta(minutes=11),
        **fields,
    }
    return CallEvent(**given)  # type: ignore[arg-type]


def test_the_beginning_and_two_ends_are_one_activity(system: CallSource, rita: Member, jane: Contact) -> None:
    end = event(ended_at=ENDED, seconds=541, result=Result.CONNECTED)
    keep_at_once(system, [event(), end, end, event()])
    assert Call.objects.get().state == CallState.LOGGED
    assert Activity.objects.get().minutes == 10
    assert tallies.mismatches() == []


def test_the_legs_of_a_ring_group_are_one_activity_of_who_answered(
    system: CallSource, ada: Member, rita: Member, raj: Member, jane: Contact, call: ActivityType
) -> None:
    add_line(rita, "rita-phone", by=ada)
    add_line(raj, "raj-phone", by=ada)
    began = ENDED - timedelta(minutes=5)
    ended = {"ended_at": ENDED, "seconds": 280, "result": Result.CONNECTED}
    legs = [
        Leg("a", "c-1", False, JANES, "rita-phone", began, ended_at=began, result=Result.NO_ANSWER),
        Leg("b", "c-1", False, JANES, "raj-phone", began, **ended),  # type: ignore[arg-type]
        Leg("c-1", "", True, JANES, "+6491000000", began, **ended),  # type: ignore[arg-type]
    ]
    keep_at_once(system, [event(leg=leg) for leg in legs])
    found = Call.objects.get()
    assert (found.state, found.seconds, found.member) == (CallState.LOGGED, 280, raj)
    activity = Activity.objects.get()
    assert (activity.owner, activity.minutes) == (raj, 5)
    assert tallies.mismatches() == []


def test_a_report_and_the_to_do_that_is_completed_meanwhile_count_once(
    system: CallSource, rita: Member, jane: Contact, call: ActivityType
) -> None:
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, company=jane.company, contacts=[jane])
    end = event(ended_at=ENDED, seconds=541, result=Result.CONNECTED)
    at_once(system, [partial(keep, system, end), partial(verbs.complete, to_do, by=rita, at=ENDED)])
    (counted,) = Activity.objects.filter(duplicate_of__isnull=True)
    assert counted == to_do
    assert Call.objects.get().activity == to_do
    assert tallies.mismatches() == []
