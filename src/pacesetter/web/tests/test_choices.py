"""What pickers offer."""

import pytest

from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


@pytest.fixture
def jane(initech: Company) -> Contact:
    made: Contact = Contact.objects.create(name="Jane Doe", company=initech)
    return made


def test_companies_like_what_was_typed_and_a_new_one(visitor: Visitor, rita: Member, initech: Company) -> None:
    page = visitor.log_in(rita).read("/choices/companies/?company_text=tech")
    assert f'data-value="{initech.pk}"' in page
    assert "New company “tech”" in page
    assert visitor.read("/choices/companies/").strip() == ""


def test_contacts_of_the_company_stand_first_and_need_no_letter(
    visitor: Visitor, rita: Member, initech: Company, jane: Contact
) -> None:
    other = Contact.objects.create(name="Jane Abel")
    page = visitor.log_in(rita).read(f"/choices/contacts/?contact_text=jane&company={initech.pk}")
    assert page.index(f'data-value="{jane.pk}"') < page.index(f'data-value="{other.pk}"')
    page = visitor.read(f"/choices/contacts/?company={initech.pk}")
    assert "Jane Doe" in page
    assert "Jane Abel" not in page


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_whoever_may_not_see_them_is_offered_none(
    somebody: str, visitor: Visitor, initech: Company, jane: Contact, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert f'data-value="{initech.pk}"' not in visitor.read("/choices/companies/?company_text=initech")
    assert f'data-value="{jane.pk}"' not in visitor.read(f"/choices/contacts/?contact_text=jane&company={initech.pk}")
