"""A browser's long name for itself in the two words that people know."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Order matters: most browsers also claim to be the ones further down.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """Such as "Firefox on Windows"."""
    program = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if not program or not system:
        return program or system or _("Unknown browser")
    return _("%(program)s on %(system)s") % {"program": program, "system": system}
