"""Query sets that are composed once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.tenancy.scope import NoOrganisation, no_scope, scope
from pacesetter.tenancy.sent_ids import sent_ids

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def made_by(calls: list[dict[str, Any]]) -> ComposedQuery[TeamMembership]:
    def make(member_id: int, day: date) -> QuerySet[TeamMembership]:
        calls.append({"member_id": member_id, "day": day})
        found: QuerySet[TeamMembership] = TeamMembership.across_organisations.select_related("team", "member")
        return found.filter(member=member_id, starts_on__lte=day)

    return ComposedQuery(make)


def test_each_call_is_answered_by_its_own_values_and_the_query_is_composed_once(rita: Member, raj: Member) -> None:
    calls: list[dict[str, Any]] = []
    prepared = made_by(calls)
    for _ in range(2):
        for member, team in ((rita, "North"), (raj, "South")):
            [row] = prepared.rows(member_id=member.pk, day=TODAY)
            assert (row.member, row.team.name) == (member, team)
    assert prepared.rows(member_id=rita.pk, day=date(1990, 1, 1)) == []
    assert len(calls) == 1


def test_the_rows_are_read_anew_each_time(rita: Member, django_assert_num_queries: Any) -> None:
    prepared = made_by([])
    with django_assert_num_queries(1):
        prepared.rows(member_id=rita.pk, day=TODAY)
    TeamMembership.objects.filter(member=rita).update(team=Team.objects.create(name="West"))
    with django_assert_num_queries(1):
        [row] = prepared.rows(member_id=rita.pk, day=TODAY)
        assert (row.team.name, row.member.name, row.is_lead) == ("West", "Rita", False)


def test_a_value_that_the_query_does_not_ask_for_is_refused(rita: Member) -> None:
    careless: ComposedQuery[Member] = ComposedQuery(
        lambda member_id, day: Member.across_organisations.filter(pk=member_id)
    )
    with pytest.raises(ValueError, match="day"):
        careless.rows(member_id=rita.pk, day=TODAY)


def test_texts_and_moments_are_values_too(rita: Member, raj: Member) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(
        lambda name, now: Member.across_organisations.filter(name=name, created_at__lt=now)
    )
    tomorrow, yesterday = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    assert prepared.rows(name="Rita", now=tomorrow) == [rita]
    assert prepared.rows(name="Raj", now=tomorrow) == [raj]
    assert prepared.rows(name="Raj", now=yesterday) == []


@pytest.mark.parametrize("value", [None, True, ["Rita"], 1.5])
def test_a_value_that_may_change_the_form_of_the_query_is_refused(rita: Member, value: Any) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(lambda name: Member.across_organisations.filter(name=name))
    with pytest.raises(TypeError, match="neither"):
        prepared.rows(name=value)


def test_the_rows_are_those_of_the_organisation_in_scope_whichever_came_first(rita: Member, otto: Member) -> None:
    everybody: ComposedQuery[Member] = ComposedQuery(
        lambda day: Member.objects.filter(joined_on__lte=day).order_by("name")
    )
    Member.across_organisations.update(joined_on=TODAY)
    with scope(otto.organisation_id):
        assert "Otto" in {one.name for one in everybody.rows(day=TODAY)}
    with scope(rita.organisation_id):
        assert {one.organisation_id for one in everybody.rows(day=TODAY)} == {rita.organisation_id}
    with no_scope(), pytest.raises(NoOrganisation):
        everybody.rows(day=TODAY)


def test_several_ids_are_one_value(rita: Member, raj: Member, mona: Member, otto: Member) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(
        lambda ids: Member.objects.filter(pk__in=sent_ids(ids)).order_by("name")
    )
    assert prepared.rows(ids=[rita.pk, raj.pk]) == [raj, rita]
    assert prepared.rows(ids=[mona.pk]) == [mona]
    assert prepared.rows(ids=[]) == []
    assert prepared.rows(ids=[otto.pk]) == []


def test_what_decides_about_the_form_is_composed_once_for_each(rita: Member, raj: Member) -> None:
    made: list[int] = []

    def make(ids: list[int], most: int) -> QuerySet[Member]:
        made.append(most)
        found: QuerySet[Member] = Member.objects.filter(pk__in=sent_ids(ids)).order_by("name")
        return found[:most]

    prepared = ComposedQuery(make, forms=("most",))
    for _ in range(2):
        assert prepared.rows(ids=[rita.pk, raj.pk], most=1) == [raj]
        assert prepared.rows(ids=[rita.pk, raj.pk], most=2) == [raj, rita]
    assert made == [1, 2]


def test_single_values_and_rows_together_are_answered_too(rita: Member, raj: Member) -> None:
    def make(first: int, second: int) -> QuerySet[Member, str]:
        names = Member.objects.order_by().values_list("name", flat=True)
        return names.filter(pk=first).union(names.filter(pk=second))

    names: ComposedQuery[str] = ComposedQuery(make)
    assert sorted(names.rows(first=rita.pk, second=raj.pk)) == ["Raj", "Rita"]
    assert names.rows(first=raj.pk, second=raj.pk) == ["Raj"]
    pairs: ComposedQuery[tuple[int, datetime]] = ComposedQuery(
        lambda pk: Member.objects.filter(pk=pk).values_list("pk", "created_at")
    )
    assert pairs.rows(pk=rita.pk) == [(rita.pk, rita.created_at)]
