"""Take the pictures."""

import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.boot.chromium import ensure_chromium
from tools.screenshots.demo_server import ServerGone, demo_server
from tools.screenshots.leftovers import never_pictured
from tools.screenshots.pages import PICTURES, Picture
from tools.screenshots.rounds import FLAGS, SIZES, THEMES, Round

USUAL_SIZES = ("phone", "desk")


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    unknown = set(options.only or ()) - {picture.name for picture in PICTURES}
    if unknown:
        print(f"No picture is called {', '.join(sorted(unknown))}: see tools/screenshots/pages.py", file=sys.stderr)
        return 2
    chromium = ensure_chromium()
    if chromium is None:
        print("No Chromium was found, and none could be installed.", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    pictures = [picture for picture in PICTURES if not options.only or picture.name in options.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            with demo_server(options.data) as server:
                rounds = [
                    Round(browser, server, size, theme, options) for size in options.sizes for theme in options.themes
                ]
                return _take(rounds, pictures, options)
        except ServerGone as gone:
            print(f"{gone} What is there stays; --resume takes the rest.", file=sys.stderr)
            return 1


def _take(rounds: list[Round], pictures: list[Picture], options: Namespace) -> int:
    taken, missed, visited = 0, list[str](), set[str]()
    for one in rounds:
        began = time.monotonic()
        wanted = [picture for picture in pictures if one.size in picture.sizes]
        if options.resume:
            wanted = [picture for picture in wanted if not one.file(picture).exists()]
        faults = one.take(wanted)
        taken, missed = taken + len(wanted) - len(faults), missed + faults
        visited |= one.visited
        print(
            f"{one.size}, {one.theme}: {len(wanted) - len(faults)} pictures in {time.monotonic() - began:.0f} s",
            flush=True,
        )
    print(f"{taken} pictures in {options.folder}")
    for fault in missed:
        print(f"Missing: {fault}", file=sys.stderr)
    if not options.only and not options.resume:
        for page in never_pictured(rounds[0], visited):
            missed.append(page)
            print(f"Never pictured: {page}", file=sys.stderr)
    return 1 if missed else 0


def _options(arguments: list[str] | None) -> Namespace:
    parser = ArgumentParser(
        prog="make screenshots", description="Take pictures of every page, at both sizes and in both themes."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these pages; other pictures stay")
    parser.add_argument("--resume", action="store_true", help="only those that are not there yet")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=USUAL_SIZES)
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--language", default="en", help="what the browser asks for, such as de")
    parser.add_argument("--whole", action="store_true", help="whole pages, however long, and not what a window shows")
    parser.add_argument("--forced-colors", action="store_true", help="as Windows shows them in high contrast")
    parser.add_argument("--print", action="store_true", help="as they are printed")
    parser.add_argument("--data", type=Path, help="keep the demo in this folder, where the next run finds it")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
