"""Lookups that are composed and planned once find what Django finds."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, Team, TeamMembership

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def memberships(member_id: int, day: date) -> QuerySet[TeamMembership]:
    found: QuerySet[TeamMembership] = TeamMembership.across_organisations.select_related(
        "team", "member__organisation"
    ).annotate(is_archived=Exists(Team.across_organisations.filter(pk=OuterRef("team"), archived_at__isnull=False)))
    return found.filter(member=member_id, starts_on__lte=day)


def test_each_call_is_answered_by_its_own_values_with_everything_that_was_asked_for(rita: Member, raj: Member) -> None:
    lookup: ComposedQuery[TeamMembership] = ComposedQuery(memberships, is_planned=True)
    for _ in range(4):
        for member, team in ((rita, "North"), (raj, "South")):
            [row] = lookup.rows(member_id=member.pk, day=TODAY)
            [usual] = memberships(member.pk, TODAY)
            with CaptureQueriesContext(connection) as captured:
                assert (row.member, row.team.name) == (member, team)
                assert row.member.organisation.pk == member.organisation_id
                assert row.is_archived is False  # type: ignore[attr-defined]
            assert len(captured) == 0
            for one, other in ((row, usual), (row.member, usual.member)):
                kept = {name: value for name, value in vars(one).items() if name != "_state"}
                assert kept == {name: value for name, value in vars(other).items() if name != "_state"}
                assert (one._state.db, one._state.adding) == (other._state.db, other._state.adding)
    assert lookup.rows(member_id=rita.pk, day=date(1990, 1, 1)) == []


def test_rows_are_read_anew_each_time_in_one_query(rita: Member, django_assert_num_queries: Any) -> None:
    lookup: ComposedQuery[TeamMembership] = ComposedQuery(memberships, is_planned=True)
    lookup.rows(member_id=rita.pk, day=TODAY)
    TeamMembership.objects.filter(member=rita).update(team=Team.objects.create(name="West"))
    with django_assert_num_queries(1):
        [row] = lookup.rows(member_id=rita.pk, day=TODAY)
    assert row.team.name == "West"


def test_what_is_missing_is_none(mona: Member) -> None:
    lookup: ComposedQuery[Member] = ComposedQuery(
        lambda member_id: Member.across_organisations.filter(pk=member_id).select_related("user"), is_planned=True
    )
    Member.objects.filter(pk=mona.pk).update(user=None)
    assert lookup.rows(member_id=mona.pk)[0].user is None


@pytest.mark.parametrize("value", [None, True, ["Rita"], 1.5])
def test_a_value_that_may_change_the_form_of_the_query_is_refused(rita: Member, value: Any) -> None:
    lookup: ComposedQuery[Member] = ComposedQuery(
        lambda name: Member.across_organisations.filter(name=name), is_planned=True
    )
    with pytest.raises((TypeError, ValueError)):
        lookup.rows(name=value)


def test_a_value_that_the_query_does_not_ask_for_is_refused(rita: Member) -> None:
    careless: ComposedQuery[Member] = ComposedQuery(
        lambda member_id, day: Member.across_organisations.filter(pk=member_id), is_planned=True
    )
    with pytest.raises(ValueError, match="day"):
        careless.rows(member_id=rita.pk, day=TODAY)


def test_what_is_read_in_another_way_than_row_by_row_is_refused(rita: Member) -> None:
    values: ComposedQuery[Any] = ComposedQuery(
        lambda member_id: Member.across_organisations.filter(pk=member_id).values("pk", "name"), is_planned=True
    )
    with pytest.raises(ValueError, match="neither objects"):
        values.rows(member_id=rita.pk)
