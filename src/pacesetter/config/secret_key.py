"""The key that signs sessions and links, made once and kept in the data folder."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from pacesetter.config.kept_file import kept


def kept_secret_key(data_folder: Path) -> str:
    """Read the key, or make it (readable by its owner alone) where there is none yet."""
    path = data_folder / "secret_key"
    key = kept(path, lambda: secrets.token_urlsafe(64))
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no key. Delete the file: the next start makes a new one.")
    return key
