"""A campaign that was sent in Mailchimp, from being found to the company it went to."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.timeline import timeline_of
from pacesetter.integrations.campaigns.following import next_look
from pacesetter.integrations.campaigns.questions import question_in_words
from pacesetter.integrations.campaigns.tests.conftest import JANE, JOE, NOW, SENT, STRANGER
from pacesetter.integrations.mailchimp.tests.fake import FakeCampaign, FakeMailchimp, problem
from pacesetter.integrations.models import Campaign, CampaignRecipient, Connection
from pacesetter.integrations.verbs.set_campaign_settings import set_campaign_settings
from pacesetter.integrations.working import failed_jobs
from pacesetter.jobs.models import Job
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("newsletter", "connection")


def look() -> None:
    """What the half hour brings."""
    jobs.enqueue("integrations.look_for_campaigns", {})
    jobs.run_due()


def of(address: str) -> CampaignRecipient:
    return CampaignRecipient.objects.get(address=address)


def test_it_counts_once_for_its_sender_whose_address_it_has(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    for _ in range(2):
        look()
    counted = Activity.objects.get(provenance=Provenance.CAMPAIGN)
    assert (counted.owner, counted.subject, counted.completed_at) == (rita, "News of March", SENT)
    assert Campaign.objects.get().activity == counted
    assert tallies.mismatches() == []


def test_it_stands_on_the_company_and_is_neither_counted_nor_a_contact(
    rita: Member, news: FakeCampaign, jane: Contact, initech: Company
) -> None:
    news.does(JANE, "open", SENT + timedelta(minutes=5))
    news.does(JANE, "open", SENT + timedelta(hours=2))
    news.does(JANE, "click", SENT + timedelta(hours=2), url="https://acme.example/")
    news.left[JANE] = SENT + timedelta(hours=2)
    look()
    entry = timeline_of(initech, rita).entries[0]
    assert entry.title == "Newsletter (received) · News of March · Jane Doe"
    assert "opened 2 times, first" in entry.status
    assert "clicked once" in entry.status
    assert "unsubscribed" in entry.status
    initech.refresh_from_db()
    assert initech.last_contact_on is None
    assert tallies.mismatches() == []


def test_who_was_not_reached_and_who_is_no_contact(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    look()
    assert (of(JOE).bounce, of(JOE).contact, of(JOE).activity) == ("hard", None, None)
    assert of(STRANGER).contact is None
    assert of(JANE).contact == jane


def test_somebody_who_becomes_a_contact_is_matched_at_the_next_look(
    rita: Member, news: FakeCampaign, initech: Company
) -> None:
    look()
    joe = Contact.objects.create(name="Joe", company=initech, email=JOE)
    with clock.standing_at(NOW + timedelta(hours=2)):
        look()
    assert of(JOE).contact == joe
    activity = of(JOE).activity
    assert activity is not None
    assert activity.details == {"opened": False, "bounce": "hard"}


def test_a_contact_who_gets_a_company_later_brings_the_campaign_to_it(
    rita: Member, news: FakeCampaign, initech: Company
) -> None:
    jane = Contact.objects.create(name="Jane", email=JANE)
    news.does(JANE, "open", SENT + timedelta(minutes=5))
    look()
    assert (of(JANE).contact, of(JANE).activity) == (jane, None)
    Contact.objects.filter(pk=jane.pk).update(company=initech)
    for hours in (2, 4):
        with clock.standing_at(NOW + timedelta(hours=hours)):
            look()
    (entry,) = Activity.objects.filter(provenance=Provenance.CAMPAIGN_RECIPIENT)
    assert (of(JANE).activity, entry.company, entry.details["opens"]) == (entry, initech, 1)
    assert tallies.mismatches() == []


def test_opens_are_added_each_once_however_often_they_are_told(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    news.does(JANE, "open", NOW - timedelta(minutes=30))
    look()
    for hours in (1, 2, 3):
        moment = NOW + timedelta(hours=hours, minutes=5)
        news.does(JANE, "open", moment - timedelta(minutes=1))
        with clock.standing_at(moment):
            look()
            look()
    assert of(JANE).opens == 4
    assert of(JANE).first_open_at == NOW - timedelta(minutes=30)
    activity = of(JANE).activity
    assert activity is not None
    assert activity.details["opens"] == 4


def test_later_looks_ask_only_for_what_is_new(rita: Member, news: FakeCampaign, mailchimp: FakeMailchimp) -> None:
    look()
    mailchimp.asked.clear()
    with clock.standing_at(NOW + timedelta(hours=2)):
        look()
    assert mailchimp.paths == ["/campaigns", "/reports/c1/email-activity", "/reports/c1/unsubscribed"]
    assert "since=2026-03-10T11%3A00%3A00" in mailchimp.asked[1].url


def test_looks_become_rarer_with_age() -> None:
    for days, hours in ((0, 1), (2, 1), (3, 24), (13, 24)):
        now = SENT + timedelta(days=days)
        assert next_look(SENT, now) == now + timedelta(hours=hours)
    assert next_look(SENT, SENT + timedelta(days=14)) is None


def test_the_last_look_reads_everything(rita: Member, news: FakeCampaign, jane: Contact) -> None:
    look()
    # Told so late that no look in between asks for it.
    news.does(JANE, "open", SENT + timedelta(minutes=1))
    for days in (13, 14, 15):
        with clock.standing_at(SENT + timedelta(days=days, hours=6)):
            look()
    assert of(JANE).opens == 1
    assert Campaign.objects.get().next_look_at is None


@pytest.mark.parametrize("killed_at", range(6))
def test_killed_at_any_request_each_recipient_is_there_once(
    rita: Member, mailchimp: FakeMailchimp, jane: Contact, killed_at: int
) -> None:
    everybody = [JANE, *(f"p{number}@initech.example" for number in range(2200))]
    news = mailchimp.campaigns["c1"] = FakeCampaign("c1", SENT, everybody)
    news.does(JANE, "open", SENT + timedelta(minutes=1))
    mailchimp.dies_at = killed_at
    look()
    mailchimp.dies_at = None
    Job.objects.all().delete()  # not even the queue remembers
    look()
    assert CampaignRecipient.objects.count() == len(everybody)
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN_RECIPIENT).count() == 1
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN).count() == 1
    assert of(JANE).opens == 1


def test_one_of_nobody_waits_until_somebody_says_whose_it_is(
    ada: Member, raj: Member, mailchimp: FakeMailchimp, connection: Connection, newsletter: ActivityType
) -> None:
    mailchimp.campaigns["c1"] = FakeCampaign("c1", SENT, [JANE], reply_to="news@acme.example")
    look()
    waiting = Campaign.objects.get()
    assert question_in_words(waiting) == "Say whose campaigns from news@acme.example are."
    with translation.override("de"):
        assert "news@acme.example" in question_in_words(waiting)
        assert "Say whose" not in question_in_words(waiting)
    set_campaign_settings(
        connection,
        by=ada,
        activity_type=newsletter,
        default_member=ada,
        senders={"address:news@acme.example": raj.pk},
    )
    assert Activity.objects.get(provenance=Provenance.CAMPAIGN).owner == raj
    look()
    assert CampaignRecipient.objects.count() == 1


def test_settings_are_refused_to_sellers_and_for_other_types(
    rita: Member, ada: Member, connection: Connection, call: ActivityType
) -> None:
    with pytest.raises(NotAllowed):
        set_campaign_settings(connection, by=rita, activity_type=None, default_member=None, senders={})
    with pytest.raises(Refusal):
        set_campaign_settings(connection, by=ada, activity_type=call, default_member=None, senders={})


def test_one_that_was_deleted_there_is_let_be(rita: Member, news: FakeCampaign, mailchimp: FakeMailchimp) -> None:
    look()
    del mailchimp.campaigns["c1"]
    with clock.standing_at(NOW + timedelta(hours=2)):
        look()
    row = Campaign.objects.get()
    assert (row.next_look_at, question_in_words(row)) == (None, "It was deleted in the other system.")


def test_a_key_that_is_revoked_in_the_middle_needs_attention_and_nothing_is_lost(
    rita: Member, news: FakeCampaign, mailchimp: FakeMailchimp, connection: Connection
) -> None:
    look()
    mailchimp.broken = [problem(401, "API Key Invalid", "Your API key has been revoked.")]
    with clock.standing_at(NOW + timedelta(hours=2)):
        look()
    connection.refresh_from_db()
    assert (connection.state, "revoked" in connection.fault) == ("needs_attention", True)
    assert CampaignRecipient.objects.count() == 3


def test_what_is_refused_each_time_stands_among_what_failed_once_until_it_works(
    rita: Member, news: FakeCampaign, mailchimp: FakeMailchimp, connection: Connection
) -> None:
    for hours, failed in ((0, 1), (1, 1), (2, 0)):
        mailchimp.broken = [problem(400, "Bad Request", "Not today.")] if failed else []
        with clock.standing_at(NOW + timedelta(hours=hours)):
            look()
        assert len(failed_jobs(connection)) == failed
    assert Campaign.objects.count() == 1


def test_an_earlier_day_lets_earlier_ones_count_and_a_later_one_takes_nothing_away(
    ada: Member, rita: Member, connection: Connection, mailchimp: FakeMailchimp, news: FakeCampaign
) -> None:
    mailchimp.campaigns["old"] = FakeCampaign("old", SENT - timedelta(days=200), [JANE])
    look()
    assert set(Campaign.objects.values_list("external_id", flat=True)) == {"c1"}

    def since(moment: datetime) -> None:
        set_campaign_settings(connection, by=ada, activity_type=None, default_member=None, senders={}, since=moment)

    for days in (300, 1):
        since(NOW - timedelta(days=days))
        look()
        look()
        assert set(Campaign.objects.values_list("external_id", flat=True)) == {"c1", "old"}
    assert Activity.objects.filter(provenance=Provenance.CAMPAIGN).count() == 2
    with pytest.raises(Refusal, match="yet to come"):
        since(NOW + timedelta(days=1))


def test_addresses_of_who_is_no_contact_are_erased_but_of_those_who_left(
    rita: Member, news: FakeCampaign, jane: Contact, initech: Company
) -> None:
    left = "left@elsewhere.example"
    news.recipients = [JANE, JOE, STRANGER, left]
    news.left[left] = SENT + timedelta(hours=1)
    look()
    for days, kept in ((89, {JANE, JOE, STRANGER, left}), (91, {JANE, JOE, left, ""})):
        with clock.standing_at(SENT + timedelta(days=days)):
            jobs.enqueue("integrations.tidy", {})
            jobs.run_due()
        assert set(CampaignRecipient.objects.values_list("address", flat=True)) == kept
    Contact.objects.create(name="Without an address", company=initech)
    with clock.standing_at(SENT + timedelta(days=92)):
        look()
    assert CampaignRecipient.objects.filter(contact__isnull=False).count() == 1
    assert Campaign.objects.get().erased_at == SENT + timedelta(days=91)
