"""Take the pictures."""

import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.boot.chromium import ensure_chromium
from tools.screenshots.demo_server import DemoServer, demo_server
from tools.screenshots.pages import NOBODY, PICTURES, SET_UP, Picture

SIZES = {"phone": (360, 740), "desk": (1440, 900)}
THEMES = ("light", "dark")
PASSWORD = "pacesetter-demo"  # noqa: S105 - of the demo, printed by it
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> int:
    parser = ArgumentParser(description="Take pictures of every page, at both sizes and in both themes.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these pages")
    options = parser.parse_args()
    chromium = ensure_chromium()
    if chromium is None:
        print("No Chromium was found, and none could be installed.", file=sys.stderr)
        return 1
    wanted = [picture for picture in PICTURES if not options.only or picture.name in options.only]
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    with demo_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in SIZES:
            for theme in THEMES:
                take(browser, server, wanted, size, theme, options.folder)
        browser.close()
    print(f"{len(wanted) * len(SIZES) * len(THEMES)} pictures in {options.folder}")
    return 0


def take(browser: Browser, server: DemoServer, pictures: list[Picture], size: str, theme: str, folder: Path) -> None:
    """All pictures of one size and theme."""
    windows: dict[str, Page] = {}
    for picture in pictures:
        if picture.who not in windows:
            windows[picture.who] = log_in(window(browser, server.url, size, theme), picture.who)
        page = windows[picture.who]
        page.goto(server.set_up_path if picture.path == SET_UP else picture.path)
        if picture.steps:
            picture.steps(page)
            page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{picture.name}-{size}-{theme}.png")
    for page in windows.values():
        page.context.close()


def window(browser: Browser, url: str, size: str, theme: str) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=2 if size == "phone" else 1,
    )


def log_in(context: BrowserContext, who: str) -> Page:
    page = context.new_page()
    if who != NOBODY:
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(who)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url(lambda address: "/accounts/" not in address)
    return page


if __name__ == "__main__":
    sys.exit(main())
