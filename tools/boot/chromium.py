"""A Chromium for the tests that drive a browser."""

import shutil
import subprocess

from tools.boot.places import ROOT
from tools.boot.shell import apt_install

# The same browser without windows: to draw a page takes it half as much of the processor.
_SHELL = "chromium-headless-shell"
_WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def browser_tests_exist() -> bool:
    return any(
        "mark.browser" in path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("tests/**/test_*.py")
    )


def ensure_chromium() -> str | None:
    """Path of a Chromium, installed where that can be done without asking."""
    if find_chromium(with_windows=True) is None:
        apt_install("chromium")
    if shutil.which(_SHELL) is None:
        apt_install(_SHELL)
    return find_chromium()


def find_chromium(*, with_windows: bool = False) -> str | None:
    """Path of a Chromium that starts; `with_windows` one that has them, as people do."""
    for name in _WITH_WINDOWS if with_windows else (_SHELL, *_WITH_WINDOWS):
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None
