"""The key by which browsers know who sends them notifications, made once and kept in the data folder."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from pacesetter.config.kept_file import kept
from pacesetter.core.push import VapidKey, new_key, read_key


def kept_push_key(data_folder: Path) -> VapidKey:
    """Read the key, or make it (readable by its owner alone) where there is none yet."""
    path = data_folder / "push_key"
    try:
        return read_key(kept(path, new_key))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{path} can't be understood: {error}.\n  Put the file back from a backup. Without it the next start makes "
            "a new key, and everybody has to turn notifications on again."
        ) from error
