"""Collect the static files into the data folder, only when they differ from those collected last."""

import hashlib
from pathlib import Path


def collect_static_files() -> bool:
    """True where files were collected, False where the collected ones are still right."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return False  # served straight from where they lie
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    fingerprint = _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    # Cleared first: a file of a new version may be dated before the collected one, and would be passed over.
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Names and contents: dates say nothing, as an installed package carries those of its build."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            content = Path(storage.path(name)).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
