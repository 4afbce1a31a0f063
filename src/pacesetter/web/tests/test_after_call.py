"""Where a call that was made from a page is logged."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import add_activity_type
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.day.after_call import address_after_call, address_after_call_of

pytestmark = pytest.mark.usefixtures("at_noon")


def test_the_only_kind_of_call_is_taken(
    rita: Member, call: ActivityType, meeting: ActivityType, initech: Company
) -> None:
    address = address_after_call(rita, company=initech, contact_id=4, back_to="/day/")
    assert address == (
        f"/activities/new/?state=done&next=%2Fday%2F&type={call.pk}"
        f"&company={initech.pk}&company_text=Initech&contacts=4"
    )


def test_of_several_kinds_of_calls_one_is_asked_for(rita: Member, ada: Member, call: ActivityType) -> None:
    add_activity_type(name="Check-in call", category="phone_call", by=ada)
    assert "type=" not in address_after_call(rita, back_to="/")


def test_a_to_do_that_is_a_call_is_completed_and_others_are_not(
    rita: Member, call: ActivityType, meeting: ActivityType, initech: Company
) -> None:
    planned = verbs.plan(by=rita, activity_type=call, owner=rita, company=initech)
    other = verbs.plan(by=rita, activity_type=meeting, owner=rita, company=initech)
    assert address_after_call_of(rita, planned).startswith(f"/activities/{planned.pk}/completion/?next=")
    assert f"company={initech.pk}" in address_after_call_of(rita, other)
    verbs.complete(planned, by=rita)
    assert f"company={initech.pk}" in address_after_call_of(rita, planned)
