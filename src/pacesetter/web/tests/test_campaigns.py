"""Campaigns on pages, from whose they are to their recipients."""

from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact, ContactList
from pacesetter.integrations.campaigns.tests.conftest import JANE, SENT, STRANGER
from pacesetter.integrations.campaigns.tests.conftest import jane as jane
from pacesetter.integrations.campaigns.tests.conftest import newsletter as newsletter
from pacesetter.integrations.campaigns.tests.conftest import noon as noon
from pacesetter.integrations.campaigns.webhooks.addresses import address_of
from pacesetter.integrations.mailchimp.tests.conftest import connection as connection
from pacesetter.integrations.mailchimp.tests.conftest import mailchimp as mailchimp
from pacesetter.integrations.mailchimp.tests.conftest import slept as slept
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign, FakeMailchimp, problem
from pacesetter.integrations.models import (
    AudienceFill,
    Campaign,
    CampaignRecipient,
    CampaignSettings,
    CampaignWebhook,
    Connection,
)
from pacesetter.people.models import Member
from pacesetter.web.forms.campaign_settings import field_of
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("newsletter")

ASKED = {"activity_type": "", "default_member": "", "since": "2026-02-10"}
NEWS = field_of("address:news@acme.example")


@pytest.fixture
def news(mailchimp: FakeMailchimp) -> FakeCampaign:
    made = FakeCampaign("c1", SENT, [JANE, STRANGER], reply_to="news@acme.example")
    made.does(JANE, "open", SENT + timedelta(minutes=5))
    mailchimp.campaigns["c1"] = made
    return made


def test_from_nothing_to_the_company(
    visitor: Visitor, ada: Member, rita: Member, jane: Contact, initech: Company, news: FakeCampaign
) -> None:
    visitor.log_in(ada)
    assert "No system that sends campaigns is connected" in visitor.read("/settings/campaigns/")
    assert "ends in the name of your data centre" in visitor.read("/settings/connections/new/mailchimp/?way=key")
    assert "Register an app" in visitor.read("/settings/connections/new/mailchimp/?way=oauth")
    key = {"api_key": KEY, "api_url": "", "login_url": "", "mode": "live"}
    visitor.post("/settings/connections/new/mailchimp/?way=key", key)
    row = Connection.objects.get()
    path = f"/settings/connections/{row.pk}/campaigns/"
    assert path in visitor.read("/settings/campaigns/")
    visitor.post(path, ASKED)
    jobs.run_due()
    assert "Say whose campaigns from news@acme.example are." in visitor.read("/settings/campaigns/")
    assert "Sent by news@acme.example" in visitor.read(path)
    question = visitor.post(path, {**ASKED, NEWS: str(rita.pk)}).content.decode()
    assert "1 campaign that waits is counted now. They stay counted" in question
    assert not Activity.objects.exists()
    visitor.post(path, form_of(question))
    jobs.run_due()
    campaign = Campaign.objects.get()
    page = visitor.read(f"/settings/campaigns/{campaign.pk}/")
    assert "It counts for Rita:" in page
    assert "Jane Doe" in page
    assert "opened " in page
    assert "opened " in visitor.read(f"/companies/{initech.pk}/")


def test_a_sender_who_is_found_meanwhile_does_not_get_what_was_chosen_for_another(
    visitor: Visitor, ada: Member, rita: Member, news: FakeCampaign, connection: Connection
) -> None:
    path = f"/settings/connections/{connection.pk}/campaigns/"
    visitor.log_in(ada).post(path, ASKED)
    jobs.run_due()
    assert f'name="{NEWS}"' in visitor.read(path)
    # It stands before the other one from now on.
    Campaign.objects.create(
        connection=connection, external_id="c0", sender_address="a@acme.example", sent_at=SENT, looked_at=SENT
    )
    visitor.post(path, {**ASKED, NEWS: str(rita.pk), "confirmed": "yes"})
    assert CampaignSettings.objects.get().senders == {"address:news@acme.example": rita.pk}


def test_who_is_no_contact_is_listed_and_added(
    visitor: Visitor, ada: Member, connection: Connection, jane: Contact, initech: Company, news: FakeCampaign
) -> None:
    visitor.log_in(ada).post(
        f"/settings/connections/{connection.pk}/campaigns/",
        {**ASKED, "default_member": str(ada.pk)},
    )
    jobs.run_due()
    path = f"/settings/campaigns/{Campaign.objects.get().pk}/?only=unmatched"
    page = visitor.read(path)
    assert JANE not in page
    assert "/contacts/new/?email=stranger%40elsewhere.example" in page
    assert 'value="stranger@elsewhere.example"' in visitor.read("/contacts/new/?email=stranger%40elsewhere.example")
    Contact.objects.create(name="Sam Stranger", company=initech, email=STRANGER)
    visitor.post(path)
    assert "1 more is a contact now." in visitor.read(path)
    assert Activity.objects.filter(company=initech).count() == 2


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not accept the key"), (403, "Correct it, then check again"), (500, "tried again by itself")],
)
def test_each_failure_is_said_in_words(
    visitor: Visitor, ada: Member, connection: Connection, mailchimp: FakeMailchimp, status: int, words: str
) -> None:
    mailchimp.broken = [problem(status, "No", "Mailchimp says no.")]
    path = f"/settings/connections/{connection.pk}/"
    visitor.log_in(ada).post(f"{path}check/")
    page = visitor.read(path)
    assert words in page
    assert "Mailchimp says no." in page


def test_queries_do_not_grow_with_recipients(
    visitor: Visitor,
    ada: Member,
    connection: Connection,
    jane: Contact,
    django_assert_num_queries: CaptureQueriesContext,
) -> None:
    row = Campaign.objects.create(connection=connection, external_id="c1", sent_at=SENT, looked_at=clock.now())
    CampaignRecipient.objects.create(campaign=row, external_id="0", address=JANE, contact=jane)
    path = f"/settings/campaigns/{row.pk}/"
    visitor.log_in(ada).read(path)
    with django_assert_num_queries(10, exact=False) as few:  # type: ignore[operator]
        visitor.read(path)
    CampaignRecipient.objects.bulk_create(
        CampaignRecipient(campaign=row, external_id=str(n), address=f"{n}@x.example", contact=jane)
        for n in range(1, 40)
    )
    with django_assert_num_queries(len(few)):  # type: ignore[operator]
        visitor.read(path)


def test_sellers_are_refused(visitor: Visitor, rita: Member, connection: Connection) -> None:
    visitor.log_in(rita)
    for path in ("/settings/campaigns/", f"/settings/connections/{connection.pk}/campaigns/"):
        assert visitor.get(path).status_code == 403


def test_a_connection_without_campaigns_has_no_such_page(visitor: Visitor, ada: Member) -> None:
    row = Connection.objects.create(provider="null", way="key", state="connected", created_at=clock.now())
    assert visitor.log_in(ada).get(f"/settings/connections/{row.pk}/campaigns/").status_code == 404


def test_webhooks_are_set_up_and_taken_away(
    visitor: Visitor, ada: Member, connection: Connection, news: FakeCampaign, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    path = f"/settings/connections/{connection.pk}/webhooks/"
    visitor.log_in(ada)
    assert path in visitor.read(f"/settings/connections/{connection.pk}/campaigns/")
    visitor.post(path)
    jobs.run_due()
    webhook = CampaignWebhook.objects.get()
    page = visitor.read(path)
    assert address_of(webhook) in page
    assert "No report has come yet." in page
    visitor.post(f"{path}{webhook.pk}/", {"secret": "signing-4711"})
    page = visitor.read(path)
    assert "Signed" in page
    assert "signing-4711" not in page
    assert "webhooks are taken away there first" in visitor.read(f"/settings/connections/{connection.pk}/ending/")
    assert "Take the webhooks away?" in visitor.delete(path).content.decode()
    visitor.delete(path, sure=True)
    jobs.run_due()
    assert CampaignWebhook.objects.count() == 0


def test_without_a_public_address_it_says_what_to_do(visitor: Visitor, ada: Member, connection: Connection) -> None:
    path = f"/settings/connections/{connection.pk}/webhooks/"
    visitor.log_in(ada).post(path)
    assert "Set PACESETTER_URL to yours." in visitor.read(path)


def test_a_system_that_reports_nothing_has_no_such_page(visitor: Visitor, ada: Member) -> None:
    row = Connection.objects.create(provider="xero_projects", way="key", state="connected", created_at=SENT)
    assert visitor.log_in(ada).get(f"/settings/connections/{row.pk}/webhooks/").status_code == 404


def test_an_audience_is_filled_from_a_saved_list(
    visitor: Visitor, ada: Member, connection: Connection, jane: Contact, mailchimp: FakeMailchimp
) -> None:
    path = f"/settings/connections/{connection.pk}/audiences/"
    visitor.log_in(ada)
    assert path in visitor.read("/settings/campaigns/")
    visitor.post("/contacts/lists/", {"name": "Everybody", "words": "", "kind": "", "sales_rep": "", "silent_days": ""})
    visitor.post(f"{path}reading/")
    jobs.run_due()
    chosen = ContactList.objects.get()
    assert "Jane Doe" in visitor.read(f"/contacts/?list={chosen.pk}")
    assert "Customers (0)" in visitor.read(path)
    visitor.post(path, {"chosen": str(chosen.pk), "audience": "l1"})
    fill = AudienceFill.objects.get()
    page = visitor.read(f"{path}{fill.pk}/")
    assert "1 contact is in the list." in page
    visitor.post(f"{path}{fill.pk}/")
    assert "Say that these people have agreed to receive mail." in visitor.read(f"{path}{fill.pk}/")
    visitor.post(f"{path}{fill.pk}/", {"have_consented": "1"})
    assert "Stop" in visitor.read(f"{path}{fill.pk}/")
    jobs.run_due()
    assert "Added: 1" in visitor.read(f"{path}{fill.pk}/")
    assert list(mailchimp.members["l1"]) == [JANE]
    assert "Everybody to Customers" in visitor.read(path)
    visitor.post(f"/contacts/lists/{chosen.pk}/", {"_method": "DELETE"})
    assert ContactList.objects.count() == 0
    assert visitor.get("/contacts/?list=99999999999999999999").status_code == 200
