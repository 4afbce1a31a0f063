"""Texts of the manifest, in every language that the product has."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pacesetter.capture.outlook.texts import LocalText

register = template.Library()


@register.simple_tag
def localised(element: str, text: LocalText, resource: str = "") -> SafeString:
    """The element with the English text as its default, and an `Override` for each language that says it otherwise, in
    the namespace of the element."""
    prefix = "bt:" if element.startswith("bt:") else ""
    named = format_html(' id="{}"', resource) if resource else ""
    overrides = format_html_join(
        "", '<{}Override Locale="{}" Value="{}"/>', ((prefix, locale, words) for locale, words in text.others)
    )
    start = format_html('<{}{} DefaultValue="{}"', element, named, text.english)
    return format_html("{}>{}</{}>", start, overrides, element) if overrides else format_html("{}/>", start)
