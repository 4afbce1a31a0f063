"""Escaping for pages that are put together without a template."""

from html import escape as escaped


def escape(value: object) -> str:
    """As Django's, which first asks whether it shall wait with it."""
    return escaped(str(value))
