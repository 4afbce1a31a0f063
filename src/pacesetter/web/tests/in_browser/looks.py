"""What is wrong with how a page looks: faults of accessibility, and what does not fit into the window or its place, or
is too small for a thumb."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pacesetter.web.tests.in_browser.conftest import SIZES

# The rules that colours decide; all others say the same in both themes.
_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}

# Colours that are on their way from one theme to the other belong to neither. Style sheets, which axe would load for a
# tenth of a look, are read by none of these rules.
_LOOK = """
(rules) => {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  const how = { resultTypes: ["violations"], preload: { assets: ["media"] } };
  return axe.run({ ...how, ...rules }).then((found) => found.violations);
}
"""
_DOUBLED_IDS = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}
"""

# The selects whose chosen words need more room than there is, with both widths.
_CUT = """
() => [...document.querySelectorAll("select:not([multiple], [size])")].flatMap((one) => {
  if (!one.checkVisibility()) return [];
  const style = getComputedStyle(one);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const words = one.selectedOptions[0]?.text.trim() ?? "";
  const wanted = pen.measureText(words).width;
  const there = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return wanted > there + 0.5 ? [`${words}: ${Math.ceil(wanted)} of ${Math.floor(there)}`] : [];
})
"""
# What is wider than its place and ends at its edge with no sign that it goes on. What is read aloud alone has no width.
_CLIPPED = """
() => [...document.querySelectorAll("body *:not(svg *, input, select, textarea)")].filter((one) => {
  const { overflowX, textOverflow, clipPath } = getComputedStyle(one);
  return ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && clipPath === "none" &&
    one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && one.checkVisibility();
}).map((one) => `${one.className}: ${one.innerText.slice(0, 60)}`)
"""
# 44 pixels are what a thumb hits.
_SMALL = """
() => [...document.querySelectorAll(".btn, .form-control, .form-select")]
  .filter((one) => one.checkVisibility() && one.offsetWidth > 1 && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))
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


def faults_once(page: Page, size: str, path: str) -> list[str]:
    """Open the page, and look at it in the run at a phone's size alone: a look is at every size, whichever the window
    has, and a second run of the same steps would see the same."""
    if size == "phone":
        return faults_of(page, path)
    page.goto(path)
    return []


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
        found += [f"({size}): cut: {words}" for words in [*cut(page), *clipped(page)]]
        if size == "phone":
            found += [f"({size}): too small for a thumb: {one}" for one in page.evaluate(_SMALL)]
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


def cut(page: Page) -> list[str]:
    """Selects that don't show what is chosen."""
    found: list[str] = page.evaluate(_CUT)
    return found


def clipped(page: Page) -> list[str]:
    """What ends at an edge as if that were all of it."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found
