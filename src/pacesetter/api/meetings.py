"""Meetings over the API: who is asked, where, and how they repeat."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.api.schemas import MeetingIn, RepeatsIn
from pacesetter.core.refusal import Refusal
from pacesetter.itip import Frequency, Recurrence
from pacesetter.itip.recurrence import WEEKDAYS
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import start_series


def plan_meeting(meeting: MeetingIn, due_on: date | None, due_at: datetime | None, **common: Any) -> Activity:
    """Plan the meeting, or the first of a series; whoever is asked hears of it once. Raises a `Refusal`."""
    told = {"invite": meeting.invite, "place": meeting.place, "video_url": meeting.video_url, "agenda": meeting.agenda}
    details = {**(common.pop("details", None) or {}), **{name: value for name, value in told.items() if value}}
    with transaction.atomic(), told_together():
        activity = verbs.plan(due_on=due_on, due_at=due_at, details=details, **common)
        if meeting.repeats is not None:
            start_series(activity, by=common["by"], rule=_rule(meeting.repeats))
    return activity


def _rule(given: RepeatsIn) -> Recurrence:
    try:
        return Recurrence(
            Frequency(given.frequency.upper()),
            given.interval,
            tuple(sorted(WEEKDAYS.index(day) for day in set(given.weekdays))),
            given.count,
            given.until,
            given.position,
        )
    except ValueError:
        words = _(
            "This is no rule: give `count` or `until`; `weekdays` with weekly, one of them with monthly and `position`."
        )
        raise Refusal(words, field="meeting", code="no_rule") from None
