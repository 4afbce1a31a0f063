"""All pictures of one size and theme."""

from argparse import Namespace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Response

from tools.screenshots.demo_server import DemoServer
from tools.screenshots.pages import NOBODY, Picture
from tools.screenshots.words import PASSWORD

SIZES = {"phone": (360, 740), "desk": (1440, 900), "narrow": (320, 640)}
THEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# What a form is answered with that stands there again, with words beside its fields.
_NOT_TAKEN = 422


class Window(NamedTuple):
    """Of one person, with the answers to what was opened in it."""

    page: Page
    answers: list[Response]


class Round:
    """All pictures of one size and theme."""

    def __init__(self, browser: Browser, server: DemoServer, size: str, theme: str, options: Namespace) -> None:
        self.browser, self.server, self.size, self.theme, self.options = browser, server, size, theme, options
        self.windows: dict[tuple[str, bool], Window] = {}
        # The paths of what was pictured.
        self.visited: set[str] = set()

    def file(self, picture: Picture) -> Path:
        folder: Path = self.options.folder
        return folder / f"{picture.name}-{self.size}-{self.theme}.png"

    def take(self, pictures: list[Picture]) -> list[str]:
        """What could not be taken, and why: one page that fails does not cost the others."""
        missed: list[str] = []
        for picture in pictures:
            # A picture of before would pass for one of today.
            self.file(picture).unlink(missing_ok=True)
            try:
                fault = self._take(picture)
            except Error as error:
                fault = error.message.splitlines()[0]
            except AssertionError as error:
                fault = str(error)
            if fault:
                self.server.check()
                missed.append(f"{self.file(picture).stem}: {fault}")
        for one in self.windows.values():
            one.page.context.close()
        self.windows = {}
        return missed

    def _take(self, picture: Picture) -> str:
        """Take it; what is wrong with it in words."""
        page, answers = self.window_of(picture.who, worker=picture.worker)
        answers.clear()
        page.goto(picture.path if picture.path.startswith("/") else self.server.links[picture.path])
        if picture.steps:
            picture.steps(page)
            page.wait_for_load_state("networkidle")
        status = answers[-1].status
        if status != picture.status and not (picture.steps and status == _NOT_TAKEN):
            return f"{urlsplit(page.url).path} is answered with {status}"
        self.visited.add(urlsplit(page.url).path)
        page.screenshot(path=self.file(picture), full_page=self.options.whole)
        return ""

    def window_of(self, who: str, *, worker: bool = False) -> Window:
        if (who, worker) not in self.windows:
            options, answers = self.options, list[Response]()
            context = window(
                self.browser,
                self.server.url,
                self.size,
                self.theme,
                language=options.language,
                forced_colors=options.forced_colors,
                worker=worker,
            )
            page = log_in(context, who)
            if options.print:
                page.emulate_media(media="print")
            page.on("response", lambda answer: answers.append(answer) if _opens(answer, page) else None)
            self.windows[who, worker] = Window(page, answers)
        return self.windows[who, worker]


def _opens(answer: Response, page: Page) -> bool:
    return answer.request.is_navigation_request() and answer.frame == page.main_frame


def window(
    browser: Browser,
    url: str,
    size: str,
    theme: str,
    *,
    language: str = "en",
    forced_colors: bool = False,
    worker: bool = False,
) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        base_url=url,
        locale=language,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=1 if size == "desk" else 2,
        forced_colors="active" if forced_colors else "none",
        # It reads dozens of pages ahead, whichever is pictured.
        service_workers="allow" if worker else "block",
    )


def log_in(context: BrowserContext, who: str) -> Page:
    """A page of somebody who is logged in. By no word of the form: it may be in any language."""
    page = context.new_page()
    if who != NOBODY:
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(who)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda address: "/accounts/" not in address)
    return page
