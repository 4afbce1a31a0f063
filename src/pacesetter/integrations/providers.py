"""Every provider that is installed."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from pacesetter.integrations.provider import Owner, Provider


class UnknownProvider(KeyError):
    """No provider with this key is installed."""


@cache
def providers() -> dict[str, Provider]:
    """Every provider by its key, in the order of the table in `config/registries.py`."""
    return {key: import_string(path)() for key, path in settings.INTEGRATION_PROVIDERS.items()}


def provider_of(key: str) -> Provider:
    """The provider with this key. Raises `UnknownProvider`."""
    try:
        return providers()[key]
    except KeyError:
        raise UnknownProvider(key) from None


def providers_for(owner: Owner) -> list[Provider]:
    """Those whose connections are an organisation's, or a member's."""
    return [provider for provider in providers().values() if provider.owner is owner]


def keys_offering(what: str) -> list[str]:
    """The keys of the providers that can be used for `what`, such as "jobs"."""
    return [key for key, provider in providers().items() if what in provider.offers]
