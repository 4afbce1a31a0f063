from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import Member


def test_a_lead_becomes_a_client_with_an_account_manager(
    rita: Member, raj: Member, initech: Company, last_event: Callable[[], Event]
) -> None:
    verbs.become_client(initech, by=rita, account_manager=raj)
    assert (initech.kind, Company.objects.get().account_manager) == ("client", raj)
    assert last_event().verb == "company.became_client"


def test_it_is_undone_by_becoming_a_lead(rita: Member, initech: Company) -> None:
    verbs.become_client(initech, by=rita)
    verbs.become_lead(initech, by=rita)
    assert Company.objects.get().kind == "lead"


def test_what_is_so_already_is_refused(rita: Member, initech: Company) -> None:
    with pytest.raises(Refusal, match="lead already"):
        verbs.become_lead(initech, by=rita)
    verbs.become_client(initech, by=rita)
    with pytest.raises(Refusal, match="client already"):
        verbs.become_client(initech, by=rita)


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, initech: Company) -> None:
    with pytest.raises(NotAllowed):
        verbs.become_client(initech, by=otto)
    with pytest.raises(Refusal) as refusal:
        verbs.become_client(initech, by=rita, account_manager=otto)
    assert refusal.value.field == "account_manager"
    assert Company.objects.get().kind == "lead"
