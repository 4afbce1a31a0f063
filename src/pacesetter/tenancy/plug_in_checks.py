"""What is wrong with a table of plug-ins is said at start-up, not when the first of them is needed."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


def faults_of(table: str, needs: Sequence[str] = ()) -> list[CheckMessage]:
    """The entries of the table (a name in the settings) that cannot be imported or lack what they need."""
    entries = getattr(settings, table)
    faults: list[CheckMessage] = []
    for path in entries.values() if isinstance(entries, dict) else entries:
        hint = f"Correct its line in {table} in config/registries.py."
        try:
            found: Any = import_string(path)
        except ImportError as error:
            faults.append(Error(f"{path} can't be imported: {error}", hint=hint, id="tenancy.E001"))
            continue
        lacking = [name for name in needs if not callable(getattr(found, name, None))]
        if lacking or not callable(found):
            faults.append(Error(f"{path} lacks {', '.join(lacking) or 'a call'}.", hint=hint, id="tenancy.E002"))
    return faults


@register
def listeners_are_there(**_: Any) -> list[CheckMessage]:
    return faults_of("SETTINGS_LISTENERS")
