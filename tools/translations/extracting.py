"""Every text of the product that can be translated, read off its source."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.translations.places import PACKAGE, ROOT

_LEFT_OUT = shutil.ignore_patterns("tests", "migrations", "static", "locale", "__pycache__", "*.pyc")


def extracted() -> Catalog:
    """The texts with the files they stand in. Needs GNU gettext, which Django's own command calls."""
    with tempfile.TemporaryDirectory(prefix="pacesetter-texts-") as folder:
        copy = Path(folder) / "pacesetter"
        shutil.copytree(PACKAGE, copy, ignore=_LEFT_OUT)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale=de", "--add-location=file"]
        done = subprocess.run(
            [*command, "--settings=pacesetter.config.settings_for_tests"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"The texts could not be read:\n{done.stdout}{done.stderr}")
        with (copy / "locale" / "de" / "LC_MESSAGES" / "django.po").open("rb") as texts:
            return read_po(texts, locale="de")
