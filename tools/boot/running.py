"""`make run`: install what the product needs, then become `pacesetter run`."""

import os
import sys

from tools.boot.frontend import ensure_front_end
from tools.boot.places import ROOT, VENV_PYTHON
from tools.boot.translations import ensure_translations
from tools.boot.venv import ensure_venv, install, install_checkout


def run(arguments: list[str]) -> int:
    ensure_venv()
    install("runtime")
    install_checkout()
    ensure_front_end()
    ensure_translations()
    os.environ.setdefault("PACESETTER_DATA", str(ROOT / "data"))
    command = [str(VENV_PYTHON), "-m", "pacesetter", "run", "--demo", *arguments]
    sys.stdout.flush()
    # Replaced, not started: Ctrl-C and signals reach the supervisor itself.
    os.execv(command[0], command)
