"""Undo what one event did to a setting."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.past_settings.no_way import why_not
from pacesetter.past_settings.table import WAYS
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards


def can_put_back(event: Event) -> bool:
    """Whether there is a way back from this event. What was added can be archived, and what was removed is no
    longer there: neither is offered."""
    return event.verb in WAYS and not why_not(event)


def put_back(event: Event, *, by: Member | None) -> None:
    """Give the setting the value that it had before the event, whatever came since.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where there is no way back, where what the
    event tells of is gone, or where a verb refuses the old value.
    """
    guards.administrator(by)
    guards.known(event)
    if not can_put_back(event):
        raise Refusal(why_not(event) or _("This cannot be put back."), code="no_way_back")
    with transaction.atomic():
        WAYS[event.verb](event, by)
