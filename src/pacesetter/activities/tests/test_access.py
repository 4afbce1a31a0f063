from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.access import (
    activities_seen_by,
    get_activity_for,
    get_activity_to_change_for,
    ids_seen_by,
    may_change,
    require_may_record_for,
)
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company
from pacesetter.people.models import AccessLevel, Member, TeamMembership
from pacesetter.tenancy.scope import scope


@pytest.fixture
def ritas(rita: Member, call: ActivityType) -> Activity:
    return verbs.log(by=rita, activity_type=call, owner=rita)


def test_the_owner_sees_and_changes_it(rita: Member, ritas: Activity) -> None:
    assert get_activity_to_change_for(rita, ritas.pk) == ritas


def test_a_rep_of_another_team_sees_nothing_of_it(raj: Member, ritas: Activity) -> None:
    assert not activities_seen_by(raj).exists()
    for get in (get_activity_for, get_activity_to_change_for):
        with pytest.raises(Activity.DoesNotExist):
            get(raj, ritas.pk)
    assert not may_change(raj, ritas)


def test_of_several_those_are_told_that_may_be_seen(
    rita: Member, raj: Member, mona: Member, ada: Member, otto: Member, call: ActivityType, ritas: Activity
) -> None:
    rajs = verbs.log(by=raj, activity_type=call, owner=raj)
    both = {ritas.pk: rita.pk, rajs.pk: raj.pk}
    assert ids_seen_by(rita, both) == {ritas.pk}
    assert ids_seen_by(mona, both) == {ritas.pk}
    assert ids_seen_by(ada, both) == both.keys()
    assert ids_seen_by(otto, both) == set()
    ada.archived_at = timezone.now()
    assert ids_seen_by(ada, both) == set()
    rajs.participants.create(organisation=rajs.organisation, member=rita)
    assert ids_seen_by(rita, both) == both.keys()


def test_the_lead_changes_what_the_team_does_and_no_other(
    mona: Member, raj: Member, call: ActivityType, ritas: Activity
) -> None:
    rajs = verbs.log(by=raj, activity_type=call, owner=raj)
    assert list(activities_seen_by(mona)) == [ritas]
    assert may_change(mona, ritas)
    assert not may_change(mona, rajs)


def test_a_lead_sees_of_those_who_left_what_they_did_before_and_changes_nothing(
    mona: Member, rita: Member, call: ActivityType
) -> None:
    before, after = (
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, day, 1, tzinfo=UTC)) for day in (9, 10)
    )
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 9))
    TeamMembership.objects.filter(member=rita).update(ends_on=date(2026, 3, 10))
    assert (before.completed_on, after.completed_on) == (date(2026, 3, 9), date(2026, 3, 10))
    assert list(activities_seen_by(mona)) == [before]
    assert set(activities_seen_by(rita)) == {before, after, to_do}
    assert not may_change(mona, before)
    with pytest.raises(NotAllowed):
        require_may_record_for(mona, rita)


def test_who_takes_part_sees_it_once_and_does_not_change_it(
    rita: Member, raj: Member, mona: Member, call: ActivityType
) -> None:
    together = verbs.log(by=rita, activity_type=call, owner=rita, participants=[raj, mona])
    assert list(activities_seen_by(raj)) == [together]
    assert list(activities_seen_by(mona)) == [together]
    with pytest.raises(Activity.DoesNotExist):
        get_activity_to_change_for(raj, together.pk)


def test_what_a_colleague_does_with_ones_customer_is_seen_and_not_changed(
    rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    rajs = verbs.log(by=raj, activity_type=call, owner=raj, company=initech)
    assert get_activity_for(rita, rajs.pk) == rajs
    Company.objects.update(sales_rep=None, account_manager=rita)
    assert get_activity_for(rita, rajs.pk) == rajs
    assert not may_change(rita, rajs)


def test_who_created_it_for_somebody_may_still_change_it(
    rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    given_away = verbs.plan(by=rita, activity_type=call, owner=raj, company=initech)
    assert get_activity_to_change_for(rita, given_away.pk) == given_away


def test_administrators_and_coordinators_change_everything(ada: Member, ritas: Activity) -> None:
    for level in (AccessLevel.ADMINISTRATOR, AccessLevel.COORDINATOR):
        ada.access_level = level
        assert get_activity_to_change_for(ada, ritas.pk) == ritas


def test_everybody_records_for_themselves_and_a_lead_for_the_team(
    ada: Member, rita: Member, raj: Member, mona: Member
) -> None:
    for viewer, owner in ((rita, rita), (mona, rita), (ada, raj)):
        require_may_record_for(viewer, owner)
    for viewer, owner in ((rita, raj), (rita, mona), (mona, raj)):
        with pytest.raises(NotAllowed):
            require_may_record_for(viewer, owner)


def test_somebody_archived_sees_changes_and_records_nothing(ada: Member, rita: Member, ritas: Activity) -> None:
    for viewer in (ada, rita):
        viewer.archived_at = timezone.now()
        assert not activities_seen_by(viewer).exists()
        assert not may_change(viewer, ritas)
        with pytest.raises(NotAllowed):
            require_may_record_for(viewer, rita)


def test_an_administrator_of_another_organisation_sees_changes_and_records_nothing(
    otto: Member, rita: Member, ritas: Activity
) -> None:
    for organisation_id in (otto.organisation_id, rita.organisation_id):
        with scope(organisation_id):
            assert not activities_seen_by(otto).exists()
            with pytest.raises(Activity.DoesNotExist):
                get_activity_to_change_for(otto, ritas.pk)
    assert not may_change(otto, ritas)
    with pytest.raises(NotAllowed):
        require_may_record_for(otto, rita)
