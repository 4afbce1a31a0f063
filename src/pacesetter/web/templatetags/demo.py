"""Whether the pages before log-in lead to the demo."""

from django import template

from pacesetter.demo import demo_organisation, reachable_by

register = template.Library()


@register.simple_tag
def demo_is_open() -> bool:
    """`{% demo_is_open as is_open %}`: the demo is here, and nobody but this machine reaches the server."""
    return not reachable_by() and demo_organisation() is not None
