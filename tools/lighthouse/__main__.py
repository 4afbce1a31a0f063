"""Measure the pages of the demo, logged in, on a simulated phone."""

import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.boot.chromium import ensure_chromium, find_chromium
from tools.boot.places import ROOT
from tools.boot.shell import quietly, say
from tools.screenshots.demo_server import demo_server
from tools.screenshots.rounds import FLAGS, log_in, window

# The newest that Node 20 runs. Not among the front-end packages, since whoever installs the product needs none of it.
VERSION = "12.8.2"
FOLDER = ROOT / "build" / "lighthouse"
PAGES = ("/day/", "/scorecard/", "/board/")
CATEGORIES = ("performance", "accessibility", "best-practices")
GOAL = 95
WHO = "anna@larkfield.example"


def main() -> int:
    ensure_chromium()
    chromium = find_chromium(with_windows=True) or find_chromium()
    if chromium is None:
        print("No Chromium was found, and none could be installed.", file=sys.stderr)
        return 1
    program = _installed()
    below = 0
    with demo_server() as server:
        cookie = _cookie(chromium, server.url)
        for path in PAGES:
            scores = _scores(program, chromium, server.url + path, cookie)
            below += sum(score < GOAL for score in scores.values())
            print(f"{path:<14} " + ", ".join(f"{name} {score}" for name, score in scores.items()), flush=True)
    return 1 if below else 0


def _installed() -> Path:
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        say(f"Installing Lighthouse {VERSION} into {FOLDER}")
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text("{}", encoding="ascii")
        # Without its scripts, which would fetch a browser of its own.
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
        quietly(command, "check that this machine reaches its npm registry", cwd=FOLDER)
    return program


def _cookie(chromium: str, url: str) -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = log_in(window(browser, url, "desk", "light"), WHO)
        cookies = page.context.cookies()
        browser.close()
    return "; ".join(f"{one.get('name')}={one.get('value')}" for one in cookies)


def _scores(program: Path, chromium: str, address: str, cookie: str) -> dict[str, int]:
    report = FOLDER / "report.json"
    command: list[str | Path] = [
        program,
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
    ]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium}, timeout=300)
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}


if __name__ == "__main__":
    sys.exit(main())
