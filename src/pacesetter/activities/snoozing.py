"""To which day a to-do is put off."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.people.working_days import working_day_after


class SnoozeTo(models.TextChoices):
    """The ways to put a to-do off with one press."""

    TOMORROW = "tomorrow", _("Tomorrow")
    NEXT_WORKING_DAY = "next_working_day", _("Next working day")
    NEXT_WEEK = "next_week", _("Next week")


def snoozed_to(choice: SnoozeTo, owner: Member, today: date) -> date:
    """The day that the choice means for the owner, seen from today. Next week is its first day on which they work."""
    if choice is SnoozeTo.TOMORROW:
        return today + timedelta(days=1)
    if choice is SnoozeTo.NEXT_WORKING_DAY:
        return working_day_after(owner, today)
    last_of_week = today + timedelta(days=6 - (today.weekday() - owner.organisation.first_weekday) % 7)
    return working_day_after(owner, last_of_week)


def same_time_on(day: date, due_at: datetime | None, owner: Member) -> datetime | None:
    """The time of day that `due_at` is for the owner, on another day."""
    if due_at is None:
        return None
    return datetime.combine(day, due_at.astimezone(owner.zone()).time(), owner.zone())
