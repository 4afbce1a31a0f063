"""From nothing to the first job in WorkflowMax, and to the first campaign of Mailchimp, against imitations."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.campaigns.tests.conftest import JANE, STRANGER
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign, FakeMailchimp, problem
from pacesetter.integrations.mailchimp.tests.judging import judge
from pacesetter.integrations.models import Campaign, Connection, JobOrder
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import no_grace
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_once

pytestmark = pytest.mark.browser


@pytest.fixture
def wfm(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWorkflowMax]:
    fake = FakeWorkflowMax()
    no_grace(monkeypatch)
    with answered_by(fake):
        yield fake


def consents(page: Page, live_server: Any) -> None:
    """The other system's page: whoever comes there consents, and is sent back."""

    def answer(route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        back = f"{live_server.url}{urlsplit(query['redirect_uri'][0]).path}?code=c&state={query['state'][0]}"
        route.fulfill(status=302, headers={"Location": back})

    page.route("https://oauth.workflowmax.com/**", answer)


@pytest.mark.parametrize(("size", "theme"), [("phone", "dark"), ("desk", "light")])
def test_from_nothing_to_the_first_job(
    size: str, theme: str, open_page: OpenPage, live_server: Any, ada: Member, wfm: FakeWorkflowMax
) -> None:
    kind = ActivityType.objects.create(name="Set up job", category="workflowmax_job")
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=ada)
    faults: list[str] = []
    with open_page(size, theme) as page:
        log_in(page, ada)
        consents(page, live_server)
        faults += faults_once(page, size, "/settings/connections/")
        page.get_by_role("link", name="Connect WorkflowMax", exact=True).click()
        faults += faults_once(page, size, "/settings/connections/new/workflowmax/")
        page.get_by_label("Client ID").fill("app")
        page.get_by_label("Client secret").fill("app-secret")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_role("link", name="Go to WorkflowMax").click()
        expect(page.get_by_text("WorkflowMax is connected, with the account")).to_be_visible()
        connection = Connection.objects.get()
        jobs.run_due()
        for path in ("", "staff/", "ending/", "requests/"):
            faults += faults_once(page, size, f"/settings/connections/{connection.pk}/{path}")

        faults += faults_once(page, size, f"/settings/activities/{kind.pk}/job/")
        page.get_by_label("Template").select_option(label="Onboarding")
        page.get_by_label("Wim Worker").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("It counts for jobs that are made from now on.")).to_be_visible()

        # The first one asks which client it is, and fails once; both are said in words.
        wfm.add_client("Initech Holding")
        wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "The budget is missing"}'))
        faults += faults_once(page, size, f"/activities/new/?type={kind.pk}&planned=1&company={company.pk}")
        page.get_by_label("What about").fill("New books")
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_text("Planned: Set up job")).to_be_visible()
        jobs.run_due()
        order = JobOrder.objects.get()
        faults += faults_once(page, size, f"/activities/{order.activity_id}/")
        page.get_by_label("None of them: make a new client").check()
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("The job is being sent.")).to_be_visible()
        jobs.run_due()
        faults += faults_once(page, size, f"/activities/{order.activity_id}/")
        expect(page.get_by_text("The budget is missing")).to_be_visible()
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("The job is being sent.")).to_be_visible()
        jobs.run_due()
        page.goto(f"/activities/{order.activity_id}/")
        expect(page.get_by_text("J000309")).to_be_visible()
    assert [one["name"] for one in wfm.clients] == ["Initech Holding", "Initech"]
    assert len(wfm.jobs) == 1
    assert faults == []


@pytest.mark.parametrize(("size", "theme"), [("phone", "light"), ("desk", "dark")])
def test_from_nothing_to_the_first_campaign(
    size: str, theme: str, open_page: OpenPage, ada: Member, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    ActivityType.objects.create(name="Newsletter", category="email_campaign")
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=ada)
    Contact.objects.create(name="Jane Doe", company=company, email=JANE)
    sent_at = clock.now() - timedelta(hours=2)
    news = FakeCampaign("c1", sent_at, [JANE, STRANGER], reply_to="news@acme.example")
    news.does(JANE, "open", sent_at + timedelta(minutes=5))
    mailchimp = FakeMailchimp(news, judge=judge)
    faults: list[str] = []
    with answered_by(mailchimp), open_page(size, theme) as page:
        log_in(page, ada)
        faults += faults_once(page, size, "/settings/campaigns/")
        page.get_by_role("link", name="Connect one").click()
        page.get_by_role("link", name="Connect Mailchimp", exact=True).click()
        faults += faults_once(page, size, "/settings/connections/new/mailchimp/?way=key")
        mailchimp.key = ""
        page.get_by_label("API key").fill(KEY)
        page.get_by_role("button", name="Connect", exact=True).click()
        expect(page.get_by_text("The other system does not accept the key.").first).to_be_visible()
        mailchimp.key = KEY
        connection = Connection.objects.get()
        faults += faults_once(page, size, f"/settings/connections/{connection.pk}/")
        page.get_by_role("button", name="Check now").click()
        expect(page.get_by_text("Acme News").first).to_be_visible()

        # Whose it is has to be said first; until then it waits, in words.
        jobs.enqueue("integrations.look_for_campaigns", {})
        jobs.run_due()
        page.goto(page.url.partition("/settings/")[0] + "/settings/campaigns/")
        expect(page.get_by_text("Say whose campaigns from news@acme.example are.")).to_be_visible()
        path = f"/settings/connections/{connection.pk}/campaigns/"
        faults += faults_once(page, size, path)
        page.get_by_label("Sent by news@acme.example").select_option(label="Ada")
        page.get_by_role("button", name="Save").click()
        # What waits is counted at once, so that is asked first.
        page.get_by_role("button", name="Save and count").click()
        expect(page.get_by_text("Saved. Campaigns are being looked for")).to_be_visible()
        mailchimp.broken.append(problem(500, "Oops", "Try later."))
        for _ in range(2):
            Job.objects.filter(state=Job.State.QUEUED).update(run_at=clock.now())
            jobs.run_due()
        faults += faults_once(page, size, f"/settings/campaigns/{Campaign.objects.get().pk}/")
        expect(page.get_by_text("It counts for Ada:")).to_be_visible()
        expect(page.get_by_text(STRANGER)).to_be_visible()

        faults += faults_once(page, size, f"/settings/connections/{connection.pk}/webhooks/")
        page.get_by_role("button", name="Set up webhooks").click()
        jobs.run_due()
        faults += faults_once(page, size, f"/settings/connections/{connection.pk}/webhooks/")
        expect(page.get_by_text("No report has come yet.")).to_be_visible()

        faults += faults_once(page, size, "/contacts/lists/")
        page.get_by_label("Name of the list").fill("Everybody")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The list “Everybody” is saved.")).to_be_visible()
        faults += faults_once(page, size, f"/settings/connections/{connection.pk}/audiences/")
        page.get_by_role("button", name="Read the audiences").click()
        expect(page.get_by_text("The audiences are being read")).to_be_visible()
        jobs.run_due()
        faults += faults_once(page, size, f"/settings/connections/{connection.pk}/audiences/")
        page.get_by_label("Saved list of contacts").select_option(label="Everybody")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("1 contact is in the list.")).to_be_visible()
        page.get_by_role("button", name="Add them").click()
        expect(page.get_by_text("Say that these people have agreed to receive mail.")).to_be_visible()
        page.get_by_label("These people have agreed to receive mail from us.").check()
        page.get_by_role("button", name="Add them").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        jobs.run_due()
        # It looks by itself.
        expect(page.get_by_text("Added: 1")).to_be_visible()
        faults += faults_once(page, size, urlsplit(page.url).path)
    assert faults == []
