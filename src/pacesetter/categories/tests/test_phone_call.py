"""What a call offers on the to-do list."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.actions import Action, ToDo
from pacesetter.activities.category import categories, category_of
from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def to_do(rita: Member, call: ActivityType, *contacts: Contact, company: Company | None = None) -> ToDo:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    return ToDo(activity=activity, contacts=contacts, company=company, country="NZ")


def test_the_first_number_is_dialled(rita: Member, call: ActivityType) -> None:
    jane, bob = Contact(name="Jane"), Contact(name="Bob", phone="+6495551234")
    firm = Company(name="Firm", phone="+6495559999")
    (action,) = category_of("phone_call").actions(to_do(rita, call, jane, bob, company=firm))
    assert (action.address, action.label, action.asks_outcome) == ("tel:+6495551234", "Call 09 555 1234", True)
    (action,) = category_of("phone_call").actions(to_do(rita, call, jane, company=firm))
    assert action.address == "tel:+6495559999"


def test_without_a_number_nothing_is_offered(rita: Member, call: ActivityType) -> None:
    assert category_of("phone_call").actions(to_do(rita, call, Contact(name="Jane"), company=Company(name="F"))) == ()
    assert category_of("phone_call").actions(to_do(rita, call)) == ()


def test_others_offer_nothing_and_say_what_they_need(rita: Member, call: ActivityType) -> None:
    bob = Contact(name="Bob", phone="+6495551234")
    offering = {key for key, one in categories().items() if one.actions(to_do(rita, call, bob))}
    assert offering == {"phone_call"}
    assert {key: one.requires for key, one in categories().items() if one.requires} == {
        "phone_call": ("phone_number",),
        "workflowmax_job": ("connection",),
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://plain.example/", "/relative/", ""])
def test_an_action_is_no_script(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        Action("phone", "Call", address)
