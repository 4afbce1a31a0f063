"""A real Chromium before a real server.

`pacesetter/conftest.py` makes the fixtures known to all tests. Imported anywhere else they would be made a second time
in the same process, and Playwright refuses a second event loop.
"""

import asyncio
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tools.boot.chromium import find_chromium
from tools.missing import missing

# Without these Chromium asks the makers' hosts for this and that, which a closed network refuses many times a second.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The compilers of what runs often: a page is gone, and axe with it, before their work pays.
    "--js-flags=--no-maglev --no-opt",
]
# What a busy machine may take; nothing waits longer than it has to.
PATIENCE = 60_000  # milliseconds
SIZES = {"phone": (360, 740), "desk": (1440, 900)}
THEMES = ("light", "dark")

_COLLECT = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[str], Browser]]:
    """Start the browser at a path, or have the one that was started."""
    started: dict[str, Browser] = {}
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        expect.set_options(timeout=PATIENCE)
        loop = asyncio.events._get_running_loop()

        def browser(path: str) -> Browser:
            if path not in started:
                started[path] = playwright.chromium.launch(executable_path=path, args=FLAGS)
            return started[path]

        yield browser
        # The last test may be one from which it is hidden (see the conftest.py of the whole).
        asyncio.events._set_running_loop(loop)
        for one in started.values():
            one.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium(browsers: Callable[[str], Browser]) -> Browser:
    return browsers(find_chromium() or missing("no Chromium on this machine"))


@pytest.fixture(scope="session")
def whole_chromium(browsers: Callable[[str], Browser]) -> Browser:
    """One with windows: without them a browser shows no notifications, opens no second page for a script, and sends
    nothing by itself once the network is back (background sync)."""
    return browsers(find_chromium(with_windows=True) or missing("no Chromium with windows on this machine"))


OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> OpenPage:
    """Open a window: `with open_page("phone", "dark", script=True) as page`. Violations of the content security policy
    and failed scripts of all pages in it fail the test. It has no service worker unless `worker`, and asks for
    pages that don't move unless `motion`: what glides is somewhere else at each look."""

    @contextmanager
    def opened(
        size: str = "desk",
        theme: str = "light",
        *,
        script: bool = True,
        expected: str = "",
        worker: bool = False,
        motion: bool = False,
    ) -> Iterator[Page]:
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="no-preference" if motion else "reduce",
            java_script_enabled=script,
            # In a new window the worker takes the member's day along, dozens of pages, and what it fetches passes by
            # the routes of a test. The tests of phones try what it does.
            service_workers="allow" if worker else "block",
        )
        context.add_init_script(_COLLECT)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # A form that is refused is answered with 422, which the console calls an error; `expected` names another one.
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error"
                and "status of 422" not in message.text
                and not (expected and re.search(expected, message.text))
                else None
            ),
        )
        yield page
        if script:
            complaints += page.evaluate("window.violations")
        context.close()
        assert complaints == [], complaints

    return opened
