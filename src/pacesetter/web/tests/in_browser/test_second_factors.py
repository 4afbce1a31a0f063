"""Passkeys, codes of an app and recovery codes, each tried with a real browser and, for passkeys, its own
authenticator."""

import re
from typing import Any

import pyotp
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_organisation
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage, log_in

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def codes_outlast_the_way_to_the_server(settings: Any) -> None:
    """A code made in the last moment of its half minute is another one's once a busy machine has sent it."""
    settings.MFA_TOTP_TOLERANCE = 1


def faults(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


def confirm(page: Page, *, script: bool = True) -> None:
    """Show that it is still the same person."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    assert not script or faults(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log out").last.click()
    page.wait_for_url("**/accounts/login/**")


def try_password(page: Page, member: Member, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def give_code(page: Page, code: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_role("textbox").first.fill(code)
    page.get_by_role("button", name="Log in", exact=True).click()


@pytest.mark.parametrize(("size", "theme", "script"), [("desk", "light", True), ("phone", "dark", False)])
def test_an_app_and_recovery_codes(
    size: str, theme: str, script: bool, open_page: OpenPage, live_server: Any, rita: Member
) -> None:
    cache.clear()
    with open_page(size, theme, script=script) as page:
        log_in(page, rita)
        page.goto("/accounts/2fa/")
        page.get_by_role("link", name="Set up").click()
        confirm(page, script=script)
        secret = page.get_by_label("Key", exact=True).input_value()
        assert not script or faults(page) == []
        page.get_by_role("textbox").last.fill("000000")
        page.get_by_role("button", name="Ask for codes from now on").click()
        expect(page.locator(".field-error")).to_be_visible()
        page.get_by_role("textbox").last.fill(pyotp.TOTP(secret).now())
        page.get_by_role("button", name="Ask for codes from now on").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        expect(page.locator(".codes code")).to_have_count(10)
        codes = page.locator(".codes code").all_inner_texts()
        assert not script or faults(page) == []
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").click()
        assert codes[0] in download.value.path().read_text()
        log_out(page)
        try_password(page, rita)
        assert not script or faults(page) == []
        give_code(page, "123456")
        expect(page.locator(".field-error")).to_be_visible()
        give_code(page, codes[0])
        page.wait_for_url("**/day/")
        log_out(page)
        try_password(page, rita)
        give_code(page, codes[0])
        expect(page.locator(".field-error")).to_be_visible()
        give_code(page, codes[1])
        page.goto("/accounts/2fa/")
        page.get_by_role("link", name="Stop asking for codes").click()
        confirm(page, script=script)
        expect(page.get_by_role("heading", level=1)).to_have_text("Stop asking for codes?")
        assert not script or faults(page) == []
        page.get_by_role("button", name="Stop asking for codes").click()
        expect(page.get_by_role("status").first).to_contain_text("Codes of the app are not asked for any more.")
        log_out(page)
        try_password(page, rita)
        page.wait_for_url("**/day/")


def test_a_passkey(open_page: OpenPage, live_server: Any, rita: Member) -> None:
    cache.clear()
    with open_page() as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        log_in(page, rita)
        page.goto("/accounts/2fa/")
        page.get_by_role("link", name="Add a passkey").click()
        confirm(page)
        assert faults(page) == []
        page.get_by_label("Name").fill("Rita's laptop")
        expect(page.get_by_label("Log in with it alone")).to_be_checked()
        expect(page.get_by_text("Passkeys need script")).to_be_hidden()
        page.get_by_role("button", name="Add it").click()
        page.wait_for_url(lambda address: "/webauthn/add" not in address)
        page.goto("/accounts/2fa/webauthn/")
        expect(page.get_by_text("Rita's laptop").first).to_be_visible()
        assert faults(page) == []
        log_out(page)
        page.get_by_role("button", name="Log in with a passkey").click()
        page.wait_for_url("**/day/")
        # The password alone opens nothing any more: the passkey is the second factor, too.
        log_out(page)
        try_password(page, rita)
        expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
        page.get_by_role("button", name="Use a passkey or security key").click()
        page.wait_for_url("**/day/")
        page.goto("/accounts/2fa/webauthn/")
        page.get_by_role("link", name="Rename").click()
        confirm_by_passkey(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Rename a passkey")
        assert faults(page) == []
        page.get_by_label("Name").fill("Rita's <b>desk</b>")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Remove").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Remove “Rita's <b>desk</b>”?")
        assert faults(page) == []
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_role("status").first).to_contain_text("The passkey is removed.")
        log_out(page)
        try_password(page, rita)
        page.wait_for_url("**/day/")


def confirm_by_passkey(page: Page) -> None:
    """Show by one's passkey that it is still the same person, where that is asked at all."""
    page.wait_for_url(re.compile("/reauthenticate/|/edit/"))
    if "reauthenticate" not in page.url:
        return
    page.get_by_role("link", name="Use a security key").click()
    assert faults(page) == []
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.wait_for_url("**/edit/")


def test_a_new_password_does_not_skip_the_second_factor(open_page: OpenPage, live_server: Any, rita: Member) -> None:
    cache.clear()
    secret = generate_totp_secret()
    TOTP.activate(rita.user, secret)
    with open_page() as page:
        page.goto("/accounts/password/reset/")
        page.get_by_role("textbox").fill(rita.email)
        page.get_by_role("button", name="Send the link").click()
        page.wait_for_url("**/done/")
        found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
        assert found is not None
        page.goto(found[1])
        for field in page.locator("input[type=password]").all():
            field.fill("another horse battery")
        page.get_by_role("button", name="Save the password").click()
        page.wait_for_url("**/key/done/")
        page.goto("/day/")
        page.wait_for_url("**/accounts/login/**")
        try_password(page, rita, "another horse battery")
        give_code(page, pyotp.TOTP(secret).now())
        page.wait_for_url("**/day/")


def test_whoever_has_to_have_one_is_led_to_it_and_then_on(
    open_page: OpenPage, live_server: Any, rita: Member, ada: Member
) -> None:
    cache.clear()
    edit_organisation(by=ada, second_factor="everybody")
    with open_page() as page:
        try_password(page, rita)
        page.wait_for_url("**/accounts/2fa/")
        expect(page.get_by_text("Your organisation wants a second factor")).to_be_visible()
        page.get_by_role("link", name="Set up").click()
        confirm(page)
        secret = page.get_by_label("Key", exact=True).input_value()
        page.get_by_role("textbox").last.fill(pyotp.TOTP(secret).now())
        page.get_by_role("button", name="Ask for codes from now on").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        page.goto("/day/")
        expect(page.get_by_role("heading", level=1)).to_have_text("My day")


def test_one_press_logs_out_everywhere_else(open_page: OpenPage, live_server: Any, rita: Member) -> None:
    cache.clear()
    with open_page() as elsewhere, open_page() as here:
        log_in(elsewhere, rita)
        log_in(here, rita)
        here.goto("/accounts/sessions/")
        expect(here.locator(".sessions li")).to_have_count(2)
        here.get_by_role("button", name="Log out everywhere else").click()
        expect(here.locator(".sessions li")).to_have_count(1)
        elsewhere.goto("/day/")
        elsewhere.wait_for_url("**/accounts/login/**")
