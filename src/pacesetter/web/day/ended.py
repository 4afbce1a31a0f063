"""Meetings that are over, or that everybody declined: what is shown so that one press settles them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, OutcomeMeaning
from pacesetter.core import clock
from pacesetter.meetings.ended import Choice, Suggestion, suggestions_for
from pacesetter.people.models import Member
from pacesetter.web.day.due import clock_time, day_from
from pacesetter.web.day.lines import symbol_of


@dataclass(frozen=True)
class ShownChoice:
    """A button: what it sends, what it says, and whether answers speak for it."""

    went: str
    label: str
    is_likely: bool


@dataclass(frozen=True)
class ShownEnding:
    """One meeting that wants to be settled. `why` is what answers say, empty where there are none."""

    id: int
    symbol: str
    name: str
    about: str
    when: str
    is_over: bool
    why: str
    choices: Sequence[ShownChoice]


def endings_of(viewer: Member, activities: Iterable[Activity]) -> list[ShownEnding]:
    """Those of the activities that want to be settled, read with their companies; in their order."""
    catalogue = catalogue_of(viewer.organisation)
    found = suggestions_for(activities, catalogue, clock.now())
    return [_shown(one, viewer) for one in found]


def _shown(one: Suggestion, viewer: Member) -> ShownEnding:
    activity = one.activity
    activity_type = catalogue_of(viewer.organisation).types[activity.activity_type_id]
    zone = viewer.zone()
    start = activity.due_at or one.ends_at
    day = day_from(start.astimezone(zone).date(), clock.today(zone))
    return ShownEnding(
        id=activity.pk,
        symbol=symbol_of(activity_type),
        name=activity_type.name,
        about=", ".join(word for word in (str(activity.company or ""), activity.subject) if word),
        when=_("%(day)s, %(from)s to %(until)s")
        % {"day": day, "from": clock_time(start, zone), "until": clock_time(one.ends_at, zone)},
        is_over=one.is_over,
        why=_why(one),
        choices=[ShownChoice(str(choice.went), _label(choice), choice.went is one.likely) for choice in one.choices],
    )


def _why(one: Suggestion) -> str:
    if not one.invited:
        return ""
    if one.is_declined_by_all:
        return ngettext("Declined by the one invited", "Declined by all %(number)s invited", one.invited) % {
            "number": one.invited
        }
    return _("%(accepted)s of %(invited)s had accepted") % {"accepted": one.accepted, "invited": one.invited}


def _label(choice: Choice) -> str:
    if choice.outcome is not None:
        return choice.outcome.name
    if choice.went is OutcomeMeaning.HELD:
        return _("It took place")
    return _("Call it off")
