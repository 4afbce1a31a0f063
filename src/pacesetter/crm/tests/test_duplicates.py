"""Companies that look like one, and those that were told apart."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.core.refusal import NotAllowed
from pacesetter.crm import verbs
from pacesetter.crm.duplicates import look_alikes
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company
from pacesetter.people.models import Member


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test begins with nothing in memory: the ids of organisations come again."""
    cache.clear()


def make(name: str, domain: str = "", **fields: Member) -> Company:
    made: Company = Company.objects.create(name=name, name_key=name_key(name), domain=domain, **fields)
    return made


def groups(viewer: Member) -> list[tuple[str, list[str]]]:
    return [(group.what, [company.name for company in group.companies]) for group in look_alikes(viewer)]


def test_the_same_domain_and_names_that_mean_the_same_are_suggested(ada: Member) -> None:
    for name in ("Data Com Ltd", "Datacom", "Hooli"):
        make(name)
    make("Acme", "acme.example")
    make("Acme Holdings", "acme.example")
    assert groups(ada) == [("domain", ["Acme", "Acme Holdings"]), ("name", ["Data Com Ltd", "Datacom"])]


def test_what_was_merged_archived_or_told_apart_is_not(ada: Member) -> None:
    first, second, third = make("Hooli"), make("Hooli Ltd"), make("Hooli Inc")
    verbs.tell_apart(second, first, by=ada)
    assert groups(ada) == [("name", ["Hooli", "Hooli Inc"])]
    verbs.archive(third, by=ada)
    assert groups(ada) == []
    verbs.forget_difference(first, second, by=ada)
    assert groups(ada) == [("name", ["Hooli", "Hooli Ltd"])]
    verbs.merge(first, second, by=ada)
    assert groups(ada) == []


def test_nobody_learns_of_a_colleagues_customers(rita: Member, raj: Member, ada: Member) -> None:
    make("Hooli", sales_rep=raj)
    make("Hooli Ltd", sales_rep=rita)
    assert groups(rita) == []
    assert len(groups(ada)) == 1


def test_somebody_of_another_organisation_is_refused(otto: Member, rita: Member) -> None:
    one, other = make("Hooli"), make("Hooli Ltd")
    with pytest.raises(NotAllowed):
        verbs.tell_apart(one, other, by=otto)
    assert verbs.tell_apart(one, one, by=rita) is None


def test_what_is_kept_for_a_while_shows_companies_as_they_are_now(ada: Member) -> None:
    make("Initech")
    two = make("Initech Ltd")
    assert groups(ada) == [("name", ["Initech", "Initech Ltd"])]
    verbs.edit_company(two, by=ada, name="Hooli")
    assert groups(ada) == []
    verbs.edit_company(two, by=ada, name="Initech Inc")
    assert groups(ada) == [("name", ["Initech", "Initech Inc"])]


@pytest.mark.parametrize("few", [5000, 1])
def test_whoever_sees_few_is_shown_theirs_and_nobodys_and_no_merged_ones(
    rita: Member, raj: Member, ada: Member, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacesetter.crm.access.FEW", few)
    mine, nobodys = make("Hooli", sales_rep=rita), make("Hooli Ltd")
    make("Hooli Inc", sales_rep=raj)
    gone = make("Hooli Corp", account_manager=rita)
    verbs.merge(nobodys, gone, by=ada)
    assert groups(rita) == [("name", ["Hooli", "Hooli Ltd"])]
    verbs.archive(mine, by=ada)
    assert groups(rita) == []


def test_a_seller_is_answered_from_the_companies_that_are_looked_up_first(rita: Member) -> None:
    make("Hooli", sales_rep=rita)
    with CaptureQueriesContext(connection) as captured:
        look_alikes(rita)
    asked = [one["sql"] for one in captured if "GROUP BY" in one["sql"]]
    assert len(asked) == 2
    by_ids = "unnest(" if connection.vendor == "postgresql" else "json_each("
    assert all(by_ids in one and "sales_rep_id" not in one.partition("WHERE")[2] for one in asked)
