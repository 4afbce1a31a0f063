"""What tests in a browser begin with: somebody logged in, and a team that has done something."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.live import handover
from pacesetter.web.tests.in_browser.browser import SIZES, THEMES, OpenPage

__all__ = ["SIZES", "THEMES", "OpenPage"]

PASSWORD = "correct horse battery"


def log_in(page: Page, member: Member) -> None:
    """Log in as the form does, without drawing it nor the page that it leads to."""
    address = reverse("account_login")
    page.context.request.get(address)
    token = next(one["value"] for one in page.context.cookies() if one["name"] == settings.CSRF_COOKIE_NAME)
    given: dict[str, Any] = {"login": member.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert page.context.request.post(address, form=given, max_redirects=0).status == 302


def log_in_by_form(page: Page, member: Member) -> None:
    """Log in by hand, and see where that leads."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda address: "/accounts/" not in address)


@pytest.fixture(autouse=True)
def nothing_changes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without streams tells each page to fetch itself anew as soon as it is there, under the hands of whoever
    uses it. Here it says nothing, as a stream does."""
    monkeypatch.setattr(handover, "_WITHOUT_STREAM", "retry: {retry}\n\n")


@pytest.fixture
def team(
    live_server: Any,
    ada: Member,
    mona: Member,
    rita: Member,
    raj: Member,
    call: ActivityType,
    connected: Outcome,
    calls: Kpi,
    connects: Kpi,
    connect_rate: Kpi,
) -> None:
    """Rita is on track this month, Raj is far from it."""
    now = clock.now()
    for owner, number in ((rita, 12), (raj, 1)):
        for _ in range(number):
            verbs.log(by=owner, activity_type=call, owner=owner, outcome=connected, at=now)
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 1, 5, tzinfo=UTC))
