import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import columns, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member


def test_restoring_undoes_deleting_exactly(rita: Member, call: ActivityType, connected: Outcome) -> None:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita)
    done = verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected, minutes=7)
    before = columns(planned), columns(done), totals()
    for activity in (planned, done):
        verbs.delete(activity, by=rita)
    assert totals() == {}
    for activity in (planned, done):
        verbs.restore(activity, by=rita)
    assert (columns(planned), columns(done), totals()) == before
    assert last_event().verb == "activity.restored"


def test_the_category_hears_of_what_is_to_be_done_again(hooks: Recording, rita: Member, call: ActivityType) -> None:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.delete(planned, by=rita)
    verbs.restore(planned, by=rita)
    assert hooks.told[-1] == ("reopened", "planned")


def test_what_is_not_deleted_is_refused(rita: Member, call: ActivityType) -> None:
    with pytest.raises(Refusal, match="not deleted"):
        verbs.restore(verbs.log(by=rita, activity_type=call, owner=rita), by=rita)


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, call: ActivityType) -> None:
    activity = verbs.log(by=rita, activity_type=call, owner=rita)
    verbs.delete(activity, by=rita)
    with pytest.raises(NotAllowed):
        verbs.restore(activity, by=otto)
    assert Activity.objects.get().deleted_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
def test_what_counts_instead_is_not_deleted_meanwhile(rita: Member, call: ActivityType) -> None:
    original, twin = (verbs.log(by=rita, activity_type=call, owner=rita) for _ in range(2))
    verbs.mark_duplicate(twin, by=rita, of=original)
    verbs.delete(twin, by=rita)
    with transaction.atomic():
        verbs.restore(twin, by=rita)
        refused: list[str] = []

        def delete() -> None:
            try:
                verbs.delete(Activity.objects.get(pk=original.pk), by=rita)
            except Refusal as refusal:
                refused.append(refusal.code)

        waiting = run_at_once(delete, rita.organisation_id)
    waiting.join(timeout=60)
    assert refused == ["has_duplicates"]
    assert totals() == {rita.pk: [("c", 1, 10, 0)]}
