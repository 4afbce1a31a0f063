from datetime import date, timedelta

import pytest
from django.utils import timezone

from pacesetter.conftest import LONG_AGO
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import (
    get_member_for,
    members_led_by,
    members_seen_by,
    require_everyone_access,
    require_settings_access,
    teams_led_by,
)
from pacesetter.people.models import AccessLevel, Member, TeamMembership
from pacesetter.tenancy.scope import scope


def test_a_rep_sees_nobody_else(rita: Member, raj: Member) -> None:
    assert list(members_seen_by(rita)) == [rita]
    assert get_member_for(rita, rita.pk) == rita
    with pytest.raises(Member.DoesNotExist):
        get_member_for(rita, raj.pk)


def test_a_lead_sees_the_team_and_no_other(mona: Member, rita: Member, raj: Member) -> None:
    assert set(members_seen_by(mona)) == {mona, rita}
    assert set(members_led_by(mona)) == {mona, rita}


def test_a_lead_sees_the_past_of_those_who_left_but_leads_them_no_more(mona: Member, rita: Member) -> None:
    TeamMembership.objects.filter(member=rita).update(ends_on=LONG_AGO + timedelta(days=100))
    assert rita in members_seen_by(mona)
    assert rita not in members_led_by(mona)


def test_who_led_once_leads_no_more(mona: Member, rita: Member) -> None:
    TeamMembership.objects.filter(member=mona).update(ends_on=date(2021, 1, 1))
    assert list(members_seen_by(mona)) == [mona]
    assert not teams_led_by(mona).exists()
    assert teams_led_by(mona, date(2020, 12, 31)).exists()


def test_administrators_and_coordinators_see_everybody(ada: Member, rita: Member, raj: Member) -> None:
    for level in (AccessLevel.ADMINISTRATOR, AccessLevel.COORDINATOR):
        ada.access_level = level
        assert set(members_seen_by(ada)) == {ada, rita, raj}
        require_everyone_access(ada)


def test_only_administrators_change_settings(ada: Member, rita: Member) -> None:
    require_settings_access(ada)
    ada.access_level = AccessLevel.COORDINATOR
    for member in (ada, rita):
        with pytest.raises(NotAllowed):
            require_settings_access(member)
    with pytest.raises(NotAllowed):
        require_everyone_access(rita)


def test_somebody_archived_sees_nobody(ada: Member) -> None:
    ada.archived_at = timezone.now()
    assert not members_seen_by(ada).exists()
    with pytest.raises(NotAllowed):
        require_settings_access(ada)
    with pytest.raises(NotAllowed):
        require_everyone_access(ada)


def test_an_administrator_of_another_organisation_sees_nobody_here(otto: Member, rita: Member) -> None:
    assert not members_seen_by(otto).exists()
    with scope(otto.organisation_id):
        assert list(members_seen_by(otto)) == [otto]
        with pytest.raises(Member.DoesNotExist):
            get_member_for(otto, rita.pk)
