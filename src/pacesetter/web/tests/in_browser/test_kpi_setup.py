"""The chain from roles to what counts, set up in a browser: by keyboard alone, without script, at both sizes."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_leave, add_sales_role
from pacesetter.web.tests.in_browser.conftest import SIZES, OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_seen, too_wide

pytestmark = pytest.mark.browser


def type_in(page: Page, text: str) -> None:
    """Type where the focus is and press Enter; wait until that is saved."""
    expect(page.locator("#id_new-name")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name").and_(page.locator(f'[value="{text}"]')).first).to_be_attached()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _times in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_set_up_by_keyboard_alone(size: str, script: bool, open_page: OpenPage, ada: Member) -> None:
    with open_page(size, script=script) as page:
        log_in(page, ada)
        page.goto("/settings/roles/")
        # The empty line has the focus, and has it again after each Enter.
        type_in(page, "Hunter")
        type_in(page, "Farmer")
        page.goto("/settings/activities/")
        expect(page.locator("#id_new-name")).to_be_focused()
        page.keyboard.type("Cold call")
        page.keyboard.press("Tab")
        page.keyboard.type("Phone")
        page.keyboard.press("Tab")
        page.keyboard.type("5")
        page.keyboard.press("Enter")
        expect(page.locator('[value="Cold call"]').first).to_be_attached()
        page.goto("/settings/kpis/")
        type_in(page, "Calls")
        for path in ("/settings/kpis-to-roles/", "/settings/kpis-to-activities/"):
            page.goto(path)
            tab_to(page, 'input[name^="w."]')
            page.keyboard.type("1")
            page.keyboard.press("Enter")
            expect(page.get_by_text("Saved.")).to_be_visible()
        page.goto("/settings/role-map/")
        expect(page.get_by_text("1 thing is not mapped")).to_be_visible()
    assert [role.name for role in SalesRole.objects.all()] == ["Hunter", "Farmer"]
    kind = ActivityType.objects.get()
    assert (kind.category, kind.default_minutes) == ("phone_call", 5)
    assert KpiRole.objects.get().role.name == "Hunter"
    assert KpiActivityType.objects.get().activity_type == kind


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_question_before_figures_change(
    script: bool, open_page: OpenPage, team: Any, ada: Member, calls: Kpi
) -> None:
    with open_page(script=script) as page:
        log_in(page, ada)
        for answer in ("Cancel", "Save the change"):
            page.goto("/settings/kpis/")
            page.locator(f"#id_{calls.pk}-measure").select_option("minutes")
            page.locator("#save").click()
            expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
            expect(page.get_by_role("rowheader", name="Rita").first).to_be_visible()
            page.get_by_text(answer, exact=True).click()
            expect(page.locator("#save")).to_be_visible()
            calls.refresh_from_db()
            assert calls.measure == ("minutes" if answer == "Save the change" else "count")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_lines_are_moved_archived_and_brought_back(script: bool, open_page: OpenPage, ada: Member) -> None:
    for number, name in enumerate(("SDR", "Hunter", "Farmer")):
        SalesRole.objects.create(name=name, position=number)
    with open_page("phone", script=script) as page:
        log_in(page, ada)
        page.goto("/settings/roles/")
        up = page.get_by_role("button", name="Move up: Farmer")
        up.focus()
        page.keyboard.press("Enter")
        names = page.locator(".field-name input:not([type=hidden])")
        expect(names.nth(1)).to_have_value("Farmer")
        if script:
            # Whoever moves a line on keeps on pressing.
            expect(up).to_be_focused()
        page.get_by_role("button", name="Archive: SDR").click()
        expect(page.get_by_text("“SDR” is archived.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("“SDR” is restored.")).to_be_visible()
        page.get_by_role("button", name="Archive: SDR").click()
        page.locator(".archived > summary").click()
        page.locator(".archived").get_by_role("button", name="Restore").click()
        expect(names.nth(0)).to_have_value("SDR")
    assert [role.name for role in SalesRole.objects.all()] == ["SDR", "Farmer", "Hunter"]


def test_what_is_typed_while_a_line_is_saved_becomes_the_next_one(open_page: OpenPage, ada: Member) -> None:
    with open_page(worker=False) as page:
        log_in(page, ada)
        page.goto("/settings/roles/")
        expect(page.locator("#id_new-name")).to_be_focused()
        held: list[Route] = []

        def hold_the_first(route: Route) -> None:
            if route.request.method == "POST" and not held:
                held.append(route)
            else:
                route.continue_()

        page.route("**/settings/roles/", hold_the_first)
        page.keyboard.type("Hunter")
        page.keyboard.press("Enter")
        expect(page.locator(".setup-form.htmx-request")).to_be_attached()
        page.keyboard.type("Farmer")
        page.keyboard.press("Enter")
        held[0].continue_()
        names = page.locator(".lines .field-name input:not([type=hidden])")
        expect(names).to_have_count(3)
        expect(names.nth(0)).to_have_value("Hunter")
        expect(names.nth(1)).to_have_value("Farmer")
        expect(names.nth(2)).to_have_value("")
        expect(names.nth(2)).to_be_focused()
    assert [role.name for role in SalesRole.objects.all()] == ["Hunter", "Farmer"]


def test_only_fields_that_go_with_the_measure_are_on_show(
    open_page: OpenPage, team: Any, ada: Member, calls: Kpi
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/settings/kpis/")
        page.locator("#line-new summary").click()
        numerator, moment = page.locator("#id_new-numerator"), page.locator("#id_new-moment")
        expect(numerator).to_be_hidden()
        page.locator("#id_new-measure").select_option("ratio")
        expect(numerator).to_be_visible()
        expect(moment).to_be_hidden()


def test_refused_open_and_asked_pages_are_accessible(
    open_page: OpenPage, team: Any, ada: Member, calls: Kpi, connects: Kpi
) -> None:
    with open_page() as page:
        log_in(page, ada)

        page.goto("/settings/kpis/")
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
        assert faults_seen(page) == []
        page.locator(f"#id_{connects.pk}-name").fill("calls")
        page.locator("#save").click(no_wait_after=True)
        expect(page.get_by_text("There is one already.")).to_be_visible()
        assert faults_seen(page) == []
        page.goto("/settings/kpis/")
        page.locator(f"#id_{calls.pk}-measure").select_option("minutes")
        page.locator("#save").click()
        expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
        assert faults_seen(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_one_long_word_pushes_nothing_off_the_page(
    size: str, open_page: OpenPage, ada: Member, rita: Member, calls: Kpi
) -> None:
    word = "W" * 100
    add_sales_role(by=ada, name=word)
    add_leave(rita, by=ada, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 27), kind="holiday", note=word)
    pages = ("roles/", "kpis-to-roles/", "role-map/", "history/", "targets/?role=all", "people/")
    with open_page(size) as page:
        log_in(page, ada)
        for path in (*(f"/settings/{one}" for one in pages), f"/members/{rita.pk}/leave/"):
            page.goto(path)
            assert not too_wide(page), path


def test_of_a_table_with_more_cells_than_a_form_may_have_only_the_changed_ones_are_sent(
    open_page: OpenPage, team: Any, ada: Member, calls: Kpi, settings: Any
) -> None:
    roles = [add_sales_role(by=ada, name=f"Role {number}") for number in range(10)]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 8
    with open_page() as page:
        log_in(page, ada)
        page.goto("/settings/kpis-to-roles/")
        cell = page.get_by_label("Calls, Role 7: Weight", exact=True)
        cell.fill("2")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(cell).to_have_value("2")
        expect(cell).to_be_enabled()
        # What is refused comes back as it was typed, beside what was not sent.
        cell.fill("many")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".mapping .field-error")).to_be_visible()
        expect(cell).to_have_value("many")
        cell.fill("")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
    assert not KpiRole.objects.filter(role__in=roles).exists()
