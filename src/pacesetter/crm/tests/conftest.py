"""What tests of verbs on companies and contacts look at."""

from collections.abc import Callable

import pytest

from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.tenancy.models import Organisation


@pytest.fixture
def last_event(organisation: Organisation) -> Callable[[], Event]:
    """The newest event of the organisation."""

    def newest() -> Event:
        event: Event = Event.objects.latest("id")
        return event

    return newest


@pytest.fixture
def jane(initech: Company) -> Contact:
    """Works at Initech."""
    made: Contact = Contact.objects.create(name="Jane", email="jane@initech.example", company=initech)
    return made
