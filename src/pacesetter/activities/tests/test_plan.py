from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import counted_for, last_event, totals
from pacesetter.conftest import make_member
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import merge
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def test_a_planned_call_is_a_booking_of_the_owners_today(rita: Member, call: ActivityType) -> None:
    late = datetime(2026, 3, 1, 13, tzinfo=UTC)  # 2 March in Auckland
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, at=late, value_minor=900)
    kept = Activity.objects.get()
    assert (kept.status, kept.booked_on, kept.booked_for, kept.completed_on) == (
        Status.PLANNED,
        date(2026, 3, 2),
        rita,
        None,
    )
    assert totals() == {rita.pk: [("b", 1, 10, 900)]}
    assert TallyDay.objects.get().period_on == date(2026, 3, 2)
    assert activity.pk == kept.pk


def test_the_history_says_who_planned_it(rita: Member, mona: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=mona, activity_type=call, owner=rita, reason="follow up")
    event = last_event()
    assert (event.verb, event.subject_id, event.actor_id) == ("activity.planned", activity.pk, mona.pk)
    assert event.data["reason"] == "follow up"
    assert counted_for(mona) == []
    assert counted_for(rita) == [("b", 1, 10, 0)]


def test_a_due_time_gives_the_owners_local_day(rita: Member, call: ActivityType) -> None:
    moment = datetime(2026, 3, 1, 22, tzinfo=UTC)
    assert verbs.plan(by=rita, activity_type=call, owner=rita, due_at=moment).due_on == date(2026, 3, 2)
    with pytest.raises(Refusal) as refusal:
        verbs.plan(by=rita, activity_type=call, owner=rita, due_at=moment.replace(tzinfo=None))
    assert refusal.value.field == "due_at"


def test_people_who_take_part_are_kept_once_and_the_owner_is_none_of_them(
    rita: Member, raj: Member, call: ActivityType
) -> None:
    jane = Contact.objects.create(name="Jane")
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, participants=[rita, raj, raj], contacts=[jane, jane])
    assert [link.member for link in activity.participants.all()] == [raj]
    assert [link.contact for link in activity.contact_links.all()] == [jane]


def test_the_category_is_told_and_may_refuse(hooks: Recording, rita: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita)
    assert hooks.told == [("planned", "planned")]
    hooks.refuses = "planned"
    with pytest.raises(Refusal, match="dead"):
        verbs.plan(by=rita, activity_type=call, owner=rita)
    assert Activity.objects.count() == 1
    assert totals() == {rita.pk: [("b", 1, 10, 0)]}


def test_one_record_of_another_system_is_one_activity(rita: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, source="xero", external_id="17")
    with pytest.raises(IntegrityError):
        verbs.plan(by=rita, activity_type=call, owner=rita, source="xero", external_id="17")
    verbs.plan(by=rita, activity_type=call, owner=rita, source="hubspot", external_id="17")
    verbs.plan(by=rita, activity_type=call, owner=rita, source="xero")
    verbs.plan(by=rita, activity_type=call, owner=rita, source="xero")
    assert counted_for(rita) == [("b", 4, 40, 0)]


def test_a_repeated_request_records_nothing_twice(rita: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, request_key="k1")
    with pytest.raises(IntegrityError):
        verbs.plan(by=rita, activity_type=call, owner=rita, request_key="k1")
    assert counted_for(rita) == [("b", 1, 10, 0)]


def test_what_a_campaign_leaves_with_a_recipient_is_never_counted(rita: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, provenance="campaign_recipient")
    assert totals() == {}


@pytest.mark.parametrize("minutes", [-1, 24 * 60 + 1])
def test_minutes_that_no_day_has_are_refused(rita: Member, call: ActivityType, minutes: int) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.plan(by=rita, activity_type=call, owner=rita, minutes=minutes)
    assert refusal.value.field == "minutes"
    assert not Activity.objects.exists()


def test_a_booking_in_the_future_is_refused(rita: Member, call: ActivityType) -> None:
    with pytest.raises(Refusal, match="future"):
        verbs.plan(by=rita, activity_type=call, owner=rita, at=timezone.now() + timedelta(days=1))


def test_archived_types_and_owners_are_refused(rita: Member, raj: Member, call: ActivityType) -> None:
    raj.archived_at = timezone.now()
    with pytest.raises(Refusal) as refusal:
        verbs.plan(by=rita, activity_type=call, owner=raj)
    assert refusal.value.field == "owner"
    call.archived_at = timezone.now()
    with pytest.raises(Refusal) as refusal:
        verbs.plan(by=rita, activity_type=call, owner=rita)
    assert refusal.value.field == "activity_type"
    assert not Activity.objects.exists()


def test_a_merged_company_is_refused(rita: Member, call: ActivityType, initech: Company) -> None:
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    merge(initech, double, by=rita)
    with pytest.raises(Refusal, match="was merged") as refusal:
        verbs.plan(by=rita, activity_type=call, owner=rita, company=double)
    assert refusal.value.field == "company"


def test_nothing_of_another_organisation_is_taken(rita: Member, otto: Member, call: ActivityType) -> None:
    with scope(otto.organisation_id):
        theirs = Company.objects.create(name="Umbrella", name_key="umbrella")
        joe = Contact.objects.create(name="Joe")
        olga = make_member(otto.organisation, "Olga")
    for given in ({"owner": otto}, {"company": theirs}, {"contacts": [joe]}, {"participants": [olga]}):
        with pytest.raises(Refusal, match="not known here"):
            verbs.plan(**{"by": rita, "activity_type": call, "owner": rita, **given})  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        verbs.plan(by=otto, activity_type=call, owner=rita)
    assert not Activity.across_organisations.exists()
    assert totals() == {}
