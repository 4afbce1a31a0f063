import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import counted_for, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member


@pytest.fixture
def planned(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, value_minor=900)


def test_a_cancelled_call_counts_not_even_as_booked(rita: Member, planned: Activity) -> None:
    assert counted_for(rita) == [("b", 1, 10, 900)]
    verbs.cancel(planned, by=rita, reason="no need")
    kept = Activity.objects.get()
    assert kept.status == Status.CANCELLED
    assert kept.cancelled_at is not None
    assert totals() == {}
    assert (last_event().verb, last_event().data["reason"]) == ("activity.cancelled", "no need")


def test_the_category_is_told(hooks: Recording, rita: Member, planned: Activity) -> None:
    verbs.cancel(planned, by=rita)
    assert hooks.told[-1] == ("cancelled", "cancelled")


def test_what_is_done_cancelled_or_deleted_is_refused(rita: Member, planned: Activity, call: ActivityType) -> None:
    done = verbs.log(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="completed already"):
        verbs.cancel(done, by=rita)
    verbs.cancel(planned, by=rita)
    with pytest.raises(Refusal, match="cancelled already"):
        verbs.cancel(planned, by=rita)
    verbs.delete(done, by=rita)
    with pytest.raises(Refusal, match="deleted"):
        verbs.cancel(done, by=rita)


def test_somebody_of_another_organisation_is_refused(otto: Member, planned: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.cancel(planned, by=otto)
    assert Activity.objects.get().status == Status.PLANNED
