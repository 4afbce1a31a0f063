"""The virtual environment, filled from hashed locks."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from tools.boot.places import REQUIREMENTS, ROOT, VENV, VENV_PYTHON
from tools.boot.shell import apt_install, quietly, say
from tools.boot.stamps import Stamp
from tools.boot.trouble import Trouble

_NETWORK = "check that this machine reaches its Python package index, then start again"


def ensure_venv() -> None:
    if VENV_PYTHON.exists():
        return
    if not os.access(ROOT, os.W_OK):
        raise Trouble(
            f"The folder {ROOT} can't be written.", "make it writable for this user, or clone the repository elsewhere"
        )
    package = f"python3.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") is None and not apt_install(package):
        raise Trouble(
            "This Python can't make virtual environments: its module ensurepip is missing.",
            f"install the package {package} (on Debian and Ubuntu: sudo apt-get install {package})",
        )
    say("Making the virtual environment in .venv")
    quietly([sys.executable, "-m", "venv", VENV], "delete the folder .venv and start again")


def install(lock: str) -> None:
    """Install `requirements/<lock>.lock`, once for each version of the file."""
    path = REQUIREMENTS / f"{lock}.lock"
    stamp = Stamp(lock, [path])
    if stamp.fresh:
        return
    say(f"Installing the packages of requirements/{lock}.lock")
    # The lock is complete, so nothing is left to resolve.
    quietly([*_installer(), "--no-deps", "--require-hashes", "-r", path], _NETWORK)
    stamp.renew()


def install_checkout() -> None:
    """Put the checkout itself into the environment, so that `.venv/bin/pacesetter` exists."""
    stamp = Stamp("checkout", [ROOT / "pyproject.toml", REQUIREMENTS / "runtime.in"])
    if stamp.fresh:
        return
    install("build")
    quietly([*_installer(), "--no-deps", "--no-build-isolation", "-e", ROOT], _NETWORK)
    stamp.renew()


def _installer() -> list[str | Path]:
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", VENV_PYTHON]
    return [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
