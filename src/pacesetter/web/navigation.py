"""The places of the navigation. A new page with a place of its own is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import LeaderboardAudience
from pacesetter.web.kept_parts import kept_part


def everybody(member: Member) -> bool:
    return True


def sees_others(member: Member) -> bool:
    return member.sees_everyone or bool(getattr(member, "leads_a_team", False))


def sees_leaderboards(member: Member) -> bool:
    # As `people.access` decides it, with what the request has read already.
    return member.organisation.leaderboards_for == LeaderboardAudience.EVERYBODY or sees_others(member)


def sees_everyone(member: Member) -> bool:
    return member.sees_everyone


def is_administrator(member: Member) -> bool:
    return member.is_administrator


@dataclass(frozen=True)
class Place:
    """Where the navigation leads: the name of the address, what it is called, its icon, and for whom it is.

    The bar of a phone has room for four: the first ones that are for the member. The rest is behind "More".
    """

    name: str
    label: Promise
    icon: str
    is_for: Callable[[Member], bool] = everybody


PLACES = (
    Place("my_day", _("My day"), "sun"),
    Place("to_dos", _("To-dos"), "list-check"),
    Place("companies", _("Companies"), "building"),
    Place("scorecard", _("Scorecard"), "gauge"),
    Place("calendar", _("Calendar"), "calendar"),
    Place("board", _("Team board"), "layout-grid", sees_others),
    Place("leaderboard", _("Leaderboard"), "trophy", sees_leaderboards),
    Place("trends", _("Trends"), "chart-line"),
    Place("time_off", _("Time off"), "calendar-off"),
    Place("people", _("Settings"), "settings", is_administrator),
)

ON_A_PHONE = 4


@dataclass(frozen=True)
class Link:
    """One place as it is shown on a page. `is_extra` stands behind "More" on phones."""

    name: str
    address: str
    label: Promise
    icon: str
    is_extra: bool


def navigation_of(member: Member, place: str) -> SafeString:
    """The places for this member, with `place` marked as where one is."""
    names = tuple(one.name for one in PLACES if one.is_for(member))
    marked = place if place in names else ""
    return kept_part("web/_navigation.html", (names, marked), lambda: _shown(names, marked))


def _shown(names: tuple[str, ...], marked: str) -> dict[str, Any]:
    places = [one for one in PLACES if one.name in names]
    # A fifth alone needs no menu in front of it.
    room = ON_A_PHONE if len(places) > ON_A_PHONE + 1 else ON_A_PHONE + 1
    links = [
        Link(place.name, reverse(place.name), place.label, place.icon, number >= room)
        for number, place in enumerate(places)
    ]
    return {"links": links, "has_extra_links": any(link.is_extra for link in links), "place": marked}
