"""What tests of verbs on companies and contacts look at."""

import pytest

from pacesetter.crm.models import Company, Contact


@pytest.fixture
def jane(initech: Company) -> Contact:
    """Works at Initech."""
    made: Contact = Contact.objects.create(name="Jane", email="jane@initech.example", company=initech)
    return made
