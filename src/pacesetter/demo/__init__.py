"""The demo organisation: a believable sales team with a year of activities.

It is made through the same verbs and the same importer as anybody's organisation, and is removed in one step.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pacesetter.demo.exposure import reachable_by
    from pacesetter.demo.loading import PASSWORD, SEED, Loaded, demo_organisation, load
    from pacesetter.demo.removing import remove

_FILES = {
    "PASSWORD": "loading",
    "SEED": "loading",
    "Loaded": "loading",
    "demo_organisation": "loading",
    "load": "loading",
    "reachable_by": "exposure",
    "remove": "removing",
}

__all__ = ["PASSWORD", "SEED", "Loaded", "demo_organisation", "load", "reachable_by", "remove"]


def __getattr__(name: str) -> Any:
    # Fetched on first use: Django imports this package before its models may be imported.
    if name in _FILES:
        return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
