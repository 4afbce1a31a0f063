"""What the search box finds."""

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.crm import searching
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.searching import CompanySearch, ContactSearch, companies_with_words, contacts_with_words
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def make(name: str, **fields: str) -> Company:
    made: Company = Company.objects.create(name=name, name_key=name_key(name), **fields)
    return made


def found(text: str) -> list[str]:
    return [company.name for company in companies_with_words(Company.objects.all(), text, "NZ").order_by("name")]


@pytest.fixture(autouse=True)
def some(organisation: object) -> None:
    mueller = make("Müller & Söhne GmbH", domain="mueller-soehne.example", phone="+6493334444")
    make("O'Neil Data Systems Ltd", domain="oneil.co.nz")
    make("Neil Brothers")
    Contact.objects.create(name="José Núñez", email="jose.nunez@quick.example", phone="+64211234567", company=mueller)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mul", ["Müller & Söhne GmbH"]),
        ("söhne", ["Müller & Söhne GmbH"]),
        ("SOHNE Müller", ["Müller & Söhne GmbH"]),
        ("systems", ["O'Neil Data Systems Ltd"]),
        ("o'neil", ["O'Neil Data Systems Ltd"]),
        ("o'neil data systems limited", ["O'Neil Data Systems Ltd"]),
        ("oneil.co.nz", ["O'Neil Data Systems Ltd"]),
        ("mueller-soehne.example", ["Müller & Söhne GmbH"]),
        ("neil", ["Neil Brothers"]),
        ("09 333", ["Müller & Söhne GmbH"]),
        ("+64 9 333 4444", ["Müller & Söhne GmbH"]),
        ("0064 9 333", ["Müller & Söhne GmbH"]),
        ("jose", ["Müller & Söhne GmbH"]),
        ("jose.nunez@quick.example", ["Müller & Söhne GmbH"]),
        ("021 123", ["Müller & Söhne GmbH"]),
        ("systems brothers", []),
        ("uller", []),
        ("%", ["Müller & Söhne GmbH", "Neil Brothers", "O'Neil Data Systems Ltd"]),
        ("'; \" * & | ! : ( )", ["Müller & Söhne GmbH", "Neil Brothers", "O'Neil Data Systems Ltd"]),
        ("data' | 'neil", []),
    ],
)
def test_words_find_companies(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(("text", "number"), [("nun", 1), ("José", 1), ("quick", 1), ("0211234567", 1), ("muller", 0)])
def test_words_find_contacts(text: str, number: int) -> None:
    assert contacts_with_words(Contact.objects.all(), text, "NZ").count() == number


def test_what_changes_is_found_under_its_new_name_alone() -> None:
    company = Company.objects.get(name="Neil Brothers")
    company.name, company.name_key = "Zeta", "zeta"
    company.save()
    assert (found("zeta"), found("brothers")) == (["Zeta"], [])
    company.delete()
    assert found("zeta") == []


def test_nothing_of_another_organisation_is_found(otto: Member) -> None:
    with scope(otto.organisation_id):
        assert companies_with_words(Company.across_organisations.all(), "neil").count() == 0
        make("Neil of Berlin")
    assert found("neil") == ["Neil Brothers"]


def test_more_than_can_be_asked_for_by_their_ids_are_found_too(otto: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    Contact.objects.create(name="Nina", email="nina@quick.example")
    with scope(otto.organisation_id):
        Contact.objects.create(name="Norbert", email="norbert@quick.example")
    monkeypatch.setattr(searching, "FEW", 1)
    assert [one.name for one in contacts_with_words(Contact.objects.order_by("name"), "n")] == ["José Núñez", "Nina"]
    with_company = contacts_with_words(Contact.objects.select_related("company"), "quick nina")
    assert [one.name for one in with_company] == ["Nina"]
    assert found("neil") == ["Neil Brothers"]
    make("Neil of Auckland")
    assert found("neil") == ["Neil Brothers", "Neil of Auckland"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL tests each row in the order of the list")
@pytest.mark.parametrize("text", ["neil", "n"])
def test_sqlite_goes_through_the_words_once_and_not_for_each_row(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FEW", 0)
    for rows in (companies_with_words(Company.objects.all(), text), contacts_with_words(Contact.objects.all(), text)):
        plan = rows.explain()
        assert "VIRTUAL TABLE" in plan
        # An equals sign stands for the one row that is looked for.
        assert "0:=" not in plan


def test_of_many_some_are_told_and_of_few_none(otto: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    make("Neil of Auckland")
    with scope(otto.organisation_id):
        make("Neil of Berlin")
    assert not CompanySearch("neil").some_among(Company.objects.all()).exists()
    monkeypatch.setattr(searching, "FEW", 1)
    some = CompanySearch("neil").some_among(Company.objects.all())
    assert {one.name for one in some} <= set(found("neil"))
    assert some.count() == 2
    assert not CompanySearch("").some_among(Company.objects.all()).exists()


def test_contacts_are_the_same_however_they_are_looked_for(otto: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Nina", "Norbert", "Anton"):
        Contact.objects.create(name=name)
    with scope(otto.organisation_id):
        Contact.objects.create(name="Nobody of ours")
    everybody = Contact.objects.order_by("name")
    for few in (5000, 2):
        monkeypatch.setattr(searching, "FEW", few)
        search = ContactSearch("n")
        for found in (search.among(everybody), search.each_of(everybody)):
            assert [one.name for one in found] == ["José Núñez", "Nina", "Norbert"]
        assert search.some_among(everybody).exists() is (few == 2)
        assert set(search.some_among(everybody)) <= set(search.among(everybody))
    assert ContactSearch("").each_of(everybody).count() == 4


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of how SQLite joins its tables of words")
@pytest.mark.parametrize("search", [CompanySearch, ContactSearch])
def test_sqlite_begins_with_the_words_even_where_it_knows_nothing_of_the_rows(
    search: type[CompanySearch] | type[ContactSearch],
) -> None:
    rows = Company.objects.all() if search is CompanySearch else Contact.objects.all()
    with CaptureQueriesContext(connection) as captured:
        list(search("neil").among(rows))  # type: ignore[arg-type]
    looked = captured[0]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {looked}")
        steps = [row[3] for row in cursor.fetchall()]
    scans = [step for step in steps if "VIRTUAL TABLE" in step]
    assert [step.startswith("SCAN w") and "0:=" not in step for step in scans] == [True] * len(scans)
    assert scans


WORDS = ("alder", "birch", "steel", "optics", "jane", "12", "0a")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_the_same_in_every_way_of_looking_for_it(
    seed: int, otto: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)

    def words() -> str:
        return " ".join(draw.sample(WORDS, draw.randrange(3)))

    for n in range(60):
        company = make(f"{words()} {n % 20:02}", domain=draw.choice(["", "steel.example", "jane.alder.example"]))
        Contact.objects.create(name=words(), email=draw.choice(["", "optics@birch.example"]), company=company)
        Contact.objects.create(name=words())
    with scope(otto.organisation_id):
        make("alder birch steel optics jane 12")
    companies, contacts = Company.objects.order_by("name_key", "pk"), Contact.objects.order_by("name", "pk")
    for text in (*WORDS, "al", "st op", "jane.alder", "birch example", "1", "nobody"):
        found: list[list[Any]] = []
        for few, dense in ((5000, 4), (0, 4), (0, 0)):
            monkeypatch.setattr(searching, "FEW", few)
            monkeypatch.setattr(searching, "_DENSE", dense)
            of_companies, of_contacts = CompanySearch(text), ContactSearch(text)
            found.append([list(of_companies.among(companies)), list(of_contacts.among(contacts))])
            found.append([list(of_companies.each_of(companies)), list(of_contacts.each_of(contacts))])
            found.append([list(of_companies.among_few(companies)), list(of_contacts.among_few(contacts))])
            parts = [list(of_companies.among(companies)[5:10]), list(of_contacts.among(contacts)[5:10])]
            assert parts == [rows[5:10] for rows in found[0]]
        assert all(rows == found[0] for rows in found), text
        assert bool(found[0][0]) is (text != "nobody")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite looks all of them up anyway")
@pytest.mark.parametrize("search", [CompanySearch, ContactSearch])
def test_where_each_of_many_is_rare_they_are_looked_up_once(
    search: type[CompanySearch] | type[ContactSearch], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: Any = Company.objects.order_by("pk") if search is CompanySearch else Contact.objects.order_by("pk")
    monkeypatch.setattr(searching, "FEW", 0)
    assert "hashed SubPlan" not in search("neil").among(rows).explain()
    monkeypatch.setattr(searching, "_DENSE", -1)
    for name in ("Neil of Auckland", "Neil of Bern"):
        Contact.objects.create(name=name, company=make(name))
    assert "hashed SubPlan" in search("neil").among(rows).explain()


@pytest.mark.parametrize(
    ("ids", "are"),
    [
        ([*range(5, 2005)], True),
        ([*range(5, 8005, 4)], True),
        ([*range(5, 12005, 6)], False),
        ([900_000, *range(999)], True),
    ],
)
def test_ids_near_each_other_are_dense(ids: list[int], are: bool) -> None:
    assert searching._are_dense(ids) is are


def test_the_words_are_looked_through_once_for_all_that_is_asked_of_a_search(django_assert_num_queries: Any) -> None:
    search = CompanySearch("neil")
    with django_assert_num_queries(3):
        assert search.among(Company.objects.all()).count() == 1
        assert not search.some_among(Company.objects.all())
        assert [one.name for one in search.among(Company.objects.filter(domain=""))] == ["Neil Brothers"]


def test_a_company_that_is_found_by_its_contacts_too_is_counted_once_where_few_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = Company.objects.get(name="Neil Brothers")
    Contact.objects.create(name="Neil", company=company)
    for few in (5000, 2, 1):
        monkeypatch.setattr(searching, "FEW", few)
        assert companies_with_words(Company.objects.all(), "neil").count() == 1
        assert found("neil") == ["Neil Brothers"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite sorts words in at once")
@pytest.mark.parametrize("index", ["crm_company_search", "crm_contact_search"])
def test_a_search_reads_little_that_is_not_sorted_in(index: str) -> None:
    words = [" ".join(f"w{n}x{k}" for k in range(20)) for n in range(1500)]
    made = Company.objects.bulk_create(Company(name="A", name_key=text) for text in words)
    Contact.objects.bulk_create(Contact(name=text, company=one) for text, one in zip(words, made, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        pages = cursor.fetchone()[0]
    # Of 8 kB each; nearly a hundred have come in.
    assert 0 < pages < 20
