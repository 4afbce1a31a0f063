"""What must be right with providers before anything starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from pacesetter.integrations.provider import Provider
from pacesetter.tenancy.plug_in_checks import faults_of


@register
def providers_are_there(**_: Any) -> list[CheckMessage]:
    table = settings.INTEGRATION_PROVIDERS
    return faults_of("INTEGRATION_PROVIDERS", ("check", "headers", "failure")) or [
        fault for key, path in table.items() for fault in _faults(key, path, import_string(path))
    ]


def _faults(key: str, path: str, kind: type[Provider]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if kind.key != key:
        found.append(Error(f"{path} calls itself {kind.key!r}; the table calls it {key!r}.", id="integrations.E001"))
    if not kind.key_fields and kind.oauth is None:
        found.append(Error(f"{path} can be connected to neither by a key nor by consent.", id="integrations.E002"))
    return found
