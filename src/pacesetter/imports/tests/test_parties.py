"""Bringing companies and contacts in."""

from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company, CompanyExternalId, Contact
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

COMPANIES = (
    "Record ID,Company name,Company owner,Phone Number,City,Country/Region,Company Domain Name,Lifecycle Stage\n"
    "C1,Acme Rockets Ltd,Rita,09 555 0100,Auckland,New Zealand,www.rockets.example,Customer\n"
    "C2,Bee Hives,Nobody,call us,Narnia,Narnia,gmail.com,Lead\n"
    "C3,,Rita,,,,,\n"
)
CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Associated Company,Associated Company IDs,"
    "Contact owner\n"
    "P1,Jane,Doe,Jane@Rockets.example,021 555 0100,Buyer,Acme Rockets Ltd,C1,Rita\n"
    "P2,,,joe@elsewhere.example,,,,,\n"
    "P3,Ann,Other,no address,,,New Company,,\n"
    "P4,,,,,,,,\n"
)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, organisation: Organisation) -> None:
    organisation.country = "NZ"
    organisation.save()


def test_companies_come_in_with_their_details(tmp_path: Path, ada: Member, rita: Member) -> None:
    batch = bring_in(csv_file(tmp_path, COMPANIES), ada, Kind.COMPANIES)
    rockets, bees = Company.objects.order_by("name")
    assert (rockets.name, rockets.name_key, rockets.kind) == ("Acme Rockets Ltd", "acme rockets", "client")
    assert (rockets.phone, rockets.country, rockets.domain) == ("+6495550100", "NZ", "rockets.example")
    assert (rockets.sales_rep, rockets.address) == (rita, "Auckland")
    # What can't be understood is told and left out; the company is worth having all the same.
    assert (bees.kind, bees.sales_rep, bees.phone, bees.domain) == ("lead", None, "", "")
    assert bees.address == "Narnia\nNarnia"
    assert (batch.source, batch.created, batch.failed) == ("hubspot", 2, 1)
    assert batch.problem_counts == {"unknown_member": 1, "not_a_phone": 1, "missing": 1}


def test_contacts_come_in_with_their_companies(tmp_path: Path, ada: Member) -> None:
    bring_in(csv_file(tmp_path, COMPANIES), ada, Kind.COMPANIES)
    batch = bring_in(csv_file(tmp_path, CONTACTS, "people.csv"), ada, Kind.CONTACTS)
    jane, joe, ann = Contact.objects.order_by("id")
    assert (jane.name, jane.email, jane.phone, jane.job_title) == (
        "Jane Doe", "jane@rockets.example", "+64215550100", "Buyer",
    )  # fmt: skip
    assert jane.company is not None
    assert jane.company.name == "Acme Rockets Ltd"
    assert (joe.name, joe.company) == ("joe", None)
    assert (ann.email, ann.company.name if ann.company else "") == ("", "New Company")
    assert (batch.created, batch.failed) == (3, 1)
    assert batch.problem_counts == {"not_an_email": 1, "missing": 1}


def test_what_is_here_already_is_recognised_and_its_id_learned(
    tmp_path: Path, ada: Member, initech: Company, rita: Member, call: ActivityType
) -> None:
    text = "Record ID,Company name,Company owner,Industry\nC9,INITECH GmbH,,\nC9,Initech again,,\n"
    batch = bring_in(csv_file(tmp_path, text), ada, Kind.COMPANIES)
    assert (batch.created, batch.skipped) == (0, 2)
    assert CompanyExternalId.objects.get().company == initech
    text = (
        "Record ID,Call title,Call duration,Activity date,Activity assigned to,Associated Company IDs,"
        "Call and meeting type\n"
        "A1,First,90000,2026-03-02 09:00,Rita,C9,Discovery call\n"
        "A2,Second,,2026-03-02 09:00,Rita,C8,Discovery call\n"
    )
    batch = bring_in(csv_file(tmp_path, text, "calls.csv"), ada)
    first, second = Activity.objects.order_by("external_id")
    assert (first.company, first.minutes) == (initech, 2)
    assert second.company is None
    assert batch.problem_counts == {"unknown_company": 1}


def test_two_companies_of_one_name_with_ids_of_their_own_are_two(tmp_path: Path, ada: Member) -> None:
    text = "Record ID,Company name,Company owner,Industry\nC1,Countdown,,\nC2,Countdown,,\nC1,Countdown,,\n"
    batch = bring_in(csv_file(tmp_path, text), ada, Kind.COMPANIES)
    assert (batch.created, batch.skipped) == (2, 1)
    again = bring_in(csv_file(tmp_path, text + "\n", "2.csv"), ada, Kind.COMPANIES)
    assert (again.created, again.skipped) == (0, 3)


def test_contacts_are_recognised_by_id_address_or_name(tmp_path: Path, ada: Member, initech: Company) -> None:
    Contact.objects.create(name="Jane Doe", email="jane@initech.example", company=initech)
    Contact.objects.create(name="Bob Roe", company=initech)
    text = (
        "Name,E-mail,Company\nJ. Doe,JANE@initech.example,\nbob roe,,Initech\n"
        "Jane Doe,other.jane@initech.example,Initech\nEve,eve@x.example,\nEve,eve@x.example,\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada, Kind.CONTACTS)
    assert (batch.created, batch.skipped) == (2, 3)
    assert batch.problem_counts == {"duplicate": 2, "duplicate_in_file": 1}


def test_a_team_member_brings_no_companies_in(tmp_path: Path, rita: Member) -> None:
    with pytest.raises(NotAllowed):
        bring_in(csv_file(tmp_path, COMPANIES), rita, Kind.COMPANIES)
    assert not Company.objects.exists()


def test_the_other_organisation_sees_nothing_of_it(
    tmp_path: Path, ada: Member, other_organisation: Organisation
) -> None:
    bring_in(csv_file(tmp_path, COMPANIES), ada, Kind.COMPANIES)
    with scope(other_organisation):
        assert not Company.objects.exists()
        assert not CompanyExternalId.objects.exists()
