"""How long ago the last contact was, and when the next activity is due, in words."""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.web.day.due import short_day


class HasDays(Protocol):
    """A company, or the days of a contact."""

    @property
    def last_contact_on(self) -> date | None: ...
    @property
    def next_due_on(self) -> date | None: ...
    @property
    def has_plans(self) -> bool: ...


def last_in_words(whose: HasDays, today: date) -> str:
    """Such as "12 days ago"; "Never" where there was no contact."""
    if whose.last_contact_on is None:
        return _("Never")
    return days_ago((today - whose.last_contact_on).days)


def days_ago(days: int) -> str:
    if days <= 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def next_state(whose: HasDays, today: date) -> str:
    """ "none" where nothing is planned, "overdue", "today", "future" or "some_day" (planned without a day)."""
    if not whose.has_plans:
        return "none"
    if whose.next_due_on is None:
        return "some_day"
    if whose.next_due_on < today:
        return "overdue"
    return "today" if whose.next_due_on == today else "future"


def next_in_words(whose: HasDays, today: date) -> str:
    """When the next activity is due: a word and the day, so that no colour has to say it."""
    state = next_state(whose, today)
    if state == "none":
        return _("Nothing planned")
    if state == "some_day":
        return _("Planned, without a day")
    if state == "today":
        return _("Today")
    day = short_day(whose.next_due_on or today, today)
    return _("Overdue: %(day)s") % {"day": day} if state == "overdue" else day
