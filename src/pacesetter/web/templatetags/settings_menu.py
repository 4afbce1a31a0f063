"""The menu beside every settings page."""

from django import template

from pacesetter.web.settings_places import SettingsGroup
from pacesetter.web.settings_places import settings_groups as groups

register = template.Library()


@register.simple_tag
def settings_menu() -> list[SettingsGroup]:
    """`{% settings_menu as groups %}`: the places of the settings, by group."""
    return groups()
