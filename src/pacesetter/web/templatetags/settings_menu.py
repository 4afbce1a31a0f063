"""The menu beside every settings page."""

from django import template

from pacesetter.web.settings_places import SettingsGroup, SettingsLink, next_in_chain
from pacesetter.web.settings_places import settings_groups as groups

register = template.Library()


@register.simple_tag
def settings_menu() -> list[SettingsGroup]:
    """`{% settings_menu as groups %}`: the places of the settings, by group."""
    return groups()


@register.simple_tag
def next_setting(name: str) -> SettingsLink | None:
    """`{% next_setting name as next %}`: where the set-up goes on after the named page."""
    return next_in_chain(name)
