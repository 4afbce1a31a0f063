"""Plug-ins of other packages, found by Python's entry points."""

from importlib.metadata import entry_points

from django.core.exceptions import ImproperlyConfigured

CATEGORIES = "pacesetter.activity_categories"


def with_installed(table: dict[str, str], group: str) -> dict[str, str]:
    """The table with what installed packages add to it: the entry point's name is the key.

    Raises `ImproperlyConfigured` where a package takes a key that is taken: which of the two was meant would otherwise
    depend on the order of installation.
    """
    found = dict(table)
    for entry in sorted(entry_points(group=group)):
        if entry.name in found:
            package = entry.dist.name if entry.dist else entry.value
            raise ImproperlyConfigured(
                f"The package {package} brings {group} {entry.name!r}, which is {found[entry.name]} already. "
                "Remove one of the two."
            )
        found[entry.name] = f"{entry.module}.{entry.attr}"
    return found
