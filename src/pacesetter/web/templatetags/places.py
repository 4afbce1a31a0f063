"""Where one is: the navigation of every page, and the menu beside every settings page."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from pacesetter.web.navigation import navigation_of
from pacesetter.web.settings_places import SettingsLink, next_in_chain
from pacesetter.web.settings_places import settings_places as drawn_places

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> SafeString | str:
    """The places for the member, with the page's `place` marked. Nothing where nobody is logged in."""
    member = getattr(context.get("request"), "member", None)
    return navigation_of(member, context.get("place") or "") if member else ""


@register.simple_tag(takes_context=True)
def settings_places(context: Context) -> SafeString:
    """The places of the settings, with this page's, or its `settings_place`, marked."""
    match = context["request"].resolver_match
    return drawn_places({match.url_name if match else "", context.get("settings_place") or ""})


@register.simple_tag
def next_setting(name: str) -> SettingsLink | None:
    """`{% next_setting name as next %}`: where the set-up goes on after the named page."""
    return next_in_chain(name)
