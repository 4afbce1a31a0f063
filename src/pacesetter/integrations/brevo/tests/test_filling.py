"""Contacts of a saved list on their way into a list of Brevo."""

import pytest

from pacesetter import jobs
from pacesetter.core.http import TooSlow
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import save_contact_list
from pacesetter.integrations.brevo import filling
from pacesetter.integrations.brevo.tests.fake import FakeBrevo, error
from pacesetter.integrations.campaigns.tests.conftest import JANE, JOE, NOW
from pacesetter.integrations.models import AudienceFill, Connection, FillState, SentRequest
from pacesetter.integrations.verbs import edit_connection
from pacesetter.integrations.verbs.audience_fills import agree_to_fill, begin_fill
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

KNOWN = "known@initech.example"


@pytest.fixture
def fill(ada: Member, connection: Connection, brevo: FakeBrevo, initech: Company) -> AudienceFill:
    """Jane is in the list; Known is there and not in it; Joe is nobody there."""
    for name, address in (("Jane van Doe", JANE), ("Joe", JOE), ("Known Person", KNOWN)):
        Contact.objects.create(name=name, email=address, company=initech)
    brevo.contacts = {
        JANE: {"attributes": {"FIRSTNAME": "J.", "CITY": "Wellington"}, "listIds": [7]},
        KNOWN: {"attributes": {}, "listIds": [3]},
    }
    jobs.enqueue("integrations.read_audiences", {"connection": connection.pk})
    jobs.run_due()
    everybody = save_contact_list(by=ada, name="Everybody")
    return begin_fill(connection, by=ada, audience_id="7", chosen=everybody)


def done(fill: AudienceFill) -> AudienceFill:
    for _ in range(3):
        Job.objects.filter(state=Job.State.QUEUED).update(run_at=NOW)
        jobs.run_due()
    fill.refresh_from_db()
    return fill


def test_who_is_known_joins_and_who_is_not_is_made(fill: AudienceFill, ada: Member, brevo: FakeBrevo) -> None:
    agree_to_fill(fill, by=ada, have_consented=True)
    row = done(fill)
    assert (row.state, row.audience_name, row.added, row.there, row.renamed) == (FillState.DONE, "Customers", 2, 1, 0)
    assert brevo.contacts[KNOWN]["listIds"] == [3, 7]
    assert brevo.contacts[JOE] == {"attributes": {"FIRSTNAME": "Joe"}, "listIds": [7]}
    assert brevo.contacts[JANE]["attributes"]["FIRSTNAME"] == "J."
    # Nothing says whether somebody wants mail: who unsubscribed stays so.
    assert not [one for one in brevo.asked if b"lacklist" in one.body]


def test_names_are_brought_up_to_date_where_that_is_wanted(fill: AudienceFill, ada: Member, brevo: FakeBrevo) -> None:
    agree_to_fill(fill, by=ada, have_consented=True, updates_names=True)
    assert done(fill).renamed == 2
    assert brevo.contacts[JANE]["attributes"] == {"FIRSTNAME": "Jane van", "LASTNAME": "Doe", "CITY": "Wellington"}
    assert brevo.contacts[KNOWN]["attributes"] == {"FIRSTNAME": "Known", "LASTNAME": "Person"}


def test_attributes_are_called_as_the_account_calls_them(
    fill: AudienceFill, ada: Member, connection: Connection, brevo: FakeBrevo
) -> None:
    edit_connection(connection, by=ada, given={"first_name": "VORNAME", "last_name": "NACHNAME"})
    agree_to_fill(fill, by=ada, have_consented=True)
    done(fill)
    assert brevo.contacts[JOE]["attributes"] == {"VORNAME": "Joe"}


def test_where_nobody_is_left_to_join_each_is_asked_for(fill: AudienceFill, ada: Member, brevo: FakeBrevo) -> None:
    """What Brevo says then is an error."""
    brevo.contacts[KNOWN]["listIds"].append(7)
    agree_to_fill(fill, by=ada, have_consented=True)
    row = done(fill)
    assert (row.added, row.there) == (1, 2)


def test_what_is_refused_there_is_said_without_the_address(fill: AudienceFill, ada: Member, brevo: FakeBrevo) -> None:
    brevo.refuses = {JOE: f"Invalid email address {JOE}"}
    agree_to_fill(fill, by=ada, have_consented=True)
    row = done(fill)
    assert (row.added, row.there, row.refused, row.reasons) == (1, 1, 1, ["Invalid email address …"])


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_nobody_is_twice_there_whatever_was_not_answered(
    fill: AudienceFill, ada: Member, brevo: FakeBrevo, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 3)
    answer, count = FakeBrevo._answer, 0

    def loses(self: FakeBrevo, request: object) -> object:
        nonlocal count
        count += 1
        told = answer(self, request)  # type: ignore[arg-type]
        if count == lost:
            raise TooSlow("no answer")
        return told

    monkeypatch.setattr(FakeBrevo, "_answer", loses)
    agree_to_fill(fill, by=ada, have_consented=True)
    row = done(fill)
    assert (row.state, row.added + row.there, row.refused) == (FillState.DONE, 3, 0)
    assert {address for address, one in brevo.contacts.items() if 7 in one["listIds"]} == {JANE, JOE, KNOWN}


def test_a_dry_run_adds_nobody_and_shows_what_would_be_sent(
    fill: AudienceFill, ada: Member, connection: Connection, brevo: FakeBrevo
) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    agree_to_fill(fill, by=ada, have_consented=True)
    assert done(fill).reasons == ["Dry run: nothing was changed there."]
    assert set(brevo.contacts) == {JANE, KNOWN}
    assert SentRequest.objects.filter(is_pretended=True, address__endswith="/contacts").count() == 3


def test_what_fails_there_needs_attention_and_nobody_else_begins_it(
    fill: AudienceFill, ada: Member, rita: Member, connection: Connection, brevo: FakeBrevo
) -> None:
    with pytest.raises(NotAllowed):
        agree_to_fill(fill, by=rita, have_consented=True)
    brevo.broken.append(error(401, "unauthorized", "Key not found"))
    agree_to_fill(fill, by=ada, have_consented=True)
    done(fill)
    connection.refresh_from_db()
    assert (connection.state, fill.done) == ("needs_attention", 0)
