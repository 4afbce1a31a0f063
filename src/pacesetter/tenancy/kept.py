"""Keep what was made from an organisation's settings in memory while these stay the same."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from pacesetter.tenancy.models import Organisation

# What is kept is of organisations that this process served lately; it serves few of them at a time.
_MOST = 50


class Versioned(Protocol):
    """Something that knows the settings version from which it was made."""

    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


class KeptBySettingsVersion(Generic[V]):
    """One value for each organisation, made by `make` again when the organisation's settings version has changed."""

    def __init__(self, make: Callable[[Organisation], V]) -> None:
        self._make = make
        self._kept: dict[int, V] = {}

    def of(self, organisation: Organisation) -> V:
        """The value at the version that this object has: read the organisation in this request."""
        kept = self._kept.get(organisation.pk)
        if kept is None or kept.version != organisation.settings_version:
            kept = self._make(organisation)
            while len(self._kept) >= _MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[organisation.pk] = kept
        return kept

    def forget(self) -> None:
        """Forget everything, for tests and for whoever has replaced the database underneath."""
        self._kept.clear()
