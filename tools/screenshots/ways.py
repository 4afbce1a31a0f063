"""Ways to pages of what other systems bring: pressed one after another, as somebody gets there."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page


def follow(*links: str) -> Callable[[Page], None]:
    """Press the first of each, by selector."""

    def steps(page: Page) -> None:
        for link in links:
            page.locator(link).first.click()
            page.wait_for_load_state()

    return steps


def below(rest: str, *links: str) -> Callable[[Page], None]:
    """Press those, then go to what lies below the page that it is then."""

    def steps(page: Page) -> None:
        follow(*links)(page)
        page.goto(urlsplit(page.url).path + rest)

    return steps
