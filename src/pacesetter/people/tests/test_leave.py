from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import AccessLevel, Leave, Member
from pacesetter.people.working_time import working_times
from pacesetter.tenancy.scope import scope

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (2, 3, 4))
HALF = Decimal("0.5")


def works(member: Member, day: date) -> object:
    return working_times([member], day, date.fromordinal(day.toordinal() + 1))[member.pk].capacity(day)


def test_on_a_day_of_leave_nobody_works(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    leave = verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY, kind="illness", note="flu")
    assert (works(rita, MONDAY), works(rita, TUESDAY)) == (0, 1)
    assert version() > before
    assert last_event().data["after"] == {"starts_on": "2026-03-02", "ends_on": "2026-03-03", "share": "1"}
    verbs.remove_leave(leave, by=ada)
    assert works(rita, MONDAY) == 1
    assert last_event().verb == "leave.removed"


def test_two_halves_make_a_whole_and_no_more(ada: Member, rita: Member) -> None:
    verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=WEDNESDAY, share=HALF)
    verbs.add_leave(rita, by=ada, starts_on=TUESDAY, ends_on=WEDNESDAY, share=HALF)
    assert works(rita, TUESDAY) == 0
    with pytest.raises(Refusal, match="Mar 3, 2026"):
        verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=WEDNESDAY, share=HALF)
    verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY, share=HALF)


def test_the_lead_and_a_coordinator_note_leave(ada: Member, rita: Member, mona: Member, raj: Member) -> None:
    verbs.add_leave(rita, by=mona, starts_on=MONDAY, ends_on=TUESDAY)
    Member.objects.filter(pk=raj.pk).update(access_level=AccessLevel.COORDINATOR)
    raj.refresh_from_db()
    verbs.add_leave(mona, by=raj, starts_on=MONDAY, ends_on=TUESDAY)
    verbs.add_leave(ada, by=ada, starts_on=MONDAY, ends_on=TUESDAY)
    assert Leave.objects.count() == 3


def test_nobody_lowers_their_own_target(rita: Member, mona: Member, raj: Member, otto: Member) -> None:
    for by, member in ((rita, rita), (mona, mona), (raj, rita), (otto, rita)):
        with pytest.raises(NotAllowed):
            verbs.add_leave(member, by=by, starts_on=MONDAY, ends_on=TUESDAY)
    assert not Leave.objects.exists()


def test_nobody_takes_their_own_leave_back(ada: Member, rita: Member, otto: Member) -> None:
    leave = verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY)
    with pytest.raises(NotAllowed):
        verbs.remove_leave(leave, by=rita)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.remove_leave(leave, by=otto)
    assert Leave.objects.exists()


@pytest.mark.parametrize("share", [Decimal(0), Decimal("1.5"), Decimal(-1), Decimal("0.333")])
def test_a_share_that_is_none_is_refused(ada: Member, rita: Member, share: Decimal) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY, share=share)
    assert refusal.value.field == "share"


def test_leave_without_a_day_is_refused(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=MONDAY)
    assert refusal.value.field == "ends_on"


def test_noted_days_are_changed(ada: Member, rita: Member, last_event: Callable[[], Event]) -> None:
    leave = verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY)
    verbs.add_leave(rita, by=ada, starts_on=TUESDAY, ends_on=WEDNESDAY)
    with pytest.raises(Refusal, match="Mar 3, 2026"):
        verbs.edit_leave(leave, by=ada, starts_on=MONDAY, ends_on=WEDNESDAY, share=Decimal(1), kind="holiday")
    verbs.edit_leave(leave, by=ada, starts_on=MONDAY, ends_on=TUESDAY, share=HALF, kind="illness")
    assert works(rita, MONDAY) == HALF
    assert last_event().data["before"]["share"] == "1.00"
    with pytest.raises(NotAllowed):
        verbs.edit_leave(leave, by=rita, starts_on=MONDAY, ends_on=TUESDAY, share=HALF, kind="illness")
