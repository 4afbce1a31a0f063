"""Query sets that are composed once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, QuerySet
from django.utils import timezone

from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.tenancy.scope import NoOrganisation, no_scope, scope
from pacesetter.tenancy.sent_ids import sent_ids

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=[False, True], ids=["planned anew", "planned once"])
def is_planned(request: pytest.FixtureRequest) -> bool:
    """Everything here holds of both."""
    return bool(request.param)


def made_by(calls: list[dict[str, Any]], is_planned: bool) -> ComposedQuery[TeamMembership]:
    def make(member_id: int, day: date) -> QuerySet[TeamMembership]:
        calls.append({"member_id": member_id, "day": day})
        found: QuerySet[TeamMembership] = TeamMembership.across_organisations.select_related("team", "member")
        return found.filter(member=member_id, starts_on__lte=day)

    return ComposedQuery(make, is_planned=is_planned)


def test_each_call_is_answered_by_its_own_values_and_the_query_is_composed_once(
    rita: Member, raj: Member, is_planned: bool
) -> None:
    calls: list[dict[str, Any]] = []
    prepared = made_by(calls, is_planned)
    for _ in range(2):
        for member, team in ((rita, "North"), (raj, "South")):
            [row] = prepared.rows(member_id=member.pk, day=TODAY)
            assert (row.member, row.team.name) == (member, team)
    assert prepared.rows(member_id=rita.pk, day=date(1990, 1, 1)) == []
    assert len(calls) == 1


def test_the_rows_are_read_anew_each_time(rita: Member, django_assert_num_queries: Any, is_planned: bool) -> None:
    prepared = made_by([], is_planned)
    with django_assert_num_queries(1):
        prepared.rows(member_id=rita.pk, day=TODAY)
    TeamMembership.objects.filter(member=rita).update(team=Team.objects.create(name="West"))
    with django_assert_num_queries(1):
        [row] = prepared.rows(member_id=rita.pk, day=TODAY)
        assert (row.team.name, row.member.name, row.is_lead) == ("West", "Rita", False)


def test_a_value_that_the_query_does_not_ask_for_is_refused(rita: Member, is_planned: bool) -> None:
    careless: ComposedQuery[Member] = ComposedQuery(
        lambda member_id, day: Member.across_organisations.filter(pk=member_id), is_planned=is_planned
    )
    with pytest.raises(ValueError, match="day"):
        careless.rows(member_id=rita.pk, day=TODAY)


def test_texts_and_moments_are_values_too(rita: Member, raj: Member, is_planned: bool) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(
        lambda name, now: Member.across_organisations.filter(name=name, created_at__lt=now), is_planned=is_planned
    )
    tomorrow, yesterday = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    assert prepared.rows(name="Rita", now=tomorrow) == [rita]
    assert prepared.rows(name="Raj", now=tomorrow) == [raj]
    assert prepared.rows(name="Raj", now=yesterday) == []


@pytest.mark.parametrize("value", [None, True, ["Rita"], 1.5])
def test_a_value_that_may_change_the_form_of_the_query_is_refused(rita: Member, value: Any, is_planned: bool) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(
        lambda name: Member.across_organisations.filter(name=name), is_planned=is_planned
    )
    with pytest.raises(TypeError, match="neither"):
        prepared.rows(name=value)


def test_the_rows_are_those_of_the_organisation_in_scope_whichever_came_first(
    rita: Member, otto: Member, is_planned: bool
) -> None:
    everybody: ComposedQuery[Member] = ComposedQuery(
        lambda day: Member.objects.filter(joined_on__lte=day).order_by("name"), is_planned=is_planned
    )
    Member.across_organisations.update(joined_on=TODAY)
    with scope(otto.organisation_id):
        assert "Otto" in {one.name for one in everybody.rows(day=TODAY)}
    with scope(rita.organisation_id):
        assert {one.organisation_id for one in everybody.rows(day=TODAY)} == {rita.organisation_id}
    with no_scope(), pytest.raises(NoOrganisation):
        everybody.rows(day=TODAY)


def test_several_ids_are_one_value(rita: Member, raj: Member, mona: Member, otto: Member, is_planned: bool) -> None:
    prepared: ComposedQuery[Member] = ComposedQuery(
        lambda ids: Member.objects.filter(pk__in=sent_ids(ids)).order_by("name"), is_planned=is_planned
    )
    assert prepared.rows(ids=[rita.pk, raj.pk]) == [raj, rita]
    assert prepared.rows(ids=[mona.pk]) == [mona]
    assert prepared.rows(ids=[]) == []
    assert prepared.rows(ids=[otto.pk]) == []


def test_what_decides_about_the_form_is_composed_once_for_each(rita: Member, raj: Member, is_planned: bool) -> None:
    made: list[int] = []

    def make(ids: list[int], most: int) -> QuerySet[Member]:
        made.append(most)
        found: QuerySet[Member] = Member.objects.filter(pk__in=sent_ids(ids)).order_by("name")
        return found[:most]

    prepared = ComposedQuery(make, forms=("most",), is_planned=is_planned)
    for _ in range(2):
        assert prepared.rows(ids=[rita.pk, raj.pk], most=1) == [raj]
        assert prepared.rows(ids=[rita.pk, raj.pk], most=2) == [raj, rita]
    assert made == [1, 2]


def test_single_values_and_rows_together_are_answered_too(rita: Member, raj: Member, is_planned: bool) -> None:
    def make(first: int, second: int) -> QuerySet[Member, str]:
        names = Member.objects.order_by().values_list("name", flat=True)
        return names.filter(pk=first).union(names.filter(pk=second))

    names: ComposedQuery[str] = ComposedQuery(make, is_planned=is_planned)
    assert sorted(names.rows(first=rita.pk, second=raj.pk)) == ["Raj", "Rita"]
    assert names.rows(first=raj.pk, second=raj.pk) == ["Raj"]
    pairs: ComposedQuery[tuple[int, datetime]] = ComposedQuery(
        lambda pk: Member.objects.filter(pk=pk).values_list("pk", "created_at"), is_planned=is_planned
    )
    assert pairs.rows(pk=rita.pk) == [(rita.pk, rita.created_at)]


def test_rows_are_the_same_objects_as_the_usual_ones_with_what_was_worked_out_for_them(
    rita: Member, raj: Member, is_planned: bool
) -> None:
    def make(ids: list[int]) -> QuerySet[Member]:
        found = Member.objects.filter(pk__in=sent_ids(ids), archived_at__isnull=True, access_level="team_member")
        return found.select_related("user").annotate(teams=Count("team_memberships")).order_by("name")

    Member.objects.filter(pk=raj.pk).update(user=None)
    rows = ComposedQuery(make, is_planned=is_planned).rows(ids=[rita.pk, raj.pk])
    usual = list(make([rita.pk, raj.pk]))
    assert [one.name for one in rows] == ["Raj", "Rita"]
    for one, other in zip(rows, usual, strict=True):
        assert _kept(one) == _kept(other)
        assert (one.user and _kept(one.user)) == (other.user and _kept(other.user))


def _kept(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}
