"""Calls of a company or a contact that becomes one with another."""

import pytest

from pacesetter import jobs
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.tests.conftest import Signed


@pytest.fixture
def reported(system: CallSource, signed: Signed, rita: Member, jane: Contact) -> Call:
    receive(system, signed())
    jobs.run_due()
    return Call.objects.get(company=jane.company, contact=jane)


def test_it_goes_along_with_the_company_and_comes_back(reported: Call, ada: Member, initech: Company) -> None:
    kept = Company.objects.create(name="Initech Ltd")
    merge(kept, initech, by=ada)
    assert Call.objects.get().company == kept
    undo_merge(initech, by=ada)
    assert Call.objects.get().company == initech


def test_it_goes_along_with_the_contact_and_comes_back(reported: Call, ada: Member, jane: Contact) -> None:
    kept = Contact.objects.create(name="Jane Roe", company=jane.company)
    merge(kept, jane, by=ada)
    assert Call.objects.get().contact == kept
    undo_merge(jane, by=ada)
    assert Call.objects.get().contact == jane


def test_what_was_given_to_another_since_stays_there(reported: Call, ada: Member, initech: Company) -> None:
    kept, third = (Company.objects.create(name=name) for name in ("Initech Ltd", "Globex"))
    merge(kept, initech, by=ada)
    Call.objects.update(company=third)
    undo_merge(initech, by=ada)
    assert Call.objects.get().company == third
