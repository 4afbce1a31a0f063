from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company, CompanyExternalId, Contact, ContactExternalId
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def test_an_id_is_noted_once(rita: Member, initech: Company, jane: Contact, last_event: Callable[[], Event]) -> None:
    for _ in range(2):
        verbs.attach_external_id(initech, by=rita, source="xero", external_id=" 17 ")
        verbs.attach_external_id(jane, by=rita, source="xero", external_id="17")
    assert CompanyExternalId.objects.get().external_id == "17"
    assert ContactExternalId.objects.get().contact == jane
    assert Event.objects.filter(verb="company.external_id_attached").count() == 1
    assert last_event().data["after"] == {"source": "xero", "external_id": "17"}


def test_an_id_of_another_company_is_refused(rita: Member, initech: Company) -> None:
    verbs.attach_external_id(initech, by=rita, source="xero", external_id="17")
    hooli = verbs.add_company(by=rita, name="Hooli")
    with pytest.raises(Refusal, match="Initech") as refusal:
        verbs.attach_external_id(hooli, by=rita, source="xero", external_id="17")
    assert refusal.value.code == "taken"
    verbs.attach_external_id(hooli, by=rita, source="hubspot", external_id="17")


def test_an_id_can_be_forgotten_once(rita: Member, initech: Company, last_event: Callable[[], Event]) -> None:
    attached = verbs.attach_external_id(initech, by=rita, source="xero", external_id="17")
    verbs.detach_external_id(attached, by=rita)
    assert last_event().verb == "company.external_id_detached"
    with pytest.raises(Refusal, match="gone already"):
        verbs.detach_external_id(attached, by=rita)


@pytest.mark.parametrize(("source", "external_id"), [("", "17"), ("xero", " "), ("x" * 41, "17"), ("xero", "1" * 201)])
def test_what_cannot_be_kept_is_refused(rita: Member, initech: Company, source: str, external_id: str) -> None:
    with pytest.raises(Refusal):
        verbs.attach_external_id(initech, by=rita, source=source, external_id=external_id)
    assert not CompanyExternalId.objects.exists()


def test_two_organisations_may_know_the_same_id(rita: Member, otto: Member, initech: Company) -> None:
    verbs.attach_external_id(initech, by=rita, source="xero", external_id="17")
    with scope(otto.organisation_id):
        theirs = verbs.add_company(by=otto, name="Umbrella")
        verbs.attach_external_id(theirs, by=otto, source="xero", external_id="17")
    assert CompanyExternalId.across_organisations.count() == 2


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, initech: Company) -> None:
    with pytest.raises(NotAllowed):
        verbs.attach_external_id(initech, by=otto, source="xero", external_id="17")
    attached = verbs.attach_external_id(initech, by=rita, source="xero", external_id="17")
    with pytest.raises(NotAllowed):
        verbs.detach_external_id(attached, by=otto)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.detach_external_id(attached, by=otto)
    assert CompanyExternalId.objects.exists()
