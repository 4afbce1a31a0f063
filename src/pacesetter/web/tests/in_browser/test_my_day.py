"""Living the day: on a phone, by keyboard alone, and without script."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in, log_in_by_form
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen, too_wide

pytestmark = pytest.mark.browser


@pytest.fixture
def to_dos(
    live_server: object, rita: Member, call: ActivityType, meeting: ActivityType, initech: Company, calls: Kpi
) -> list[Activity]:
    jane = Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    today = clock.today(rita.zone())
    return [
        verbs.plan(
            by=rita,
            activity_type=kind,
            owner=rita,
            due_on=today + timedelta(days=days),
            company=initech,
            contacts=[jane],
        )
        for kind, days in ((call, -1), (meeting, 0), (call, 0), (call, 1))
    ]


def are_done(page: Page, number: int) -> None:
    expect(page.locator(".is-done .to-do")).to_have_count(number)


def test_one_tap_completes_and_one_undoes(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        page.get_by_role("button", name="Complete: Demo").click()
        expect(page.get_by_role("status")).to_contain_text("Done: Demo · Initech.")
        expect(page.locator(".is-done .to-do")).to_have_count(1)
        page.locator("#messages").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status")).to_contain_text("Open again")
        expect(page.locator(".is-done .to-do")).to_have_count(0)


def test_how_it_ended_is_asked_in_the_list(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        page.get_by_role("link", name="Complete: Discovery call").first.click()
        expect(page.get_by_role("button", name="Connected")).to_be_focused()
        assert not too_wide(page)
        expect(page.get_by_label("Minutes")).to_have_value("10")
        page.get_by_label("Minutes").fill("3")
        page.get_by_role("button", name="Voicemail").click()
        expect(page.locator(".is-done")).to_contain_text("Voicemail")
        # The next one is at hand.
        expect(page.locator(".to-do-check[id]").first).to_be_focused()


def test_what_is_asked_next_is_not_below_what_was_just_said(
    open_page: OpenPage, rita: Member, to_dos: list[Activity]
) -> None:
    with open_page("phone", motion=True) as page:
        log_in(page, rita)
        page.goto("/day/")
        page.set_viewport_size({"width": 360, "height": 560})
        page.get_by_role("button", name="Complete: Demo").click()
        said = page.locator("#messages .alert")
        expect(said).to_contain_text("Done: Demo")
        opener = page.get_by_role("link", name="Complete: Discovery call").last
        # As low as it can be pressed above what was said.
        opener.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 170)")
        opener.click()
        asked = page.get_by_role("button", name="Connected")
        expect(asked).to_be_focused()
        # The page glides there.
        page.wait_for_function(
            "([one, other]) => one.getBoundingClientRect().bottom <= other.getBoundingClientRect().top",
            arg=[asked.element_handle(), said.element_handle()],
        )


def test_since_when_something_is_late_is_told_in_full_on_a_phone(
    open_page: OpenPage, rita: Member, to_dos: list[Activity]
) -> None:
    to_dos[0].due_on = clock.today(rita.zone()) - timedelta(days=40)
    to_dos[0].save()
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        late = page.locator(".to-do-facts > .due-overdue")
        expect(late).to_contain_text("Overdue since")
        assert late.evaluate(
            "one => one.getBoundingClientRect().right <= one.parentElement.getBoundingClientRect().right"
        )


def test_a_call_is_dialled_by_the_phone(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        expect(page.locator(".is-dial").first).to_have_attribute("href", "tel:+6495551234")


def test_the_day_by_keyboard_alone(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/day/")
        page.locator(".to-do-way:not(.is-dial)").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Tomorrow")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".to-do-way:not(.is-dial)").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Tomorrow")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Tomorrow")
        page.keyboard.press("Control+k")
        expect(page.get_by_label("In a line")).to_be_focused()
        page.keyboard.type("demo tomorrow 3pm with Jane")
        expect(page.locator(".quick-preview")).to_contain_text("Jane Doe")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Planned: Demo · Initech.")


def test_a_line_that_could_mean_two_things_asks(
    open_page: OpenPage, rita: Member, to_dos: list[Activity], initech: Company
) -> None:
    Contact.objects.create(name="Jane Roe", company=initech)
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        page.get_by_role("link", name="Quick log").click()
        page.get_by_label("In a line").fill("call Jane 5m")
        page.get_by_label("Jane Roe at Initech").check(force=True)
        expect(page.locator(".quick-facts")).to_contain_text("Jane Roe")
        expect(page.get_by_label("Jane Roe at Initech")).to_be_focused()
        page.get_by_label("Not said").check(force=True)
        page.get_by_role("button", name="Log it").click()
        expect(page.get_by_role("status")).to_contain_text("Logged: Discovery call · Initech.")


def test_what_opens_over_the_page_has_no_faults(
    open_page: OpenPage, rita: Member, to_dos: list[Activity], initech: Company
) -> None:
    Contact.objects.create(name="Jane Roe", company=initech)
    with open_page("phone") as page:
        log_in(page, rita)
        assert faults_of(page, "/day/") == []
        page.get_by_role("link", name="Complete: Discovery call").first.click()
        expect(page.get_by_role("button", name="Connected")).to_be_visible()
        assert faults_seen(page) == []
        page.get_by_role("link", name="Quick log").click()
        page.get_by_label("In a line").fill("call Jane today")
        expect(page.locator(".quick-question").first).to_be_visible()
        assert faults_seen(page) == []
        page.goto("/activities/new/?type=" + str(to_dos[0].activity_type_id))
        page.get_by_label("Company").press_sequentially("ini")
        expect(page.get_by_role("option", name="Initech")).to_be_visible()
        assert faults_seen(page) == []


def test_a_company_is_picked_by_keyboard(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/activities/new/?type={to_dos[0].activity_type_id}")
        box = page.get_by_role("combobox", name="Company")
        box.press_sequentially("init")
        expect(page.get_by_role("option", name="Initech")).to_be_visible()
        box.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", "company-option-" + str(to_dos[0].company_id))
        box.press("Enter")
        expect(box).to_have_value("Initech")
        contact = page.get_by_role("combobox", name="Contacts")
        contact.focus()
        expect(page.get_by_role("option", name="Jane Doe")).to_be_visible()
        contact.press("ArrowDown")
        contact.press("Enter")
        expect(page.get_by_role("checkbox", name="Jane Doe")).to_be_checked()
        page.get_by_role("radio", name="Connected").check(force=True)
        page.get_by_role("button", name="Log it").click()
        expect(page.get_by_role("status")).to_contain_text("Logged: Discovery call · Initech.")
        expect(page.locator(".is-done")).to_contain_text("Jane Doe")


def test_several_are_chosen_and_moved_and_brought_back(
    open_page: OpenPage, rita: Member, to_dos: list[Activity]
) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/todos/")
        page.get_by_text("Change several").click()
        page.get_by_label("Choose all on this page").check()
        page.get_by_label("Move to").select_option("Next week")
        page.get_by_role("button", name="Move", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("4 to-dos moved.")
        expect(page.locator(".due-overdue")).to_have_count(0)
        page.locator("#messages").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status")).to_contain_text("Undone for 4 to-dos.")
        expect(page.locator(".to-do.due-overdue")).to_have_count(1)


def test_several_are_completed_with_how_they_ended(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/todos/")
        page.get_by_text("Change several").click()
        page.get_by_label("Choose all on this page").check()
        page.get_by_role("button", name="Complete", exact=True).click()
        expect(page.get_by_role("heading", name="How did they end?")).to_be_visible()
        page.get_by_label("Discovery call").select_option("Voicemail")
        page.get_by_role("button", name="Complete 4 to-dos").click()
        expect(page.get_by_role("status")).to_contain_text("4 to-dos done.")
        assert set(Activity.objects.filter(activity_type__name="Discovery call").values_list("outcome__name")) == {
            ("Voicemail",)
        }
        page.locator("#messages").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status")).to_contain_text("Undone for 4 to-dos.")


def test_an_own_to_do_goes_to_a_colleague_from_the_list_and_from_its_page(
    open_page: OpenPage, rita: Member, raj: Member, to_dos: list[Activity]
) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto(f"/activities/{to_dos[0].pk}/")
        page.get_by_role("link", name="Hand over").click()
        page.get_by_label("Hand over to").select_option("Raj")
        page.get_by_role("button", name="Hand over").click()
        expect(page.get_by_role("status")).to_contain_text("Raj has it now")
        page.locator("#messages").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status")).to_contain_text("Undone.")
        page.goto("/todos/")
        page.get_by_text("Change several").click()
        page.get_by_label("Choose all on this page").check()
        page.get_by_label("Hand over to").select_option("Raj")
        page.get_by_role("button", name="Hand over", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("4 to-dos handed over.")
        expect(page.get_by_text("Nothing is planned")).to_be_visible()


def test_the_list_is_searched_while_typing(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/todos/")
        page.get_by_label("Search").fill("nothing like it")
        expect(page.get_by_text("No to-do fits")).to_be_visible()
        page.wait_for_url("**q=nothing**")


def test_a_to_do_is_dragged_to_another_day(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    later = to_dos[3].due_on
    assert later is not None
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/calendar/?period=week&day={later.isoformat()}")
        cells = page.locator(".day-cell")
        target = cells.nth(0 if later.weekday() else 1)
        page.locator(f'[data-day="{later.isoformat()}"] .entry').first.drag_to(target)
        expect(page.get_by_role("status")).to_contain_text("Discovery call")
        expect(page.locator("#messages").get_by_role("button", name="Undo")).to_be_visible()


def test_everything_without_script(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page("phone", script=False) as page:
        log_in_by_form(page, rita)
        page.get_by_role("button", name="Complete: Demo").click()
        are_done(page, 1)
        page.locator("#messages").get_by_role("button", name="Undo").click()
        are_done(page, 0)
        page.get_by_role("link", name="Complete: Discovery call").first.click()
        page.get_by_role("button", name="Connected").click()
        are_done(page, 1)
        page.get_by_role("link", name="Put off: Discovery call").first.click()
        page.get_by_role("button", name="Next week").click()
        page.get_by_role("link", name="Quick log").click()
        page.get_by_label("In a line").fill("discovery call Jane 5m voicemail")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("button", name="Log it").click()
        are_done(page, 2)
        page.get_by_role("link", name="Plan or log").first.click()
        page.get_by_role("link", name="Demo").click()
        # The step that asks which company is meant, as the page that answers an unclear one shows it.
        page.goto(f"{page.url}&company_text=ini")
        page.get_by_label("Initech").check()
        page.get_by_role("button", name="Log it").click()
        are_done(page, 3)
        page.goto("/todos/")
        page.locator(".to-do-choose input").first.check()
        page.get_by_text("Change several").click()
        page.get_by_role("button", name="Cancel them").click()
        expect(page.locator("#messages")).to_contain_text("1 to-do cancelled.")
