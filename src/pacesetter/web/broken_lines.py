"""Where a line may be broken within what looks like one long word."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_PARTS = re.compile(r"(?<=@)|(?=\.)")


def breakable(address: str) -> SafeString:
    """An e-mail address for a page, which is broken behind the @ and before a dot, and only then within a word."""
    return mark_safe("<wbr>".join(escape(part) for part in _PARTS.split(address) if part))  # noqa: S308
