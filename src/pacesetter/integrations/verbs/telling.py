"""What the history keeps of the settings of a connection or an app: each by its name, and of secrets only that they
are others now."""

from collections.abc import Mapping, Sequence
from typing import Any

from pacesetter.events import changes
from pacesetter.integrations.provider import Field

# Goes before the name of a field of the provider, so that none is taken for a column of ours.
SETTING = "setting."
# The names of secrets that were given anew.
RENEWED = "renewed"


def told_settings(settings: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """What is no secret, as events keep it."""
    return {f"{SETTING}{one.name}": settings.get(one.name, "") for one in fields if not one.is_secret}


def old_settings(settings: Mapping[str, Any], before: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, str]:
    """What was given before the change of which an event keeps `before`; what it does not tell is as it is now."""
    now = told_settings(settings, fields)
    return {name.removeprefix(SETTING): str(before.get(name, value) or "") for name, value in now.items()}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs: as it was, and as it is."""
    changed = changes(before, after)
    return {name: old for name, (old, _new) in changed.items()}, {name: new for name, (_old, new) in changed.items()}
