"""The places inside the settings, in the order in which they are set up. A new settings page is one line here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pacesetter.web.kept_parts import kept_part


@dataclass(frozen=True)
class SettingsPlace:
    """A page of the settings: the name of its address, what it is called, and the group it stands in."""

    name: str
    label: Promise
    group: Promise


ORGANISATION = _("Organisation")
KPI_SETUP = _("KPI set-up")
PEOPLE = _("People")
CONNECTIONS = _("Connections")

SETTINGS_PLACES: tuple[SettingsPlace, ...] = (
    SettingsPlace("first_steps", _("First steps"), ORGANISATION),
    SettingsPlace("organisation_settings", _("Organisation"), ORGANISATION),
    SettingsPlace("holidays", _("Public holidays"), ORGANISATION),
    SettingsPlace("periods", _("Close periods"), ORGANISATION),
    SettingsPlace("imports", _("Bring data in"), ORGANISATION),
    SettingsPlace("playbook_choice", _("Playbooks"), KPI_SETUP),
    SettingsPlace("sales_roles", _("Roles"), KPI_SETUP),
    SettingsPlace("activity_types", _("Activities"), KPI_SETUP),
    SettingsPlace("outcomes", _("Outcomes"), KPI_SETUP),
    SettingsPlace("next_steps", _("Next steps"), KPI_SETUP),
    SettingsPlace("kpis", _("KPIs"), KPI_SETUP),
    SettingsPlace("role_mapping", _("KPIs to roles"), KPI_SETUP),
    SettingsPlace("type_mapping", _("KPIs to activities"), KPI_SETUP),
    SettingsPlace("targets", _("Targets"), KPI_SETUP),
    SettingsPlace("example_role_mapping", _("Example role mapping"), KPI_SETUP),
    SettingsPlace("role_map", _("Role map"), KPI_SETUP),
    SettingsPlace("settings_history", _("History"), KPI_SETUP),
    SettingsPlace("people", _("People"), PEOPLE),
    SettingsPlace("teams", _("Teams"), PEOPLE),
    SettingsPlace("log_in_settings", _("Log-in"), PEOPLE),
    SettingsPlace("connections", _("Connected systems"), CONNECTIONS),
    SettingsPlace("campaigns", _("Campaigns"), CONNECTIONS),
    SettingsPlace("phone_systems", _("Phone systems"), CONNECTIONS),
    SettingsPlace("capture_settings", _("E-mail capture"), CONNECTIONS),
    SettingsPlace("gmail_add_on", _("Add-on in Gmail"), CONNECTIONS),
    SettingsPlace("outlook_add_in", _("Outlook add-in"), CONNECTIONS),
)


# From one to the next whoever sets a team up by themselves is led.
CHAIN = ("sales_roles", "activity_types", "kpis", "role_mapping", "type_mapping", "targets", "people")


@dataclass(frozen=True)
class SettingsLink:
    """One place as it is shown."""

    name: str
    address: str
    label: Promise


@dataclass(frozen=True)
class SettingsGroup:
    """Places under one heading."""

    label: Promise
    links: Sequence[SettingsLink]


def settings_groups() -> list[SettingsGroup]:
    """All places of the settings, by group, in the order of the table."""
    return [
        SettingsGroup(label, [SettingsLink(one.name, reverse(one.name), one.label) for one in places])
        for label, places in groupby(SETTINGS_PLACES, key=lambda place: place.group)
    ]


def settings_places(marked: Iterable[str]) -> SafeString:
    """All places of the settings, drawn, with those of these names marked as where one is."""
    names = tuple(place.name for place in SETTINGS_PLACES if place.name in marked)
    return kept_part("web/_settings_places.html", names, lambda: {"groups": settings_groups(), "marked": names})


def next_in_chain(name: str) -> SettingsLink | None:
    """The page on which the set-up goes on after the named one; None where it is not of the chain, or its end."""
    if name not in CHAIN[:-1]:
        return None
    following = CHAIN[CHAIN.index(name) + 1]
    [place] = (one for one in SETTINGS_PLACES if one.name == following)
    return SettingsLink(place.name, reverse(place.name), place.label)
