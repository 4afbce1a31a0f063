import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member


@pytest.fixture
def done(rita: Member, call: ActivityType) -> Activity:
    return verbs.complete(verbs.plan(by=rita, activity_type=call, owner=rita), by=rita)


def test_what_is_deleted_counts_for_nothing_and_stays_in_the_history(rita: Member, done: Activity) -> None:
    verbs.delete(done, by=rita, reason="typo")
    assert totals() == {}
    assert Activity.objects.get().deleted_at is not None
    assert (last_event().verb, last_event().data["reason"]) == ("activity.deleted", "typo")


def test_the_category_hears_of_what_was_still_to_be_done(hooks: Recording, rita: Member, call: ActivityType) -> None:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.delete(planned, by=rita)
    assert hooks.told == [("planned", "planned"), ("cancelled", "planned")]
    logged = verbs.log(by=rita, activity_type=call, owner=rita)
    verbs.delete(logged, by=rita)
    assert hooks.told[-1] == ("completed", "completed")


def test_nothing_is_deleted_twice(rita: Member, done: Activity) -> None:
    verbs.delete(done, by=rita)
    with pytest.raises(Refusal, match="deleted"):
        verbs.delete(done, by=rita)


def test_the_one_that_counts_for_its_duplicate_is_refused(rita: Member, call: ActivityType, done: Activity) -> None:
    double = verbs.log(by=rita, activity_type=call, owner=rita)
    verbs.mark_duplicate(double, by=rita, of=done)
    with pytest.raises(Refusal, match="duplicate of this one"):
        verbs.delete(done, by=rita)
    verbs.delete(double, by=rita)
    verbs.delete(done, by=rita)
    with pytest.raises(Refusal, match="Restore that one"):
        verbs.restore(double, by=rita)
    assert totals() == {}


def test_somebody_of_another_organisation_is_refused(otto: Member, done: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.delete(done, by=otto)
    assert Activity.objects.get().deleted_at is None
