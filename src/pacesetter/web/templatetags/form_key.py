"""The key by which a form that is sent twice is known."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pacesetter.web.day.once import FIELD

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """`{% form_key %}`: a field with a new key each time the form is shown."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe(12))
