"""Adding and editing contacts."""

from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def test_a_contact_is_added_in_one_spelling(
    organisation: Organisation, rita: Member, initech: Company, last_event: Callable[[], Event]
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ")
    contact = verbs.add_contact(
        by=rita, name="Jim  Hall", email=" Jim@Initech.example", phone="021 123 456", company=initech
    )
    assert (contact.name, contact.email, contact.phone) == ("Jim Hall", "jim@initech.example", "+6421123456")
    assert (last_event().verb, last_event().data["after"]["company_id"]) == ("contact.added", initech.pk)


def test_an_address_is_one_contact(rita: Member, jane: Contact) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.add_contact(by=rita, name="Jane", email="JANE@initech.example")
    assert (refusal.value.field, refusal.value.code) == ("email", "same_email")
    verbs.add_contact(by=rita, name="Reception", email=jane.email, allow_same_email=True)
    other = verbs.add_contact(by=rita, name="Jim")
    with pytest.raises(Refusal, match="already"):
        verbs.edit_contact(other, by=rita, email=jane.email)
    verbs.edit_contact(other, by=rita, email=jane.email, allow_same_email=True)


def test_a_contact_changes_companies(rita: Member, jane: Contact, last_event: Callable[[], Event]) -> None:
    hooli = verbs.add_company(by=rita, name="Hooli")
    verbs.edit_contact(jane, by=rita, company=hooli, job_title="CFO", email=jane.email)
    assert Contact.objects.get().company == hooli
    assert jane.job_title == "CFO"
    assert last_event().data["after"] == {"company_id": hooli.pk, "job_title": "CFO"}


def test_nobody_joins_a_company_that_is_gone(rita: Member, jane: Contact, initech: Company) -> None:
    hooli, pied = (verbs.add_company(by=rita, name=name) for name in ("Hooli", "Pied Piper"))
    verbs.merge(initech, pied, by=rita)
    verbs.archive(hooli, by=rita)
    for company in (hooli, pied):
        with pytest.raises(Refusal):
            verbs.edit_contact(jane, by=rita, company=company)
        with pytest.raises(Refusal):
            verbs.add_contact(by=rita, name="Jim", company=company)
    assert Contact.objects.get().company == initech


def test_a_contact_of_an_archived_company_can_still_be_edited(rita: Member, jane: Contact, initech: Company) -> None:
    verbs.archive(initech, by=rita)
    verbs.edit_contact(jane, by=rita, name="Jane Doe", company=initech)
    assert Contact.objects.get().name == "Jane Doe"


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", " "), ("email", "jane"), ("phone", "call me"), ("job_title", "x" * 101)]
)
def test_what_cannot_be_is_refused(rita: Member, jane: Contact, field: str, wrong: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.edit_contact(jane, by=rita, **{field: wrong})  # type: ignore[arg-type]
    assert refusal.value.field == field
    with pytest.raises(Refusal) as refusal:
        verbs.add_contact(by=rita, **{"name": "Jim", field: wrong})  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert Contact.objects.get().name == "Jane"


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, jane: Contact) -> None:
    with pytest.raises(NotAllowed):
        verbs.add_contact(by=otto, name="Jim")
    with pytest.raises(NotAllowed):
        verbs.edit_contact(jane, by=otto, name="Jim")
    with scope(otto.organisation_id):
        theirs = verbs.add_company(by=otto, name="Umbrella")
        with pytest.raises(Refusal, match="not known here"):
            verbs.edit_contact(jane, by=otto, name="Jim")
    with pytest.raises(Refusal, match="not known here"):
        verbs.edit_contact(jane, by=rita, company=theirs)
    assert Contact.objects.get().name == "Jane"
