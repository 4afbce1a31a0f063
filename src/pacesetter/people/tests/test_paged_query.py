"""Lists by pages that are composed once."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db.models import QuerySet

from pacesetter.people.models import Member, Team
from pacesetter.people.paged_query import PagedQuery
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def teams() -> Any:
    def make(name: str) -> QuerySet[Team]:
        return Team.objects.filter(archived_at__isnull=True, name__gte=name).order_by("name")

    return PagedQuery(make)


def test_every_page_has_its_rows_and_the_list_knows_how_many_there_are(rita: Member) -> None:
    for number in range(23):
        Team.objects.create(name=f"Team {number:02}")
    pages = Paginator(teams().of(name="Team"), 10)
    assert (pages.count, pages.num_pages) == (23, 3)
    shown = [[team.name for team in page.object_list] for page in pages]
    assert [len(names) for names in shown] == [10, 10, 3]
    assert [name for names in shown for name in names] == [f"Team {number:02}" for number in range(23)]


def test_an_empty_list_has_one_empty_page(rita: Member) -> None:
    page = Paginator(teams().of(name="Zz"), 10).get_page(3)
    assert (list(page.object_list), page.number, page.paginator.count) == ([], 1, 0)


def test_a_page_and_the_number_are_a_question_each_and_asked_anew(rita: Member, django_assert_num_queries: Any) -> None:
    here = teams().of(name="Team")
    assert (here.count(), here[0:50]) == (0, [])
    made = Team.objects.create(name="Team 1")
    with django_assert_num_queries(2):
        assert (here.count(), here[0:50]) == (1, [made])


def test_the_list_is_that_of_the_organisation_in_scope(rita: Member, otto: Member) -> None:
    everywhere = teams().of(name="Team")
    for organisation_id in (rita.organisation_id, otto.organisation_id):
        with scope(organisation_id):
            Team.objects.create(name=f"Team of {organisation_id}")
    for organisation_id in (rita.organisation_id, otto.organisation_id):
        with scope(organisation_id):
            assert [team.name for team in everywhere[0:50]] == [f"Team of {organisation_id}"]
            assert everywhere.count() == 1
