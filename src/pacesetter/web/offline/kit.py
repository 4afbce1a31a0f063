"""What a phone takes along to complete to-dos without a network: for each kind of to-do the form that asks how it
ended, with places that the worker fills in."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import Activity, ActivityType, StepMode
from pacesetter.activities.to_do_list import OPEN, ordered
from pacesetter.people.models import Member
from pacesetter.web.day.lines import outcomes_of, symbol_of
from pacesetter.web.day.next_step import asked_words, steps_of
from pacesetter.web.day.saying import called

# To-dos that can be completed without a network.
MOST = 300
# The places in the forms. An id that no activity has, since an address wants a number there.
NUMBER, TITLE, MINUTES, NEXT, PANEL = 2**62, "__title__", "__minutes__", "__next__", "__panel__"


def to_dos_taken_along(member: Member) -> list[Activity]:
    """The member's own, the most pressing first."""
    own = ordered(Activity.objects.filter(owner=member, **OPEN))
    return list(own.select_related("activity_type", "company")[:MOST])


def told(activity: Activity) -> dict[str, Any]:
    """What the form says of this one."""
    usual = activity.activity_type.default_minutes or ""
    return {
        "type": activity.activity_type_id,
        "title": called(activity),
        "minutes": str(activity.planned_minutes or usual),
    }


def forms_of(request: HttpRequest, member: Member, type_ids: set[int]) -> dict[int, dict[str, str]]:
    """Type id -> how it is asked how one of the type ended: as `part` of a list, and as a `page`."""
    catalogue = catalogue_of(member.organisation)
    return {pk: _form(request, catalogue.types[pk], catalogue) for pk in sorted(type_ids)}


def _form(request: HttpRequest, activity_type: ActivityType, catalogue: Catalogue) -> dict[str, str]:
    steps = steps_of(activity_type)
    context = {
        "activity": Activity(pk=NUMBER),
        "title": TITLE,
        "symbol": symbol_of(activity_type),
        "outcomes": outcomes_of(activity_type, catalogue),
        "needs_outcome": activity_type.needs_outcome,
        "minutes": MINUTES,
        "next": NEXT,
        "next_steps": asked_words(steps),
        "suggests": any(step.mode == StepMode.SUGGEST for step in steps),
    }
    return {
        name: render_to_string("web/day/_completion.html", {**context, "is_swap": name == "part"}, request)
        for name in ("part", "page")
    }
