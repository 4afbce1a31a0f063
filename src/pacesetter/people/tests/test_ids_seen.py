"""Ids that are asked for by questions composed once are those of the usual query sets, whoever asks first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pacesetter.conftest import LONG_AGO
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import (
    get_member_for,
    get_member_seen_in,
    ids_led_by,
    ids_ranked_for,
    ids_seen_by,
    ids_seen_in,
    members_led_by,
    members_ranked_for,
    members_seen_by,
    members_seen_in,
)
from pacesetter.people.models import Member, TeamMembership
from pacesetter.tenancy.models import LeaderboardAudience
from pacesetter.tenancy.scope import scope

BEFORE, LATER = LONG_AGO + timedelta(days=10), date(2100, 1, 1)
WHILE = LONG_AGO + timedelta(days=20)


@pytest.fixture
def everybody(rita: Member, raj: Member, mona: Member, ada: Member, otto: Member) -> list[Member]:
    """Rita left Mona's team after a while; somebody is archived."""
    TeamMembership.objects.filter(member=rita).update(ends_on=LONG_AGO + timedelta(days=100))
    Member.objects.filter(pk=raj.pk).update(archived_at=timezone.now())
    return [rita, Member.objects.get(pk=raj.pk), mona, ada]


def test_the_ids_are_those_of_the_members_seen(everybody: list[Member], otto: Member) -> None:
    for viewer in [*everybody, otto, *everybody]:
        assert ids_seen_by(viewer) == [one.pk for one in members_seen_by(viewer)]
        for starts_on, ends_on in ((BEFORE, WHILE), (WHILE, LATER), (LATER, LATER)):
            expected = [one.pk for one in members_seen_in(viewer, starts_on, ends_on)]
            assert ids_seen_in(viewer, starts_on, ends_on) == expected
        assert sorted(ids_led_by(viewer)) == sorted(one.pk for one in members_led_by(viewer))


@pytest.mark.parametrize("audience", LeaderboardAudience)
def test_the_ids_are_those_of_the_members_ranked(
    everybody: list[Member], otto: Member, audience: LeaderboardAudience
) -> None:
    for viewer in [*everybody, otto]:
        viewer.organisation.leaderboards_for = audience
        try:
            expected = [one.pk for one in members_ranked_for(viewer)]
        except NotAllowed:
            with pytest.raises(NotAllowed):
                ids_ranked_for(viewer)
        else:
            assert ids_ranked_for(viewer) == expected


def test_a_member_is_found_by_whom_may_see_them_and_by_nobody_else(everybody: list[Member], otto: Member) -> None:
    for viewer in [*everybody, otto]:
        seen = {one.pk for one in members_seen_by(viewer)}
        for pk in [*(one.pk for one in everybody), otto.pk, 2**40, 2**63, 2**70]:
            if pk in seen:
                assert get_member_for(viewer, pk).pk == pk
            else:
                with pytest.raises(Member.DoesNotExist):
                    get_member_for(viewer, pk)


def test_a_member_is_found_of_the_time_of_which_they_may_be_seen(everybody: list[Member], otto: Member) -> None:
    for viewer in [*everybody, otto]:
        for starts_on, ends_on in ((BEFORE, WHILE), (WHILE, LATER), (LATER, LATER)):
            seen = {one.pk for one in members_seen_in(viewer, starts_on, ends_on)}
            for pk in [*(one.pk for one in everybody), otto.pk]:
                if pk in seen:
                    assert get_member_seen_in(viewer, pk, starts_on, ends_on).pk == pk
                else:
                    with pytest.raises(Member.DoesNotExist):
                        get_member_seen_in(viewer, pk, starts_on, ends_on)


def test_the_answers_follow_the_organisation_in_scope(ada: Member, otto: Member) -> None:
    assert otto.pk not in ids_seen_by(ada)
    with scope(otto.organisation_id):
        assert ids_seen_by(otto) == [otto.pk]
        assert get_member_for(otto, otto.pk) == otto
        with pytest.raises(Member.DoesNotExist):
            get_member_for(otto, ada.pk)
        assert ids_seen_by(ada) == []
