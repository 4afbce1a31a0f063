"""From an empty installation to a rep's call on the manager's board, with no step outside the screens.

The link that the server prints is what somebody holds in their hands; everything else is done on the pages, where no
mail is sent the links of invitations too.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pacesetter.people.setting_up import new_set_up_link
from pacesetter.web.tests.in_browser.conftest import OpenPage
from pacesetter.web.tests.in_browser.hands import Hands, Keyboard, Pointer
from pacesetter.web.tests.in_browser.looks import too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The database is asked the same whatever the size, the theme and the hands; without script it is asked in another way.
WAYS = [
    pytest.param("desk", "light", Pointer(), True, id="desk-light", marks=pytest.mark.on_both),
    pytest.param("phone", "dark", Pointer(), True, id="phone-dark"),
    pytest.param("desk", "dark", Keyboard(), True, id="keyboard-alone"),
    pytest.param("phone", "light", Pointer(), False, id="without-script", marks=pytest.mark.on_both),
]
SDR = "Sales Development Representative"


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def set_up(page: Page, hands: Hands, link: str, *, script: bool) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pacesetter is running, and empty")
    page.goto(link)
    hands.write(page, page.get_by_label("Name of the organisation"), "Acme")
    if not script:
        hands.choose(page, page.get_by_label("Time zone"), "Pacific / Auckland")
    # With script the browser has said where it is.
    expect(page.get_by_label("Time zone")).not_to_have_value("")
    hands.choose(page, page.get_by_label("Country"), "New Zealand")
    if script:
        hands.choose(page, page.get_by_label("Region"), "Auckland")
    hands.write(page, page.get_by_label("Your name"), "Ada Manager")
    hands.write(page, page.get_by_label("Your e-mail address"), "ada@acme.example")
    hands.write(page, page.get_by_label("Password"), "correct horse battery")
    hands.press(page, page.get_by_role("button", name="Create the organisation"))


def choose_playbook(page: Page, hands: Hands) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a playbook")
    assert not too_wide(page)
    hands.press(page, page.locator(".playbooks").get_by_role("link", name="Look").first)
    expect(page.get_by_role("heading", name=SDR)).to_be_visible()
    assert not too_wide(page)
    hands.press(page, page.get_by_role("button", name="Set this up"))


def invite(page: Page, hands: Hands) -> str:
    """Invite two, and answer the link of Rita."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Invite people")
    hands.write(
        page,
        page.get_by_label("People", exact=True),
        f"Rita Rep, rita@acme.example, {SDR}, Outreach\nRaj Rep, raj@acme.example, {SDR}, Outreach",
    )
    hands.tick(page, page.get_by_label("Make teams that are not there yet"))
    hands.press(page, page.get_by_role("button", name="Invite", exact=True))
    expect(page.get_by_role("status").first).to_contain_text("2 people are invited.")
    link = page.get_by_label("Rita Rep · rita@acme.example").input_value()
    assert not too_wide(page)
    hands.press(page, page.get_by_role("link", name="Go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    return path_of(link)


def accept(page: Page, hands: Hands, link: str) -> None:
    page.goto(link)
    hands.write(page, page.get_by_label("Your own password"), "another horse battery")
    hands.press(page, page.get_by_role("button", name="Accept the invitation"))
    page.wait_for_url("**/day/")


def log_a_call(page: Page, hands: Hands, *, script: bool) -> None:
    hands.press(page, page.get_by_role("link", name="Quick log").first)
    hands.write(page, page.get_by_label("In a line"), "prospecting call 5m connected")
    if not script:
        hands.press(page, page.get_by_role("button", name="Show"))
    hands.press(page, page.get_by_role("button", name="Log it"))
    expect(page.get_by_role("status").first).to_contain_text("Logged: Prospecting call")


def see_it_on_the_board(page: Page, hands: Hands, size: str) -> None:
    page.goto("/")
    # Everything is done, so the first steps are the start page no longer.
    expect(page.get_by_role("heading", level=1)).to_have_text("My day")
    places = page.get_by_role("navigation", name="Main")
    if size == "phone":
        hands.press(page, places.get_by_text("More"))
    hands.press(page, places.get_by_role("link", name="Team board").last)
    page.wait_for_url("**/board/")
    row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name="Rita Rep"))
    expect(row.locator('[data-kpi="Calls"]')).to_contain_text("1")
    expect(row.locator('[data-kpi="Conversations"]')).to_contain_text("1")


@pytest.mark.parametrize(("size", "theme", "hands", "script"), WAYS)
def test_from_an_empty_installation_to_a_call_on_the_managers_board(
    size: str, theme: str, hands: Hands, script: bool, open_page: OpenPage, live_server: Any
) -> None:
    link = path_of(new_set_up_link())
    with open_page(size, theme, script=script) as manager:
        set_up(manager, hands, link, script=script)
        choose_playbook(manager, hands)
        invited = invite(manager, hands)
        with open_page(size, theme, script=script) as rep:
            accept(rep, hands, invited)
            log_a_call(rep, hands, script=script)
        see_it_on_the_board(manager, hands, size)
