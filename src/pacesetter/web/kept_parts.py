"""Parts of pages that are the same for many people, drawn once."""

from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pacesetter.web.addresses import address_space

_MOST = 2000
_drawn: dict[Hashable, SafeString] = {}


def kept_part(template: str, given: tuple[Hashable, ...], context: Callable[[], dict[str, Any]]) -> SafeString:
    """The part that the template makes of `context()`, which `given` must decide about altogether: whoever comes with
    the same, in the same language, gets the same. Nothing of an organisation or a member belongs into one."""
    key = (template, given, get_language(), address_space())
    found = _drawn.get(key)
    if found is None:
        found = render_to_string(template, context())
        if settings.DEBUG:  # A changed template counts from the next request on.
            return found
        if len(_drawn) >= _MOST:
            _drawn.clear()
        _drawn[key] = found
    return found
