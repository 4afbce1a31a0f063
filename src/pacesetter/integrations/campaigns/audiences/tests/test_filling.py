"""Contacts of a saved list on their way into an audience of Mailchimp."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact, ContactList
from pacesetter.crm.verbs import save_contact_list
from pacesetter.integrations.campaigns.audiences.choosing import preview_of
from pacesetter.integrations.campaigns.tests.conftest import (
    JANE,
    NOW,
    SENT,
    connection,
    mailchimp,
    newsletter,
    noon,
    slept,
)
from pacesetter.integrations.mailchimp.provider import MailchimpProvider
from pacesetter.integrations.mailchimp.tests.fake import FakeMailchimp, problem
from pacesetter.integrations.models import AudienceFill, Campaign, CampaignRecipient, Connection, FillState
from pacesetter.integrations.verbs import edit_connection
from pacesetter.integrations.verbs.audience_fills import agree_to_fill, begin_fill, stop_fill
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

__all__ = ["connection", "mailchimp", "newsletter", "noon", "slept"]


@pytest.fixture
def everybody(ada: Member, initech: Company) -> ContactList:
    """Jane, Joe twice, one without an address, and four more."""
    for name, address in (
        ("Jane van Doe", JANE),
        ("Joe", "joe@initech.example"),
        ("Joe Again", "joe@initech.example"),
        ("Nobody", ""),
        *((f"P{number} Person", f"p{number}@initech.example") for number in range(4)),
    ):
        Contact.objects.create(name=name, email=address, company=initech)
    return save_contact_list(by=ada, name="Everybody")


@pytest.fixture
def fill(ada: Member, connection: Connection, everybody: ContactList) -> AudienceFill:
    jobs.enqueue("integrations.read_audiences", {"connection": connection.pk})
    jobs.run_due()
    return begin_fill(connection, by=ada, audience_id="l1", chosen=everybody)


def left_once(connection: Connection, address: str, **what: object) -> None:
    campaign = Campaign.objects.create(connection=connection, external_id="old", sent_at=SENT, looked_at=SENT)
    CampaignRecipient.objects.create(campaign=campaign, external_id=address, address=address, **what)


def test_they_are_added_once_with_their_names(fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp) -> None:
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.state, fill.total, fill.done) == (FillState.DONE, 8, 8)
    assert (fill.added, fill.there, fill.left_out, fill.refused) == (6, 0, 2, 0)
    assert mailchimp.members["l1"][JANE] == {
        "status": "subscribed",
        "merge_fields": {"FNAME": "Jane van", "LNAME": "Doe"},
    }


def test_who_is_there_stays_as_they_are_and_nobody_is_subscribed_again(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.members["l1"][JANE] = {"status": "unsubscribed", "merge_fields": {}}
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.added, fill.there) == (5, 1)
    assert mailchimp.members["l1"][JANE]["status"] == "unsubscribed"


def test_names_are_brought_up_to_date_where_that_is_wanted_and_nothing_else(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp
) -> None:
    before = {"FNAME": "J.", "LNAME": "D.", "CITY": "Wellington"}
    mailchimp.members["l1"][JANE] = {"status": "unsubscribed", "merge_fields": before}
    agree_to_fill(fill, by=ada, have_consented=True, updates_names=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.added, fill.there, fill.renamed) == (5, 1, 1)
    named = {"FNAME": "Jane van", "LNAME": "Doe", "CITY": "Wellington"}
    assert mailchimp.members["l1"][JANE] == {"status": "unsubscribed", "merge_fields": named}


@pytest.mark.parametrize("what", [{"left_at": NOW - timedelta(days=9)}, {"bounce": "hard"}])
def test_who_left_or_is_not_reached_is_not_even_sent(
    fill: AudienceFill, ada: Member, connection: Connection, mailchimp: FakeMailchimp, what: dict[str, object]
) -> None:
    left_once(connection, JANE, **what)
    preview = preview_of(fill)
    assert (preview.total, preview.without_address, preview.unwilling) == (8, 1, 1)
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    assert JANE not in mailchimp.members["l1"]
    assert all(JANE.encode() not in one.body for one in mailchimp.asked)


@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_it_goes_on_where_it_was_interrupted(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    monkeypatch.setattr(MailchimpProvider, "fills_at_once", 3)
    agree_to_fill(fill, by=ada, have_consented=True)
    mailchimp.asked.clear()
    mailchimp.dies_at, mailchimp.dies_after = dies_at - 1, True
    jobs.run_due()
    mailchimp.dies_at = None
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=NOW)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.state, fill.done, len(mailchimp.members["l1"])) == (FillState.DONE, 8, 6)
    assert fill.added + fill.there + fill.left_out == 8
    assert len(mailchimp.asked) == 4


def test_it_is_stopped_between_two_batches_and_gone_on_with(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp
) -> None:
    agree_to_fill(fill, by=ada, have_consented=True)
    stop_fill(fill, by=ada)
    jobs.run_due()
    assert mailchimp.members["l1"] == {}
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    assert len(mailchimp.members["l1"]) == 6


def test_what_is_refused_there_is_said_without_the_address(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.refuses = {JANE: f"{JANE} looks fake or invalid, please enter a real email address."}
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.refused, fill.added) == (1, 5)
    assert fill.reasons == ["… looks fake or invalid, please enter a real email address."]


def test_what_fails_there_needs_attention_and_goes_on_later(
    fill: AudienceFill, ada: Member, connection: Connection, mailchimp: FakeMailchimp
) -> None:
    mailchimp.broken.append(problem(403, "Forbidden", "The plan allows 500 contacts."))
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    connection.refresh_from_db()
    assert "500 contacts" in connection.fault
    fill.refresh_from_db()
    assert (fill.state, fill.done) == (FillState.GOING_ON, 0)


def test_what_is_refused_as_a_whole_is_said_and_gone_on_with(
    fill: AudienceFill, ada: Member, mailchimp: FakeMailchimp
) -> None:
    mailchimp.broken.append(problem(400, "Bad Request", "The audience is being imported."))
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.state, fill.done) == (FillState.GOING_ON, 0)
    assert "The audience is being imported. Stop it; once that is mended" in fill.reasons[0]
    stop_fill(fill, by=ada)
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert (fill.state, fill.done, len(mailchimp.members["l1"])) == (FillState.DONE, 8, 6)


def test_a_dry_run_adds_nobody_and_says_so(
    fill: AudienceFill, ada: Member, connection: Connection, mailchimp: FakeMailchimp
) -> None:
    edit_connection(connection, by=ada, mode="dry_run")
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    fill.refresh_from_db()
    assert mailchimp.members["l1"] == {}
    assert fill.reasons == ["Dry run: nothing was changed there."]


def test_nothing_is_sent_before_somebody_says_that_they_want_mail(
    fill: AudienceFill, ada: Member, rita: Member, otto: Member, mailchimp: FakeMailchimp
) -> None:
    with pytest.raises(Refusal, match="agreed to receive mail"):
        agree_to_fill(fill, by=ada, have_consented=False)
    for stranger in (rita, otto):
        with pytest.raises(NotAllowed):
            agree_to_fill(fill, by=stranger, have_consented=True)
    jobs.run_due()
    assert mailchimp.members["l1"] == {}
    agree_to_fill(fill, by=ada, have_consented=True)
    with pytest.raises(Refusal, match="already"):
        agree_to_fill(fill, by=ada, have_consented=True)


def test_only_audiences_that_are_there_and_lists_that_hold_somebody(
    ada: Member, connection: Connection, fill: AudienceFill, everybody: ContactList
) -> None:
    nobody = save_contact_list(by=ada, name="Nobody", words="zzzz")
    for audience_id, chosen in (("l9", everybody), ("l1", nobody)):
        with pytest.raises(Refusal):
            begin_fill(connection, by=ada, audience_id=audience_id, chosen=chosen)
    stop_fill(fill, by=ada)
    assert AudienceFill.objects.count() == 0
