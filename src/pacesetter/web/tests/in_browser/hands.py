"""Two ways to use a page: with a pointer, and by the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

# More stops than any page has.
MOST_STOPS = 250
# After a pause of a second between two letters a list takes the second for the first one of another word, and a busy
# machine makes such pauses: then the word is typed anew, after one that is long enough.
WORDS, PAUSE = 4, 1_500  # tries, milliseconds


class Hands(Protocol):
    """Somebody before a page."""

    def press(self, page: Page, what: Locator) -> None:
        """Follow a link or press a button."""

    def write(self, page: Page, where: Locator, text: str) -> None:
        """Fill a field."""

    def choose(self, page: Page, where: Locator, label: str) -> None:
        """Choose from a list."""

    def tick(self, page: Page, box: Locator) -> None:
        """Tick a box."""


class Pointer:
    """Mouse or finger."""

    def press(self, page: Page, what: Locator) -> None:
        what.click()

    def write(self, page: Page, where: Locator, text: str) -> None:
        where.fill(text)

    def choose(self, page: Page, where: Locator, label: str) -> None:
        where.select_option(label=label)

    def tick(self, page: Page, box: Locator) -> None:
        box.check()


class Keyboard:
    """Tab, Enter, Space and letters; fails where something can't be reached so."""

    def press(self, page: Page, what: Locator) -> None:
        self._reach(page, what)
        page.keyboard.press("Enter")

    def write(self, page: Page, where: Locator, text: str) -> None:
        self._reach(page, where)
        if where.evaluate("field => field.tagName") != "TEXTAREA":
            page.keyboard.type(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                page.keyboard.press("Enter")
            page.keyboard.type(line)

    def choose(self, page: Page, where: Locator, label: str) -> None:
        self._reach(page, where)
        for _ in range(WORDS):
            page.keyboard.type(label)
            if where.evaluate("field => field.selectedOptions[0].label") == label:
                break
            page.wait_for_timeout(PAUSE)
        page.keyboard.press("Tab")
        assert where.evaluate("field => field.selectedOptions[0].label") == label

    def tick(self, page: Page, box: Locator) -> None:
        self._reach(page, box)
        page.keyboard.press("Space")

    def _reach(self, page: Page, target: Locator) -> None:
        target.wait_for()
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not lead to {target}.")
