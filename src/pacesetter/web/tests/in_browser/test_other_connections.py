"""From nothing to the first job in each of the other job systems, and to the first campaign of Brevo, against
imitations; what goes wrong on the way is said in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.brevo.provider import BrevoProvider
from pacesetter.integrations.brevo.tests import fake as brevo_fake
from pacesetter.integrations.brevo.tests.fake import FakeBrevo
from pacesetter.integrations.campaigns.tests.conftest import JANE, STRANGER
from pacesetter.integrations.models import Campaign, Connection, JobOrder
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import no_grace
from pacesetter.integrations.workflowmax_v1.tests.conftest import SYSTEMS
from pacesetter.integrations.workflowmax_v1.tests.fake import FakeXml, refused
from pacesetter.integrations.xero_projects.tests.fake import FakeXero
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of

pytestmark = pytest.mark.browser


@dataclass
class System:
    """A job system: its name on the pages, what fails there once, how that is said, and what the first job is called
    in the end."""

    label: str
    fake: Any
    words: str
    job: str

    def fails_once(self) -> None:
        if isinstance(self.fake, FakeXero):
            self.fake.loses = "before"
        else:
            self.fake.fail("POST job.api/add", refused("The client name is required"))


def system_of(key: str) -> System:
    if key == "xero_projects":
        return System("Xero Projects", FakeXero(), "It is tried again by itself.", "New books (")
    label = {"workflowmax_v1": "WorkflowMax (API V1)", "xero_practice_manager": "Xero Practice Manager"}[key]
    return System(label, FakeXml(*SYSTEMS[key]), "The client name is required", "J000309")


@contextmanager
def consents(page: Page, live_server: Any) -> Iterator[list[str]]:
    """The other system's page sends whoever comes there back with what is in the list, by turns."""
    answers: list[str] = []

    def answer(route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        back = f"{live_server.url}{urlsplit(query['redirect_uri'][0]).path}?{answers.pop(0)}&state={query['state'][0]}"
        route.fulfill(status=302, headers={"Location": back})

    page.route(re.compile(r"https://(oauth|login)\."), answer)
    yield answers


@pytest.mark.parametrize("key", ["workflowmax_v1", "xero_practice_manager", "xero_projects"])
def test_from_nothing_to_the_first_job(
    key: str, open_page: OpenPage, live_server: Any, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_grace(monkeypatch)
    system, faults = system_of(key), list[str]()
    kind = ActivityType.objects.create(name="Set up job", category="workflowmax_job")
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=ada)
    with (
        answered_by(system.fake),
        open_page("phone", "light", worker=False) as page,
        consents(page, live_server) as answers,
    ):
        log_in(page, ada)
        page.goto("/settings/connections/")
        page.get_by_role("link", name=f"Connect {system.label}", exact=True).click()
        page.get_by_label("Client ID").fill("app")
        page.get_by_label("Client secret").fill("app-secret")
        page.get_by_role("button", name="Save and go on").click()
        answers += ["error=access_denied", "code=c"]
        page.get_by_role("link", name=f"Go to {system.label}").click()
        expect(page.get_by_text("The consent was not given. Nothing has changed.")).to_be_visible()
        connection = Connection.objects.get()
        faults += faults_of(page, f"/settings/connections/{connection.pk}/")
        page.get_by_role("button", name="Give consent").click()
        page.get_by_role("link", name=f"Go to {system.label}").click()
        expect(page.get_by_text(f"{system.label} is connected, with the account")).to_be_visible()
        jobs.run_due()
        faults += faults_of(page, f"/settings/connections/{connection.pk}/")

        faults += faults_of(page, f"/settings/activities/{kind.pk}/job/")
        if key != "xero_projects":
            page.get_by_label("Template").select_option(label="Onboarding")
            page.get_by_label("Manager").select_option(label="Wim")
            page.get_by_role("button", name="Save").click()
            expect(page.get_by_text("It counts for jobs that are made from now on.")).to_be_visible()

        system.fails_once()
        page.goto(f"/activities/new/?type={kind.pk}&planned=1&company={company.pk}")
        page.get_by_label("What about").fill("New books")
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_text("Planned: Set up job")).to_be_visible()
        jobs.run_due()
        order = JobOrder.objects.get()
        faults += faults_of(page, f"/activities/{order.activity_id}/")
        expect(page.get_by_text(system.words)).to_be_visible()
        if key == "xero_projects":
            Job.objects.filter(state=Job.State.QUEUED).update(run_at=clock.now())
        else:
            page.get_by_role("button", name="Try again").click()
            expect(page.get_by_text("The job is being sent.")).to_be_visible()
        jobs.run_due()
        faults += faults_of(page, f"/activities/{order.activity_id}/")
        expect(page.get_by_text(system.job).first).to_be_visible()
    assert len(system.fake.projects if key == "xero_projects" else system.fake.jobs) == 1
    assert faults == []


def test_from_nothing_to_the_first_campaign_of_brevo(
    open_page: OpenPage, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BrevoProvider, "limits", ())
    ActivityType.objects.create(name="Newsletter", category="email_campaign")
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=ada)
    Contact.objects.create(name="Jane Doe", company=company, email=JANE)
    sent_at = clock.now() - timedelta(hours=2)
    news = brevo_fake.FakeCampaign(1, sent_at, [JANE, STRANGER], sender=ada.email)
    news.does(JANE, "opened", count=2, eventTime=(sent_at + timedelta(minutes=5)).isoformat())
    brevo, faults = FakeBrevo(news), list[str]()
    with answered_by(brevo), open_page("phone", "dark") as page:
        log_in(page, ada)
        page.goto("/settings/campaigns/")
        page.get_by_role("link", name="Connect one").click()
        page.get_by_role("link", name="Connect Brevo", exact=True).click()
        faults += faults_of(page, "/settings/connections/new/brevo/")
        brevo.broken.append(brevo_fake.error(401, "unauthorized", "Key not found"))
        page.get_by_label("API key").fill(brevo_fake.KEY)
        page.get_by_role("button", name="Connect", exact=True).click()
        expect(page.get_by_text("The other system does not accept the key.").first).to_be_visible()
        connection = Connection.objects.get()
        page.goto(f"/settings/connections/{connection.pk}/")
        page.get_by_role("button", name="Check now").click()
        expect(page.get_by_text("Acme News").first).to_be_visible()

        # The file of recipients can't be written at first; what is wrong is said where somebody looks.
        brevo.fails = True
        jobs.enqueue("integrations.look_for_campaigns", {})
        jobs.run_due()
        faults += faults_of(page, f"/settings/connections/{connection.pk}/")
        expect(page.get_by_text("Brevo could not write the list of recipients.").first).to_be_visible()
        brevo.fails = False
        page.get_by_role("button", name="Try again").first.click()
        jobs.run_due()
        faults += faults_of(page, f"/settings/campaigns/{Campaign.objects.get().pk}/")
        expect(page.get_by_text("It counts for Ada:")).to_be_visible()
        expect(page.get_by_text(STRANGER)).to_be_visible()

        page.goto("/contacts/lists/")
        page.get_by_label("Name of the list").fill("Everybody")
        page.get_by_role("button", name="Save").click()
        page.goto(f"/settings/connections/{connection.pk}/audiences/")
        page.get_by_role("button", name="Read the audiences").click()
        jobs.run_due()
        page.goto(f"/settings/connections/{connection.pk}/audiences/")
        page.get_by_label("Saved list of contacts").select_option(label="Everybody")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("These people have agreed to receive mail from us.").check()
        page.get_by_label("Give those who are there already the names that they have here.").check()
        faults += faults_of(page, urlsplit(page.url).path)
        page.get_by_label("These people have agreed to receive mail from us.").check()
        page.get_by_label("Give those who are there already the names that they have here.").check()
        page.get_by_role("button", name="Add them").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        jobs.run_due()
        expect(page.get_by_text("Added: 1")).to_be_visible()
        faults += faults_of(page, urlsplit(page.url).path)
    assert brevo.contacts[JANE]["listIds"] == [7]
    assert faults == []
