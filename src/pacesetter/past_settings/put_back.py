"""Undo what one event did to a setting."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.past_settings.instead import what_instead
from pacesetter.past_settings.no_way import why_not
from pacesetter.past_settings.table import WAYS
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards


def can_put_back(event: Event) -> bool:
    """Whether there is a way back from this event. `what_instead` says what to do where there is none."""
    return event.verb in WAYS and not why_not(event)


def put_back(event: Event, *, by: Member | None) -> None:
    """Give the setting the value that it had before the event, whatever came since.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where there is no way back, where what the
    event tells of is gone, or where a verb refuses the old value.
    """
    guards.administrator(by)
    guards.known(event)
    if not can_put_back(event):
        words = (_("This cannot be put back."), what_instead(event))
        raise Refusal(" ".join(filter(None, words)), code="no_way_back")
    with transaction.atomic():
        WAYS[event.verb](event, by)
