"""Newsletters that went out in Mailchimp, one of them from an address that nobody here has."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.crm.verbs import save_contact_list
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.integrations.verbs.audience_fills import agree_to_fill, begin_fill
from pacesetter.integrations.verbs.set_campaign_settings import set_campaign_settings
from tools.screenshots.content.cast import Cast
from tools.screenshots.content.vendors import Vendors


def put(cast: Cast, vendors: Vendors) -> None:
    now = clock.now()
    addresses = [contact.email for contact in cast.clients]
    # Those who get it without being contacts here.
    strangers = [f"reader{number}@elsewhere.example" for number in range(1, 5)]
    news = FakeCampaign(
        "c1",
        now - timedelta(days=6),
        [*addresses, *strangers],
        subject="What is new in Larkfield 7, and what it saves you",
        sender_name="Hannah Scott",
        reply_to="hannah@larkfield.example",
        bounced={addresses[3]: "hard", addresses[9]: "soft"},
    )
    for number, address in enumerate(addresses):
        opened_at = news.sent_at + timedelta(minutes=7 * number + 3)
        if address in news.bounced:
            continue
        if number % 3 == 0:
            news.does(address, "open", opened_at)
        if number % 6 == 0:
            news.does(address, "click", opened_at + timedelta(minutes=1), url="https://larkfield.example/seven")
    news.left[addresses[12]] = news.sent_at + timedelta(hours=5)
    invitation = FakeCampaign(
        "c2",
        now - timedelta(days=2),
        addresses[:25],
        subject="Join us for the customer day",
        sender_name="Larkfield events",
        reply_to="events@larkfield.example",
    )
    vendors.mailchimp.campaigns |= {news.id: news, invitation.id: invitation}
    vendors.mailchimp.audiences = {"l1": "Customers", "l2": "Prospects"}
    vendors.mailchimp.members["l2"] = {}
    begun = begin_connection(by=cast.anna, provider="mailchimp", way="key", given={"api_key": KEY})
    connection = check_connection(begun, by=cast.anna)
    set_campaign_settings(
        connection,
        by=cast.anna,
        activity_type=cast.type("Newsletter"),
        default_member=None,
        senders={},
    )
    for kind in ("find_campaigns", "read_audiences"):
        jobs.enqueue(f"integrations.{kind}", {"connection": connection.pk})
    jobs.run_due()
    chosen = save_contact_list(by=cast.anna, name="All leads", kind="lead")
    first = begin_fill(connection, by=cast.anna, audience_id="l2", chosen=chosen)
    agree_to_fill(first, by=cast.anna, have_consented=True)
    jobs.run_due()
    begin_fill(connection, by=cast.anna, audience_id="l1", chosen=chosen)
