"""From an empty installation to somebody's own log-in, as a browser sends it: with the headers that it makes itself."""

from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.people.models import Member
from pacesetter.people.setting_up import new_set_up_link
from pacesetter.people.verbs import invite
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage

pytestmark = pytest.mark.browser


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


@pytest.mark.parametrize("script", [True, False])
def test_the_set_up_link_makes_an_organisation(script: bool, open_page: OpenPage, live_server: Any) -> None:
    with open_page("phone", script=script) as page:
        page.goto(path_of(new_set_up_link()))
        page.get_by_role("button", name="Create the organisation").click()
        expect(page.locator(".field-error").first).to_be_visible()
        page.get_by_label("Name of the organisation").fill("Riverstone")
        page.get_by_label("Time zone").select_option("Europe/Berlin")
        page.get_by_label("Currency").select_option("EUR")
        page.get_by_label("Your name").fill("Ina")
        page.get_by_label("Your e-mail address").fill("ina@riverstone.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Create the organisation").click()
        page.wait_for_url("**/settings/**")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_enter_in_the_last_field_sets_up_too(script: bool, open_page: OpenPage, live_server: Any) -> None:
    """And does not press the button that shows the regions of a country, which stands above."""
    with open_page(script=script) as page:
        page.goto(path_of(new_set_up_link()))
        page.get_by_label("Name of the organisation").fill("Riverstone")
        page.get_by_label("Time zone").select_option("Europe/Berlin")
        page.get_by_label("Currency").select_option("EUR")
        page.get_by_label("Your name").fill("Ina")
        page.get_by_label("Your e-mail address").fill("ina@riverstone.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Password").press("Enter")
        page.wait_for_url("**/settings/**")


@pytest.mark.parametrize("script", [True, False])
def test_the_link_of_an_invitation_is_taken(script: bool, open_page: OpenPage, ada: Member) -> None:
    link = invite(by=ada, email="nia@acme.example", name="Nia").link
    with open_page("phone", script=script) as page:
        page.goto(path_of(link))
        page.get_by_label("Password").fill("a long enough password")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda address: "/invitations/" not in address)
    nia = Member.objects.get(email="nia@acme.example")
    assert nia.user is not None and nia.user.has_usable_password()


def test_the_time_zone_tells_the_country_until_one_is_chosen(open_page: OpenPage, live_server: Any) -> None:
    with open_page() as page:
        page.goto("/" + new_set_up_link().split("/", 3)[3])
        zone, country = page.get_by_label("Time zone"), page.get_by_label("Country")
        zone.select_option("Pacific/Auckland")
        expect(country).to_have_value("NZ")
        expect(page.get_by_label("Region")).to_be_visible()
        country.select_option("AU")
        zone.select_option("Europe/Berlin")
        expect(country).to_have_value("AU")
