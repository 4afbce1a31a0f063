"""The places of the navigation. A new page with a place of its own is one line here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member


def everybody(member: Member) -> bool:
    return True


def sees_others(member: Member) -> bool:
    return member.sees_everyone or bool(getattr(member, "leads_a_team", False))


@dataclass(frozen=True)
class Place:
    """Where the navigation leads: the name of the address, what it is called, its icon, and for whom it is."""

    name: str
    label: Promise
    icon: str
    is_for: Callable[[Member], bool] = everybody


PLACES = (
    Place("scorecard", _("Scorecard"), "gauge"),
    Place("board", _("Team board"), "layout-grid", sees_others),
)


@dataclass(frozen=True)
class Link:
    """One place as it is shown on a page."""

    name: str
    address: str
    label: Promise
    icon: str


def links_for(member: Member) -> Iterable[Link]:
    """The places for this member."""
    return [Link(place.name, reverse(place.name), place.label, place.icon) for place in PLACES if place.is_for(member)]
