"""What every page must be: free of accessibility faults and of violations of the content security policy, within the
width of the window, at both sizes and in both themes."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import SIZES, OpenPage, log_in
from pacesetter.web.tests.in_browser.looked_at import before_log_in, of_empty_installation, of_members, of_visitors
from pacesetter.web.tests.in_browser.looks import clipped, faults_of, faults_seen, too_wide
from pacesetter.web.tests.in_browser.rows import some_customers

pytestmark = pytest.mark.browser

# The browser's own measure of what moved after it was first drawn.
_SHIFTS = """
new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})
"""


_RULES_THAT_LOAD = """
() => axe.getRules()
  .map((one) => [one.ruleId, one.tags])
  .filter(([id]) => axe._audit.rules.find((one) => one.id === id).preload)
"""


def test_what_axe_loads_for_its_rules_is_what_looks_let_it_load(open_page: OpenPage) -> None:
    with open_page() as page:
        page.evaluate(Axe().axe_script)
        rules = page.evaluate(_RULES_THAT_LOAD)
    assert sorted(rule for rule, tags in rules if "experimental" not in tags) == ["no-autoplay-audio"]


def test_pages_before_log_in(open_page: OpenPage, ada: Member) -> None:
    with open_page() as page:
        assert [fault for path in before_log_in(ada) for fault in faults_of(page, path)] == []


def test_pages_of_visitors(open_page: OpenPage, ada: Member, rita: Member, meeting: ActivityType, calls: Kpi) -> None:
    paths = of_visitors(ada, rita, meeting, calls)
    with open_page() as page:
        faults = [fault for path in paths for fault in faults_of(page, path)]
        page.get_by_role("button", name="Leave it off").click()
        page.get_by_role("button", name="Undo").wait_for()
        assert faults + faults_seen(page) == []


@pytest.mark.parametrize("in_settings", [True, False])
def test_pages_of_members(
    in_settings: bool,
    open_page: OpenPage,
    team: Any,
    ada: Member,
    rita: Member,
    call: ActivityType,
    calls: Kpi,
    connect_rate: Kpi,
) -> None:
    paths = of_members(ada, rita, call, calls, connect_rate)
    looked_at = [path for path in paths if path.startswith("/settings/") == in_settings]
    with open_page() as page:
        log_in(page, ada)
        assert [fault for path in looked_at for fault in faults_of(page, path)] == []


def test_a_page_with_the_worker_at_work(open_page: OpenPage, ada: Member) -> None:
    with open_page(worker=True) as page:
        log_in(page, ada)
        page.goto("/profile/notifications/")
        # The page says how it is once the worker is there.
        expect(page.locator("[data-push-state]:visible")).to_have_count(1)
        assert faults_seen(page) == []


def test_pages_of_an_empty_installation(open_page: OpenPage, live_server: Any) -> None:
    with open_page() as page:
        assert [fault for path in of_empty_installation() for fault in faults_of(page, path)] == []
        page.get_by_label("Country").select_option("NZ")
        expect(page.get_by_label("Region")).to_be_visible()
        page.get_by_role("button", name="Create the organisation").click()
        expect(page.locator(".has-error")).to_have_count(4)
        assert faults_seen(page) == []


_FACTS_THAT_RUN_OUT = """() => [...document.querySelectorAll(".facts dd")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""


@pytest.mark.parametrize("width", [320, 768, 3840])
def test_pages_fit_from_the_narrowest_phone_to_the_wall(
    width: int, open_page: OpenPage, team: Any, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.set_viewport_size({"width": width, "height": 900})
        company, _double, jane = some_customers(rita, call)
        yesterday = clock.today(rita.zone()) - timedelta(days=1)
        late = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=yesterday, company=company, contacts=[jane])
        for path in (
            f"/activities/{late.pk}/",
            "/companies/",
            f"/companies/{company.pk}/",
            "/companies/recency/",
            f"/contacts/{jane.pk}/",
            "/day/",
            "/todos/?owner=all",
            "/calendar/",
            "/activities/new/",
            "/quick-log/?line=call+Jane+today",
            "/board/",
            f"/members/{rita.pk}/scorecard/",
            f"/members/{rita.pk}/kpis/{calls.pk}/why/",
            "/profile/",
            "/profile/notifications/",
            "/settings/connections/new/workflowmax/",
        ):
            page.goto(path)
            assert not too_wide(page), path
            assert page.evaluate(_FACTS_THAT_RUN_OUT) == [], path
            assert clipped(page) == [], path


def test_the_first_view_is_light(open_page: OpenPage, team: Any, ada: Member) -> None:
    """Below 150 kB compressed: page, styles, scripts and pictures of somebody who comes for the first time."""
    bodies: dict[str, bytes] = {}
    with open_page() as page:
        log_in(page, ada)
        page.on("response", lambda response: bodies.update({response.url: response.body()}))
        page.goto("/board/", wait_until="networkidle")
    assert any("tabler" in address for address in bodies)
    sizes = {address: len(gzip.compress(body, 6)) for address, body in bodies.items()}
    assert sum(sizes.values()) < 150_000, sizes


def test_nothing_moves_for_whoever_asks_for_that(open_page: OpenPage, team: Any, ada: Member) -> None:
    moving = "document.getAnimations().filter((one) => one instanceof CSSTransition).length"
    with open_page() as page:
        log_in(page, ada)
        page.goto("/day/")
        for theme in ("dark", "light"):
            page.emulate_media(color_scheme=theme)
            assert page.evaluate(moving) == 0, theme


@pytest.mark.parametrize("size", SIZES)
def test_nothing_jumps_while_loading(
    size: str, open_page: OpenPage, team: Any, ada: Member, rita: Member, calls: Kpi
) -> None:
    with open_page(size) as page:
        log_in(page, ada)
        for path in ("/board/", f"/members/{rita.pk}/scorecard/", f"/members/{rita.pk}/kpis/{calls.pk}/why/"):
            page.goto(path, wait_until="networkidle")
            assert page.evaluate(_SHIFTS) == 0, path
