from datetime import date, timedelta

import pytest
from django.utils import timezone

from pacesetter.conftest import LONG_AGO
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import (
    get_member_for,
    get_member_looked_after_by,
    may_note_leave,
    members_led_by,
    members_looked_after_by,
    members_seen_by,
    members_seen_in,
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


def test_figures_of_those_who_left_are_seen_of_the_time_before(mona: Member, rita: Member, raj: Member) -> None:
    left_on = date(2026, 3, 10)
    TeamMembership.objects.filter(member=rita).update(ends_on=left_on)
    assert set(members_seen_in(mona, date(2026, 3, 1), date(2026, 4, 1))) == {mona, rita}
    assert set(members_seen_in(mona, date(2026, 3, 9), left_on)) == {mona, rita}
    assert set(members_seen_in(mona, left_on, date(2026, 3, 11))) == {mona}
    assert set(members_seen_in(mona, LONG_AGO - timedelta(days=7), LONG_AGO)) == {mona}
    assert set(members_seen_in(raj, date(2026, 3, 1), date(2026, 4, 1))) == {raj}


def test_a_lead_acts_for_the_team_of_today_and_for_nobody_who_left(mona: Member, rita: Member, raj: Member) -> None:
    assert set(members_looked_after_by(mona)) == {mona, rita}
    assert may_note_leave(mona, rita)
    TeamMembership.objects.filter(member=rita).update(ends_on=LONG_AGO + timedelta(days=100))
    assert set(members_looked_after_by(mona)) == {mona}
    assert not may_note_leave(mona, rita)
    with pytest.raises(Member.DoesNotExist):
        get_member_looked_after_by(mona, rita.pk)
    assert set(members_looked_after_by(raj)) == {raj}


def test_who_led_once_leads_no_more(mona: Member, rita: Member) -> None:
    TeamMembership.objects.filter(member=mona).update(ends_on=date(2021, 1, 1))
    assert list(members_seen_by(mona)) == [mona]
    assert not teams_led_by(mona).exists()
    assert teams_led_by(mona, date(2020, 12, 31)).exists()


def test_administrators_and_coordinators_see_everybody(ada: Member, rita: Member, raj: Member) -> None:
    for level in (AccessLevel.ADMINISTRATOR, AccessLevel.COORDINATOR):
        ada.access_level = level
        assert set(members_seen_by(ada)) == {ada, rita, raj}
        assert set(members_looked_after_by(ada)) == set(members_seen_in(ada, LONG_AGO, LONG_AGO)) == {ada, rita, raj}
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
    assert not members_looked_after_by(ada).exists()
    assert not members_seen_in(ada, LONG_AGO, date(2100, 1, 1)).exists()
    with pytest.raises(NotAllowed):
        require_settings_access(ada)
    with pytest.raises(NotAllowed):
        require_everyone_access(ada)


def test_an_administrator_of_another_organisation_sees_nobody_here(otto: Member, rita: Member) -> None:
    assert not members_seen_by(otto).exists()
    assert not members_looked_after_by(otto).exists()
    assert not members_seen_in(otto, LONG_AGO, date(2100, 1, 1)).exists()
    with scope(otto.organisation_id):
        assert list(members_seen_by(otto)) == [otto]
        with pytest.raises(Member.DoesNotExist):
            get_member_for(otto, rita.pk)
