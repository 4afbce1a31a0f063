"""The files that pages in other languages are made from."""

from tools.boot.places import ROOT, VENV_PYTHON
from tools.boot.shell import quietly


def ensure_translations() -> None:
    """Compile what translators wrote, where it is newer than what was compiled last."""
    stale = [
        path
        for path in (ROOT / "src" / "pacesetter" / "locale").glob("*/LC_MESSAGES/django.po")
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    if stale:
        quietly([VENV_PYTHON, "-m", "tools.translations", "compile"], "see the lines above")
