"""What is shown instead of a page: where a link works no longer, somebody may not see it, or something broke."""

from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looked_at import REFUSED, REFUSED_TO_MEMBERS
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen
from pacesetter.web.tests.in_browser.sending import send

pytestmark = pytest.mark.browser

# The console calls each of them an error.
_EXPECTED = r"status of (403|404|410|429|500|503)"
# What takes many requests, or a fault of ours, to be seen -> its status.
_IN_PLACE = {"429.html": 429, "web/locked_out.html": 429, "500.html": 500, "503.html": 503}


def faults_in_place(page: Page, template: str, status: int) -> list[str]:
    """Those of a page that is put into another one's place, with the other one's headers and so its policy."""
    body, path = render_to_string(template, {"minutes": 15}), "/demo/"

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(), status=status, body=body)

    page.route(f"**{path}", answer)
    faults = faults_of(page, path, status)
    page.unroute(f"**{path}")
    return [f"{template} {fault}" for fault in faults]


def test_what_is_refused_to_whoever_is_not_logged_in(open_page: OpenPage, rita: Member) -> None:
    user = rita.user
    assert user is not None
    given = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    with open_page(expected=_EXPECTED) as page:
        faults = [fault for path, status in REFUSED.items() for fault in faults_of(page, path, status)]
        for template, status in _IN_PLACE.items():
            faults += faults_in_place(page, template, status)
        page.goto(reverse("account_reset_password_from_key", kwargs=given))
        expect(page.locator("input[type=password]")).to_have_count(2)
        faults += [f"new password {fault}" for fault in faults_seen(page)]
        used = reverse("account_reset_password_from_key", kwargs={**given, "key": "none"})
        faults += faults_of(page, used)
        send(page, "/accounts/login/", has_token=False)
        page.get_by_role("heading", name="The form was open for too long").wait_for()
        assert faults + faults_seen(page) == []


def test_what_is_refused_to_a_team_member(open_page: OpenPage, rita: Member) -> None:
    with open_page(expected=_EXPECTED) as page:
        log_in(page, rita)
        assert [fault for path, status in REFUSED_TO_MEMBERS.items() for fault in faults_of(page, path, status)] == []


def test_what_others_were_in_the_way_of_is_told_from_what_broke(open_page: OpenPage, rita: Member) -> None:
    answers: list[dict[str, Any]] = [{"status": 503, "headers": {"Pacesetter-Kept": "nothing"}}, {"status": 503}]
    with open_page(expected=r"status of 503|Response Status Error Code 503") as page:
        log_in(page, rita)
        page.goto("/companies/")
        page.route("**/nowhere/", lambda route: route.fulfill(**answers.pop(0)))
        for said in ("Others were changing the same at that moment. Nothing was saved: try again.", "That went wrong"):
            page.evaluate("htmx.ajax('POST', '/nowhere/', '#main').catch(() => {})")
            expect(page.locator("#messages")).to_contain_text(said)
