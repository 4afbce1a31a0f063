"""From nothing to the first job in WorkflowMax, in a browser, against a WorkflowMax of our own."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.models import Connection, JobOrder
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.conftest import no_grace
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of

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
        faults += faults_of(page, "/settings/connections/")
        page.get_by_role("link", name="Connect WorkflowMax", exact=True).click()
        faults += faults_of(page, "/settings/connections/new/workflowmax/")
        page.get_by_label("Client ID").fill("app")
        page.get_by_label("Client secret").fill("app-secret")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_role("link", name="Go to WorkflowMax").click()
        expect(page.get_by_text("WorkflowMax is connected, with the account")).to_be_visible()
        connection = Connection.objects.get()
        jobs.run_due()
        for path in ("", "staff/", "ending/", "requests/"):
            faults += faults_of(page, f"/settings/connections/{connection.pk}/{path}")

        faults += faults_of(page, f"/settings/activities/{kind.pk}/job/")
        page.get_by_label("Template").select_option(label="Onboarding")
        page.get_by_label("Wim Worker").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("It counts for jobs that are made from now on.")).to_be_visible()

        # The first one asks which client it is, and fails once; both are said in words.
        wfm.add_client("Initech Holding")
        wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "The budget is missing"}'))
        faults += faults_of(page, f"/activities/new/?type={kind.pk}&planned=1&company={company.pk}")
        page.get_by_label("What about").fill("New books")
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_text("Planned: Set up job")).to_be_visible()
        jobs.run_due()
        order = JobOrder.objects.get()
        faults += faults_of(page, f"/activities/{order.activity_id}/")
        page.get_by_label("None of them: make a new client").check()
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("The job is being sent.")).to_be_visible()
        jobs.run_due()
        faults += faults_of(page, f"/activities/{order.activity_id}/")
        expect(page.get_by_text("The budget is missing")).to_be_visible()
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("The job is being sent.")).to_be_visible()
        jobs.run_due()
        page.goto(f"/activities/{order.activity_id}/")
        expect(page.get_by_text("J000309")).to_be_visible()
    assert [one["name"] for one in wfm.clients] == ["Initech Holding", "Initech"]
    assert len(wfm.jobs) == 1
    assert faults == []
