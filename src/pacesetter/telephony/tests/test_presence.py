"""Whether there is a phone system is asked for once, and anew when one is added."""

from typing import Any

from pacesetter.people.models import Member
from pacesetter.telephony.presence import has_phone_system
from pacesetter.telephony.verbs import add_source
from pacesetter.tenancy.models import Organisation


def test_it_is_asked_for_once_until_a_phone_system_is_added(
    ada: Member, organisation: Organisation, other_organisation: Organisation, django_assert_num_queries: Any
) -> None:
    assert not has_phone_system(organisation)
    with django_assert_num_queries(0):
        assert not has_phone_system(organisation)
    add_source(by=ada, name="Office", shape="standard")
    organisation.refresh_from_db()
    assert has_phone_system(organisation)
    assert not has_phone_system(other_organisation)
