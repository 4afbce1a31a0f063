"""A Chromium for the tests that drive a browser."""

import shutil
import subprocess

from tools.boot.places import ROOT
from tools.boot.shell import apt_install

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def browser_tests_exist() -> bool:
    return any(
        "mark.browser" in path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("tests/**/test_*.py")
    )


def ensure_chromium() -> str | None:
    """Path of a Chromium, installed where that can be done without asking."""
    if _find() is None:
        apt_install("chromium")
    return _find()


def _find() -> str | None:
    for name in _NAMES:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None
