"""Keep what was made from an organisation's settings in memory while these stay the same."""

from collections.abc import Callable
from threading import Lock
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
        # Of two threads that let go of the oldest, the second would find another dictionary than it looked at.
        self._lock = Lock()

    def of(self, organisation: Organisation) -> V:
        """The value at the version that this object has: read the organisation in this request."""
        kept = self._kept.get(organisation.pk)
        if kept is None or kept.version != organisation.settings_version:
            kept = self._make(organisation)
            with self._lock:
                self._kept.pop(organisation.pk, None)
                while len(self._kept) >= _MOST:
                    del self._kept[next(iter(self._kept))]
                self._kept[organisation.pk] = kept
        return kept

    def kept(self, organisation: Organisation) -> V | None:
        """The value at this version if it is there, for whoever has not read the organisation in this request."""
        kept = self._kept.get(organisation.pk)
        return kept if kept is not None and kept.version == organisation.settings_version else None

    def forget(self) -> None:
        """Forget everything, for tests and for whoever has replaced the database underneath."""
        with self._lock:
            self._kept.clear()
