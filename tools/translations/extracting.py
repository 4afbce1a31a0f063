"""Every text of the product that can be translated, read off its source."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from tools.translations.formatted import add_formatted
from tools.translations.places import PACKAGE, ROOT

_JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
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
            catalogue = read_po(texts, locale="de")
        _add_jinja(catalogue, copy)
        add_formatted(catalogue, copy)
        return catalogue


def _add_jinja(catalogue: Catalog, package: Path) -> None:
    """What Jinja's templates say with values in it, which Django's command does not see: it knows its own tags."""
    for path in sorted(package.glob("*/jinja2/**/*.html")):
        place: Any = (str(path.relative_to(package)), None)  # without lines, as all places are told
        with path.open("rb") as source:
            for _line, name, found, _comments in babel_extract(source, ["_", "gettext", "ngettext"], [], _JINJA):
                texts = [text for text in (found if isinstance(found, tuple) else (found,)) if text is not None]
                catalogue.add(tuple(texts[:2]) if name == "ngettext" else texts[0], locations=[place])
