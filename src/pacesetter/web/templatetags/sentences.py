"""Sentences that end in a name."""

import re

from django import template

register = template.Library()

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@register.filter(is_safe=True)
def stopped_once(text: object) -> str:
    """`{{ message|stopped_once }}`: "Logged: Call · Acme Ltd..", whose last stop is the name's, with one."""
    return _TWO_STOPS.sub(".", str(text))
