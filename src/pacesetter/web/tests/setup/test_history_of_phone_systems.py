"""Phone systems in the history of settings."""

import pytest

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.telephony import verbs
from pacesetter.telephony.models import CallSource
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.test_settings_history import PATH, change

pytestmark = pytest.mark.usefixtures("at_noon")


def test_what_calls_become_is_told_and_put_back(
    visitor: Visitor, ada: Member, call: ActivityType, connected: Outcome
) -> None:
    source, secret = verbs.add_source(by=ada, name="Old", shape="standard", left_out=["failed"])
    kept = CallSource.objects.values("name", "outbound_type", "outcomes", "left_out")
    before = kept.get()
    verbs.edit_source(
        source, by=ada, name="New", outbound_type=call, outcomes={"connected": connected.pk}, left_out=["busy"]
    )
    edited = Event.objects.get(verb="call_source.edited")
    verbs.renew_secret(source, by=ada)
    page = visitor.log_in(ada).read(f"{PATH}?kind=call_source")
    for words in (
        change("Name", "Old", "New"),
        change("Calls made are logged as", "–", call.name),
        change("Somebody was spoken to", "–", connected.name),
        change("The call failed", "Not logged", "–"),
        change("Busy", "–", "Not logged"),
        "another secret",
    ):
        assert words in page, words
    assert secret not in page
    visitor.post(f"{PATH}{edited.pk}/before/")
    assert kept.get() == before
    verbs.archive_source(source, by=ada)
    visitor.post(f"{PATH}{Event.objects.get(verb='call_source.archived').pk}/before/")
    assert CallSource.objects.get().archived_at is None
