"""`make wheel`: what a server is given. Installs what building needs, and nothing that only tests need."""

from pathlib import Path

from tools.boot.frontend import ensure_front_end
from tools.boot.places import ROOT, VENV_PYTHON
from tools.boot.shell import quietly, say
from tools.boot.translations import ensure_translations
from tools.boot.venv import ensure_venv, install


def assets(arguments: list[str]) -> int:
    """What a wheel carries and git does not keep (`tools/hatch_build.py` asks for it)."""
    ensure_venv()
    install("runtime")  # translations are compiled with a package of it
    ensure_front_end()
    ensure_translations()
    return 0


def wheel(arguments: list[str]) -> int:
    assets([])
    install("build")
    say("Building the wheel")
    print(f"    {build_wheel(ROOT / 'dist')}", flush=True)
    return 0


def build_wheel(folder: Path) -> Path:
    """Make the wheel of the checkout as it is, and return its place."""
    command: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        ROOT,
    ]
    quietly(command, "see the lines above")
    return max(folder.glob("pacesetter-*.whl"), key=lambda path: path.stat().st_mtime)
