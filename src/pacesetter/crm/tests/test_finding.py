"""What pickers offer while somebody types."""

import pytest

from pacesetter.crm import finding
from pacesetter.crm.finding import companies_like, contacts_like
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db


def company(name: str, rep: Member) -> Company:
    made: Company = Company.objects.create(name=name, name_key=name_key(name), sales_rep=rep)
    return made


@pytest.fixture
def companies(rita: Member) -> None:
    for name in ("Alder Optics", "Optics Alder", "Alderwood", "Alder", "Calder Ltd", "Birch"):
        company(name, rita)


def names(rows: list[Company] | list[Contact]) -> list[str]:
    return [row.name for row in rows]


def test_the_same_name_comes_first_then_what_begins_with_it(rita: Member, companies: None) -> None:
    assert names(companies_like(rita, "alder")) == ["Alder", "Alder Optics", "Alderwood", "Optics Alder"]
    assert names(companies_like(rita, " ALDER optics ")) == ["Alder Optics"]
    assert names(companies_like(rita, "alder", limit=2)) == ["Alder", "Alder Optics"]


def test_what_stands_inside_a_word_is_found_where_nothing_begins_so(rita: Member, companies: None) -> None:
    assert names(companies_like(rita, "lder")) == ["Alder", "Alder Optics", "Alderwood", "Calder Ltd", "Optics Alder"]
    assert names(companies_like(rita, "ptic")) == ["Alder Optics", "Optics Alder"]


def test_nothing_typed_and_nothing_like_it_offer_nothing(rita: Member, companies: None) -> None:
    assert [companies_like(rita, text) for text in ("", "  ", "zz", "%", "?")] == [[]] * 5
    assert [contacts_like(rita, text) for text in ("", "zz", "%")] == [[]] * 3


def test_of_many_those_that_begin_so_are_offered_in_their_order(
    rita: Member, companies: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "near_words", lambda rows, text: None)
    assert names(companies_like(rita, "alder", limit=3)) == ["Alder", "Alder Optics", "Alderwood"]
    # Where they don't fill the list, all are looked through.
    assert names(companies_like(rita, "alder")) == ["Alder", "Alder Optics", "Alderwood", "Calder Ltd", "Optics Alder"]


def test_the_archived_and_others_are_not_offered(rita: Member, raj: Member, otto: Member, companies: None) -> None:
    Company.objects.filter(name="Alder").update(archived_at="2026-03-02T00:00Z")
    assert "Alder" not in names(companies_like(rita, "alder"))
    assert companies_like(raj, "alder") == []


@pytest.fixture
def people(rita: Member, companies: None) -> None:
    alder, birch = Company.objects.get(name="Alder"), Company.objects.get(name="Birch")
    for name, email, where in (
        ("Jane Roe", "jr@alder.example", alder),
        ("Jane", "j@birch.example", birch),
        ("Ann Janeway", "janeway@birch.example", birch),
        ("Zoe", "jane.z@alder.example", alder),
        ("Bob", "bob@alder.example", alder),
    ):
        Contact.objects.create(name=name, email=email, company=where)


@pytest.mark.parametrize("are_many", [False, True])
def test_contacts_of_the_company_come_first(
    rita: Member, people: None, are_many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if are_many:
        monkeypatch.setattr(finding, "near_words", lambda rows, text: None)
    alder = Company.objects.get(name="Alder")
    assert names(contacts_like(rita, "jane")) == ["Jane", "Jane Roe", "Ann Janeway", "Zoe"]
    assert names(contacts_like(rita, "jane", alder)) == ["Jane Roe", "Zoe", "Jane", "Ann Janeway"]
    assert names(contacts_like(rita, "jane", alder, limit=3)) == ["Jane Roe", "Zoe", "Jane"]
    assert names(contacts_like(rita, "jane", alder, limit=1)) == ["Jane Roe"]
    assert names(contacts_like(rita, "", alder)) == ["Bob", "Jane Roe", "Zoe"]
    assert names(contacts_like(rita, "anewa")) == ["Ann Janeway"]


def test_contacts_of_others_are_not_offered(raj: Member, people: None) -> None:
    assert contacts_like(raj, "jane") == []
    assert contacts_like(raj, "jane", Company.objects.get(name="Alder")) == []
