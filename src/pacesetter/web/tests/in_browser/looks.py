"""What is wrong with how a page looks: faults of accessibility, and what does not fit into the window."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pacesetter.web.tests.in_browser.conftest import SIZES

# The rules that colours decide; all others say the same in both themes.
_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}

# Colours that are on their way from one theme to the other belong to neither.
_LOOK = """
(rules) => {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  return axe.run({ resultTypes: ["violations"], ...rules }).then((found) => found.violations);
}
"""
_DOUBLED_IDS = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}
"""


def faults_of(page: Page, path: str, status: int = 200) -> list[str]:
    """Open the page and look at it. An address that leads on to another page, or is answered with another status, is a
    fault too: the page that was meant would not be looked at."""
    answer = page.goto(path)
    assert answer is not None
    if answer.request.redirected_from is not None:
        return [f"{path} leads to {answer.url}"]
    if answer.status != status:
        return [f"{path} is answered with {answer.status}"]
    return [f"{path} {fault}" for fault in faults_seen(page)]


def faults_seen(page: Page) -> list[str]:
    """Look at what is open, at every size and in every theme: both are media queries and nothing else. The window is
    left as it was."""
    page.evaluate(Axe().axe_script)
    doubled: list[str] = page.evaluate(_DOUBLED_IDS)
    before, is_dark = page.viewport_size, page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    # What a label or a script names by it would be the first one, whichever was meant. Axe leaves that to validators.
    found = [f"the id {one} is there twice" for one in doubled]
    # Without styles the colours are the browser's own, and axe takes its dark ground for a white one.
    themes = [("light", {}), ("dark", _OF_COLOURS)] if page.evaluate("document.styleSheets.length") else [("light", {})]
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if too_wide(page):
            found.append(f"({size}): wider than the window")
        for theme, rules in themes:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            found += [f"({size}, {theme}): {fault}" for fault in _violations(page, rules)]
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    if before is not None:
        page.set_viewport_size(before)
    return found


def _violations(page: Page, rules: dict[str, list[str]]) -> list[str]:
    return [
        f"{one['id']}: " + "; ".join(node["html"][:160] + " " + node["failureSummary"] for node in one["nodes"][:3])
        for one in page.evaluate(_LOOK, rules)
    ]


def too_wide(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide
