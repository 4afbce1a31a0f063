"""What stands on a page, in the language that it is in: steps find what they press by its words. And the password of
the demo, which they give."""

import gettext

from playwright.sync_api import Page

from tools.boot.places import ROOT

PASSWORD = "pacesetter-demo"  # noqa: S105 - of the demo, printed by it
_LOCALE = ROOT / "src" / "pacesetter" / "locale"


def said(page: Page, english: str) -> str:
    """As the page says it."""
    language = page.locator("html").get_attribute("lang") or "en"
    return gettext.translation("django", _LOCALE, [language], fallback=True).gettext(english)
