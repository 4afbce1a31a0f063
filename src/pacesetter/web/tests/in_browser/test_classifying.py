"""E-mails to classify: by keyboard, and several at once."""

import pytest
from playwright.sync_api import expect

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.models import CapturedMail
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.test_mails import follow_up as follow_up
from pacesetter.web.tests.test_mails import waiting_mail

pytestmark = pytest.mark.browser


def test_the_list_by_keyboard_alone_and_the_rest_at_once(
    live_server: object, open_page: OpenPage, rita: Member, follow_up: ActivityType
) -> None:
    for number in range(1, 7):
        waiting_mail(rita, number)
    with open_page() as page:
        log_in(page, rita)
        page.goto("/mail/")
        lines = page.locator(".mail-line")
        # Tab leads into the list; from there single keys do.
        page.locator(".mail-choose input").first.focus()
        for key, place in (("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
            page.keyboard.press(key)
            expect(lines.nth(place)).to_be_focused()
        page.keyboard.press("x")
        expect(lines.first.get_by_role("checkbox")).to_be_checked()
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.keyboard.press("l")
        expect(page.get_by_role("status")).to_contain_text("Logged: Follow-up e-mail with Person 2.")
        # The one that took its place is at hand.
        expect(lines.nth(1)).to_be_focused()
        expect(lines.nth(1)).to_contain_text("Person 3")
        page.keyboard.press("i")
        expect(page.get_by_role("status")).to_contain_text("Ignored: the e-mail with Person 3.")
        expect(lines.nth(1)).to_contain_text("Person 4")
        page.keyboard.press("o")
        expect(page.get_by_role("heading", name="Person 4")).to_be_visible()
        page.go_back()
        # In a list of choices letters choose; they log nothing.
        page.get_by_label("What the e-mail with Person 1 was").focus()
        page.keyboard.press("i")
        expect(lines).to_have_count(4)
        page.get_by_text("Settle several").click()
        page.get_by_label("Tick all on this page").check()
        page.get_by_role("button", name="Log as suggested").click()
        expect(page.get_by_role("status")).to_contain_text("4 e-mails settled.")
        expect(lines).to_have_count(0)
        page.locator("#messages").get_by_role("button", name="Undo").click()
        expect(lines).to_have_count(4)
    states = sorted(CapturedMail.objects.values_list("state", flat=True))
    assert states == ["ignored", "logged", *["waiting"] * 4]
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 1
