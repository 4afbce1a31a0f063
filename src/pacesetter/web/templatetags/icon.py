"""Inline icons: `{% icon "user" %}` draws the picture, hidden from screen readers since the words stand beside it."""

import re
from functools import lru_cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
# The invisible square that each file begins with.
_SQUARE = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, classes: str = "") -> SafeString:
    """The icon of this name (see icons.txt), as tall as the text around it."""
    return format_html(
        '<svg class="icon {}" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        classes,
        _shapes(name),
    )


def _shapes(name: str) -> SafeString:
    """What is inside the file. Nothing where set-up has not fetched it; the start-up check says so."""
    path = finders.find(f"vendor/icons/{name}.svg")
    if not isinstance(path, str):
        return SafeString("")
    inside = _INSIDE.search(Path(path).read_text(encoding="utf-8"))
    return mark_safe(" ".join(_SQUARE.sub("", inside[1]).split()) if inside else "")  # noqa: S308 - a file of ours
