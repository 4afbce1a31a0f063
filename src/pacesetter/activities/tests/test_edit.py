from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import columns, counted_for, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import merge
from pacesetter.events.models import Event
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


@pytest.fixture
def planned(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita)


@pytest.fixture
def done(rita: Member, call: ActivityType, connected: Outcome) -> Activity:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita)
    return verbs.complete(planned, by=rita, outcome=connected)


def test_a_new_owner_takes_the_credit_on_the_same_days(rita: Member, raj: Member, done: Activity) -> None:
    days = (done.booked_on, done.completed_on)
    verbs.edit(done, by=rita, owner=raj)
    assert totals() == {raj.pk: [("b", 1, 10, 0), ("c", 1, 10, 0)]}
    kept = Activity.objects.get()
    assert (kept.booked_on, kept.completed_on) == days
    assert (kept.booked_for, kept.created_by) == (raj, rita)


def test_a_booking_can_stay_with_who_booked_it(rita: Member, raj: Member, planned: Activity) -> None:
    verbs.edit(planned, by=rita, owner=raj, keep_booking=True)
    verbs.complete(planned, by=raj)
    assert totals() == {rita.pk: [("b", 1, 10, 0)], raj.pk: [("c", 1, 10, 0)]}


def test_a_new_owner_takes_part_no_longer_beside_themselves(rita: Member, raj: Member, planned: Activity) -> None:
    verbs.edit(planned, by=rita, participants=[raj])
    verbs.edit(planned, by=rita, owner=raj)
    assert not planned.participants.exists()


def test_participants_and_contacts_come_and_go(rita: Member, raj: Member, mona: Member, planned: Activity) -> None:
    jane, joe = (Contact.objects.create(name=name) for name in ("Jane", "Joe"))
    verbs.edit(planned, by=rita, participants=[raj], contacts=[jane])
    verbs.edit(planned, by=rita, participants=[mona, rita], contacts=[joe])
    assert [link.member for link in planned.participants.all()] == [mona]
    assert [link.contact for link in planned.contact_links.all()] == [joe]
    assert last_event().data["before"] == {"participants": [raj.pk], "contacts": [jane.pk]}
    verbs.edit(planned, by=rita, participants=[], contacts=[])
    assert not planned.participants.exists()
    assert not planned.contact_links.exists()


def test_another_type_moves_what_counts(
    rita: Member, call: ActivityType, meeting: ActivityType, planned: Activity
) -> None:
    verbs.edit(planned, by=rita, activity_type=meeting)
    assert TallyDay.objects.get(activity_type_id=call.pk).count == 0
    assert TallyDay.objects.get(activity_type_id=meeting.pk).count == 1
    assert totals() == {rita.pk: [("b", 1, 10, 0)]}


def test_another_type_must_know_the_outcome(rita: Member, meeting: ActivityType, done: Activity) -> None:
    with pytest.raises(Refusal, match="not an outcome"):
        verbs.edit(done, by=rita, activity_type=meeting)
    verbs.edit(done, by=rita, activity_type=meeting, outcome=None)
    assert Activity.objects.get().outcome is None


def test_a_type_that_asks_for_an_outcome_asks_when_it_is_chosen(
    rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    held = verbs.log(by=rita, activity_type=meeting, owner=rita)
    ActivityType.objects.filter(pk=call.pk).update(needs_outcome=True)
    call.refresh_from_db()
    with pytest.raises(Refusal) as refusal:
        verbs.edit(held, by=rita, activity_type=call)
    assert refusal.value.field == "outcome"


def test_another_outcome_counts_instead(rita: Member, done: Activity, voicemail: Outcome) -> None:
    verbs.edit(done, by=rita, outcome=voicemail)
    row = TallyDay.objects.exclude(count=0).get(moment="c")
    assert row.outcome_id == voicemail.pk
    assert counted_for(rita) == [("b", 1, 10, 0), ("c", 1, 10, 0)]


def test_amounts_are_the_planned_ones_until_it_is_done(rita: Member, planned: Activity) -> None:
    verbs.edit(planned, by=rita, minutes=30, value_minor=100)
    verbs.complete(planned, by=rita, minutes=20)
    verbs.edit(planned, by=rita, minutes=25, value_minor=200)
    kept = Activity.objects.get()
    assert (kept.planned_minutes, kept.planned_value_minor, kept.minutes, kept.value_minor) == (30, 100, 25, 200)
    assert counted_for(rita) == [("b", 1, 30, 100), ("c", 1, 25, 200)]


def test_another_moment_counts_on_its_owners_local_day(rita: Member, done: Activity) -> None:
    verbs.edit(done, by=rita, completed_at=datetime(2026, 3, 1, 13, tzinfo=UTC))
    assert Activity.objects.get().completed_on == date(2026, 3, 2)
    assert TallyDay.objects.exclude(count=0).get(moment="c").period_on == date(2026, 3, 2)
    assert totals() == {rita.pk: [("b", 1, 10, 0), ("c", 1, 10, 0)]}


def test_moment_and_outcome_of_what_is_not_done_are_refused(
    rita: Member, planned: Activity, connected: Outcome
) -> None:
    with pytest.raises(Refusal, match="Complete the activity first"):
        verbs.edit(planned, by=rita, outcome=connected)
    with pytest.raises(Refusal, match="Complete the activity first"):
        verbs.edit(planned, by=rita, completed_at=timezone.now())


def test_words_change_without_a_figure(rita: Member, initech: Company, done: Activity) -> None:
    before = totals()
    verbs.edit(done, by=rita, subject="Intro", note="went well", details={"number": "1"}, company=initech)
    kept = Activity.objects.get()
    assert (kept.subject, kept.note, kept.details, kept.company) == ("Intro", "went well", {"number": "1"}, initech)
    assert totals() == before
    verbs.edit(done, by=rita, company=None)
    assert Activity.objects.get().company is None


def test_nothing_changed_is_nothing_told(rita: Member, planned: Activity) -> None:
    before = columns(planned), Event.objects.count()
    verbs.edit(planned, by=rita, subject="", owner=rita, participants=[])
    assert (columns(planned), Event.objects.count()) == before


def test_the_category_is_told_while_it_is_planned(hooks: Recording, rita: Member, planned: Activity) -> None:
    verbs.edit(planned, by=rita, subject="Intro")
    assert hooks.told[-1] == ("changed", "planned")
    verbs.complete(planned, by=rita)
    verbs.edit(planned, by=rita, subject="Intro, held")
    assert hooks.told[-1] == ("completed", "completed")


def test_an_archived_owner_or_type_and_a_merged_company_are_refused(
    rita: Member, raj: Member, meeting: ActivityType, initech: Company, planned: Activity
) -> None:
    raj.archived_at = meeting.archived_at = timezone.now()
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    merge(initech, double, by=rita)
    for field, value in (("owner", raj), ("activity_type", meeting), ("company", double)):
        with pytest.raises(Refusal) as refusal:
            verbs.edit(planned, by=rita, **{field: value})  # type: ignore[arg-type]
        assert refusal.value.field == field
    assert totals() == {rita.pk: [("b", 1, 10, 0)]}


def test_what_is_deleted_is_refused(rita: Member, planned: Activity) -> None:
    verbs.delete(planned, by=rita)
    with pytest.raises(Refusal, match="deleted"):
        verbs.edit(planned, by=rita, subject="Intro")


def test_nothing_of_another_organisation_is_taken(rita: Member, otto: Member, planned: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.edit(planned, by=otto, subject="Mine")
    with scope(otto.organisation_id):
        theirs = Company.objects.create(name="Umbrella", name_key="umbrella")
    for given in ({"owner": otto}, {"participants": [otto]}, {"company": theirs}):
        with pytest.raises(Refusal, match="not known here"):
            verbs.edit(planned, by=rita, **given)
    assert totals() == {rita.pk: [("b", 1, 10, 0)]}
