import pytest
from django.utils import timezone

from pacesetter.crm.matching import companies_named, company_domain_of, company_for_email, name_key
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Initech", "INITECH"),
        ("Initech", "  Initech, Inc. "),
        ("Müller & Söhne GmbH", "Muller and Sohne G.m.b.H."),
        ("Foo GmbH & Co. KG", "Foo"),
        ("O'Neil Pty. Ltd.", "O’Neil"),
        ("Łódź Sp. z o.o.", "Lodz"),
        ("Ørsted A/S", "Orsted"),
        ("The Warehouse Limited", "Warehouse Ltd"),
        ("株式会社ガンダム", "ガンダム㈱"),
        ("ООО «Ромашка»", "Ромашка"),
        ("Straße AG", "STRASSE AG"),
        ("H&M", "H & M"),
    ],
)
def test_two_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme North", "Acme South"), ("ガンダム", "カンダム"), ("3M", "3N"), ("Acme Group", "Acme"), ("ACo", "A")],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["Limited", "Company", "The", "And", "...", "株式会社", "&"])
def test_no_name_is_matched_away(name: str) -> None:
    assert name_key(name)


def test_a_key_fits_its_column() -> None:
    assert len(name_key("ﷺ" * 200)) <= 200


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("jane@Initech.example", "initech.example"),
        ("jane@gmail.com", ""),
        ("jane@GMX.de", ""),
        ("jane", ""),
        ("@initech.example", "initech.example"),
        ("jane@localhost", ""),
        ("", ""),
    ],
)
def test_a_freemail_address_names_no_company(email: str, domain: str) -> None:
    assert company_domain_of(email) == domain


def make(name: str, domain: str = "") -> Company:
    made: Company = Company.objects.create(name=name, name_key=name_key(name), domain=domain)
    return made


def test_an_address_belongs_to_the_company_of_its_domain(organisation: Organisation) -> None:
    initech = make("Initech", "initech.example")
    assert company_for_email("jane@initech.example") == initech
    assert company_for_email("jane@eu.initech.example") == initech
    assert company_for_email("jane@notinitech.example") is None


def test_the_closest_domain_wins(organisation: Organisation) -> None:
    make("Initech", "initech.example")
    europe = make("Initech Europe", "eu.initech.example")
    assert company_for_email("jane@eu.initech.example") == europe


def test_a_domain_of_two_companies_decides_nothing(organisation: Organisation) -> None:
    make("Initech", "initech.example")
    make("Initech Services", "initech.example")
    assert company_for_email("jane@initech.example") is None


def test_a_colleagues_address_is_no_customers(organisation: Organisation) -> None:
    make("Acme", "acme.example")
    Organisation.objects.filter(pk=organisation.pk).update(email_domains=["acme.example"])
    assert company_for_email("rita@acme.example") is None
    assert company_for_email("rita@nz.acme.example") is None


def test_a_merged_company_stands_for_what_it_became(organisation: Organisation) -> None:
    """Or the next import would bring it back under its old name."""
    kept, once, twice = make("Initech", "i.example"), make("Intertrode", "m.example"), make("Chotchkie's", "c.example")
    Company.objects.filter(pk=once.pk).update(merged_into=kept)
    Company.objects.filter(pk=twice.pk).update(merged_into=once)
    assert companies_named("CHOTCHKIES LLC") == [kept]
    assert company_for_email("jane@c.example") == kept


def test_archived_companies_are_not_found(organisation: Organisation) -> None:
    make("Initech", "a.example")
    Company.objects.update(archived_at=timezone.now())
    assert companies_named("Initech") == []
    assert company_for_email("jane@a.example") is None


def test_another_organisations_company_is_not_found(organisation: Organisation, otto: Member) -> None:
    with scope(otto.organisation_id):
        make("Initech", "initech.example")
    assert companies_named("Initech") == []
    assert company_for_email("jane@initech.example") is None
