"""Pages that are the answer to a press: what asks before something is done, or shows the way to another system."""

import pytest
from playwright.sync_api import expect

from pacesetter.integrations.verbs import begin_connection, register_app
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.rewards.verbs import open_screen
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen
from pacesetter.web.tests.in_browser.sending import send

pytestmark = pytest.mark.browser


def test_pages_that_ask_first(open_page: OpenPage, ada: Member, calls: Kpi, other_organisation: Organisation) -> None:
    screen = open_screen(by=ada, name="Sales floor", team=None, kpis=[calls]).screen
    app = {"client_id": "app", "client_secret": "app-secret"}
    theirs = begin_connection(by=ada, provider="null", way="oauth", given=app)
    register_app(by=ada, provider="google", given=app, uses=["calendar"])
    own = begin_connection(by=ada, owner=ada, provider="google", way="oauth", given={"invites": "yes"})
    asked = (
        (f"/leaderboard/screens/{screen.pk}/", "DELETE", "End the screen “Sales floor”?"),
        (f"/settings/connections/{theirs.pk}/consent/", "", "Null"),
        (f"/profile/connections/{own.pk}/consent/", "", "Google"),
        # What the phone system is to be told is shown this once.
        ("/settings/phone/new/", "", "Switchboard"),
    )
    with open_page() as page:
        log_in(page, ada)
        # The password comes before another address to log in with.
        page.goto("/profile/email/")
        faults = faults_seen(page)
        send(page, "/accounts/reauthenticate/", password=PASSWORD, next="/profile/email/")
        faults += faults_of(page, "/profile/email/")
        for path, method, heading in asked:
            send(page, path, method=method, name="Switchboard", shape="standard")
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            faults += [f"{path} {fault}" for fault in faults_seen(page)]
            page.goto("/organisation/")
        # A link from a mail of an organisation in which she does not work at the moment.
        with scope(other_organisation):
            Member.objects.create(user=ada.user, name="Ada", email=ada.email)
        send(page, "/organisation/", member=str(ada.pk))
        faults += faults_of(page, f"/in/{other_organisation.pk}/day/")
        assert faults == []
