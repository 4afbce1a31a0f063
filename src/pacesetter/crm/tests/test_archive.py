from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.matching import companies_named
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.people.models import Member


def test_an_archived_company_is_matched_no_more_and_comes_back(
    rita: Member, initech: Company, last_event: Callable[[], Event]
) -> None:
    verbs.archive(initech, by=rita)
    assert companies_named("Initech") == []
    assert last_event().verb == "company.archived"
    verbs.restore(initech, by=rita)
    assert companies_named("Initech") == [initech]


def test_an_archived_contact_comes_back(rita: Member, jane: Contact, last_event: Callable[[], Event]) -> None:
    verbs.archive(jane, by=rita)
    assert Contact.objects.get().archived_at is not None
    verbs.restore(jane, by=rita)
    assert last_event().verb == "contact.restored"
    assert Contact.objects.get().archived_at is None


def test_what_is_so_already_is_refused(rita: Member, initech: Company) -> None:
    with pytest.raises(Refusal, match="not archived"):
        verbs.restore(initech, by=rita)
    verbs.archive(initech, by=rita)
    with pytest.raises(Refusal, match="archived already"):
        verbs.archive(initech, by=rita)


def test_somebody_of_another_organisation_is_refused(otto: Member, initech: Company, jane: Contact) -> None:
    with pytest.raises(NotAllowed):
        verbs.archive(initech, by=otto)
    with pytest.raises(NotAllowed):
        verbs.archive(jane, by=otto)
    assert Company.objects.get().archived_at is None
