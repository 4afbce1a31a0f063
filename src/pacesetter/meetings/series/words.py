"""A series in words, and what a message about it shows."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter import itip
from pacesetter.itip import Frequency, Message, Occurrence, Recurrence
from pacesetter.itip.events import as_single


def weekday_names() -> list[str]:
    """Monday to Sunday."""
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def rule_in_words(rule: Recurrence, starts_at: datetime, zone: str) -> str:
    """Such as "every week on Monday, until 3 May 2027"."""
    rhythm = _rhythm(rule, starts_at.astimezone(ZoneInfo(zone)))
    if rule.until is not None:
        return _("%(rhythm)s, until %(day)s") % {"rhythm": rhythm, "day": date_format(rule.until, "DATE_FORMAT")}
    times = ngettext("%(number)s time", "%(number)s times", rule.count or 1) % {"number": rule.count}
    return _("%(rhythm)s, %(times)s") % {"rhythm": rhythm, "times": times}


def _rhythm(rule: Recurrence, first: datetime) -> str:
    names = weekday_names()
    if rule.frequency is Frequency.DAILY:
        if rule.interval == 1:
            return _("every day")
        return _("every %(number)s days") % {"number": rule.interval}
    if rule.frequency is Frequency.WEEKLY:
        days = sorted(rule.weekdays) or [first.weekday()]
        if days == [0, 1, 2, 3, 4] and rule.interval == 1:
            return _("every working day (Monday to Friday)")
        words = {"days": ", ".join(names[day] for day in days), "number": rule.interval}
        if rule.interval == 1:
            return _("every week on %(days)s") % words
        return _("every %(number)s weeks on %(days)s") % words
    if rule.frequency is Frequency.MONTHLY and rule.position is not None:
        day = names[rule.weekdays[0]]
        return {
            1: _("every month on the first %(day)s"),
            2: _("every month on the second %(day)s"),
            3: _("every month on the third %(day)s"),
            4: _("every month on the fourth %(day)s"),
            -1: _("every month on the last %(day)s"),
        }[rule.position] % {"day": day}
    if rule.frequency is Frequency.MONTHLY:
        return _("every month on day %(day)s") % {"day": first.day}
    return _("every year")


def shown_by(message: Message, outcome: itip.Told, before: itip.Meeting | None) -> itip.Meeting:
    """The meeting that a message is about, as its reader knows it: as it was, where one of a series is called off."""
    at = message.original_at
    if at is None:
        return outcome.meeting
    is_off = message.method is itip.Method.CANCEL
    whole = before if is_off and before is not None else outcome.meeting
    return single_of(whole, at)


def single_of(whole: itip.Meeting, original_at: datetime) -> itip.Meeting:
    """One of a series, as a meeting by itself."""
    at = original_at.astimezone(UTC)
    exceptions = {one.original_at.astimezone(UTC): one for one in whole.exceptions}
    return as_single(whole, exceptions.get(at) or Occurrence(at, at))
