"""The to-do list."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
TODAY = date(2026, 3, 23)


@pytest.fixture
def to_dos(rita: Member, raj: Member, call: ActivityType, meeting: ActivityType, initech: Company) -> list[Activity]:
    jane = Contact.objects.create(name="Jane Doe", company=initech)
    return [
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="No-day"),
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Ahead", due_on=TODAY + timedelta(days=30)),
        verbs.plan(by=rita, activity_type=meeting, owner=rita, subject="Now", due_on=TODAY, contacts=[jane]),
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Late", due_on=date(2026, 3, 2), company=initech),
        verbs.plan(by=raj, activity_type=call, owner=raj, subject="Of-Raj", due_on=TODAY),
    ]


ALL = ("Late", "Now", "Ahead", "No-day", "Of-Raj")


def shown(visitor: Visitor, query: str = "") -> list[str]:
    page = visitor.read(f"/todos/?{query}")
    found = {word: page.find(f'to-do-about">{word}<') for word in ALL}
    return sorted((word for word, place in found.items() if place >= 0), key=lambda word: found[word])


def test_the_longest_overdue_stands_first_and_no_day_last(
    visitor: Visitor, rita: Member, to_dos: list[Activity]
) -> None:
    assert shown(visitor.log_in(rita)) == ["Late", "Now", "Ahead", "No-day"]


def test_filters(
    visitor: Visitor, rita: Member, to_dos: list[Activity], meeting: ActivityType, initech: Company
) -> None:
    visitor.log_in(rita)
    assert shown(visitor, "due=overdue") == ["Late"]
    assert shown(visitor, "due=today") == ["Now"]
    assert shown(visitor, "due=later") == ["Ahead"]
    assert shown(visitor, "due=none") == ["No-day"]
    assert shown(visitor, f"type={meeting.pk}") == ["Now"]
    assert shown(visitor, "category=phone_call") == ["Late", "Ahead", "No-day"]
    assert shown(visitor, f"company={initech.pk}") == ["Late"]
    assert shown(visitor, "q=jane") == ["Now"]
    assert shown(visitor, "q=initech") == ["Late"]
    assert shown(visitor, "q=initech&due=today") == []
    assert "No to-do fits" in visitor.read("/todos/?q=nothing-like-it")


def test_what_cannot_be_read_counts_as_not_asked(visitor: Visitor, rita: Member, to_dos: list[Activity]) -> None:
    visitor.log_in(rita)
    assert len(shown(visitor, "due=x&type=x&category=x&company=x&owner=x&page=x")) == 4


def test_a_rep_sees_nobody_elses(visitor: Visitor, rita: Member, raj: Member, to_dos: list[Activity]) -> None:
    visitor.log_in(rita)
    assert "Of-Raj" not in shown(visitor, f"owner={raj.pk}")
    assert "Of-Raj" not in shown(visitor, "owner=all")
    assert 'id="filter-owner"' not in visitor.read("/todos/")


def test_a_lead_sees_the_team_and_an_administrator_everybody(
    visitor: Visitor, mona: Member, ada: Member, rita: Member, raj: Member, to_dos: list[Activity]
) -> None:
    visitor.log_in(mona)
    assert shown(visitor) == []
    assert shown(visitor, "owner=all") == ["Late", "Now", "Ahead", "No-day"]
    assert shown(visitor, f"owner={raj.pk}") == []
    visitor.log_in(ada)
    assert shown(visitor, f"owner={raj.pk}") == ["Of-Raj"]
    assert len(shown(visitor, "owner=all")) == 5


def test_somebody_of_another_organisation_sees_nothing(
    visitor: Visitor, otto: Member, rita: Member, to_dos: list[Activity]
) -> None:
    assert shown(visitor.log_in(otto), f"owner={rita.pk}") == []
    assert shown(visitor, "owner=all") == []


def test_a_long_list_is_paged_and_queries_do_not_grow(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    def count() -> int:
        visitor.read("/todos/")
        with CaptureQueriesContext(connection) as queries:
            visitor.read("/todos/")
        return len(queries)

    visitor.log_in(rita)
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY)
    few = count()
    for _ in range(59):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY)
    # How many there are is asked where there is another page, and only then.
    assert count() == few + 1
    assert visitor.read("/todos/").count('class="to-do ') == 50
    assert visitor.read("/todos/?page=2").count('class="to-do ') == 10
    assert "60 to-dos" in visitor.read("/todos/")
    # Counting what a word finds would mean to look through all of them.
    Activity.objects.update(subject="Review")
    assert "More than 50 to-dos" in visitor.read("/todos/?q=review")
    assert "60 to-dos" in visitor.read("/todos/?q=review&page=2")
