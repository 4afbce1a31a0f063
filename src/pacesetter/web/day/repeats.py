"""The part of a form that says how a meeting repeats, and in which meetings of a series something changes."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.refusal import Refusal
from pacesetter.itip import Frequency, Recurrence
from pacesetter.itip.recurrence import MOST
from pacesetter.web.day.moments import read_day


class Rhythm(StrEnum):
    """The choices of the form."""

    NONE = ""
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_LAST = "monthly_last"


LABELS: list[tuple[str, Promise]] = [
    (Rhythm.NONE.value, gettext_lazy("Not at all")),
    (Rhythm.DAILY.value, gettext_lazy("Every day")),
    (Rhythm.WEEKDAYS.value, gettext_lazy("Every working day (Monday to Friday)")),
    (Rhythm.WEEKLY.value, gettext_lazy("Every week")),
    (Rhythm.FORTNIGHTLY.value, gettext_lazy("Every two weeks")),
    (Rhythm.MONTHLY.value, gettext_lazy("Every month on the same date")),
    (Rhythm.MONTHLY_WEEKDAY.value, gettext_lazy("Every month in the same week, on the same weekday")),
    (Rhythm.MONTHLY_LAST.value, gettext_lazy("Every month in the last week, on the same weekday")),
]
_ON_DAYS = (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)


class Scope(StrEnum):
    """In which meetings of a series something changes."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


def sent_rule(values: QueryDict, day: date) -> Recurrence | None:
    """The rule that was chosen for a meeting whose first day is this one, or the next that fits; None where it is not
    to repeat. Raises a `Refusal`."""
    try:
        rhythm = Rhythm(values.get("repeats", ""))
    except ValueError:
        raise Refusal(_("Choose how it repeats."), field="repeats", code="unknown") from None
    if rhythm is Rhythm.NONE:
        return None
    count, until = _end(values)
    ends: dict[str, Any] = {"count": count, "until": until}
    if rhythm is Rhythm.DAILY:
        return Recurrence(Frequency.DAILY, **ends)
    if rhythm is Rhythm.WEEKDAYS:
        return Recurrence(Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4), **ends)
    if rhythm in _ON_DAYS:
        days = sorted({int(one) for one in values.getlist("repeat_days") if one in set("0123456")})
        interval = 2 if rhythm is Rhythm.FORTNIGHTLY else 1
        return Recurrence(Frequency.WEEKLY, interval, tuple(days) or (day.weekday(),), **ends)
    if rhythm is Rhythm.MONTHLY:
        return Recurrence(Frequency.MONTHLY, **ends)
    place = (day.day - 1) // 7 + 1
    position = -1 if rhythm is Rhythm.MONTHLY_LAST or place == 5 else place
    return Recurrence(Frequency.MONTHLY, weekdays=(day.weekday(),), position=position, **ends)


def _end(values: QueryDict) -> tuple[int | None, date | None]:
    if values.get("ends") == "times":
        written = values.get("times", "").strip()
        if not (written.isascii() and written.isdigit()) or not 2 <= int(written[:6]) <= MOST:
            words = _("Give a number of meetings from 2 to %(most)s.") % {"most": MOST}
            raise Refusal(words, field="times", code="out_of_range")
        return int(written), None
    until = read_day(values.get("until", ""), field="until")
    if until is None:
        raise Refusal(_("Say until when it repeats, or how many times."), field="until", code="required")
    return None, until


def kept_rule(rule: Recurrence) -> dict[str, Any]:
    """The rule as the form shows it; `repeat_days` is a list."""
    rhythm = _rhythm(rule)
    return {
        "repeats": rhythm.value,
        "repeat_days": [str(day) for day in rule.weekdays] if rhythm in _ON_DAYS else [],
        "ends": "times" if rule.until is None else "until",
        "until": rule.until.isoformat() if rule.until else "",
        "times": str(rule.count or ""),
    }


def _rhythm(rule: Recurrence) -> Rhythm:
    if rule.frequency is Frequency.DAILY:
        return Rhythm.DAILY
    if rule.frequency is Frequency.MONTHLY:
        if rule.position is None:
            return Rhythm.MONTHLY
        return Rhythm.MONTHLY_LAST if rule.position == -1 else Rhythm.MONTHLY_WEEKDAY
    if rule.interval == 1 and rule.weekdays == (0, 1, 2, 3, 4):
        return Rhythm.WEEKDAYS
    return Rhythm.WEEKLY if rule.interval == 1 else Rhythm.FORTNIGHTLY


def is_as_kept(values: QueryDict, rule: Recurrence) -> bool:
    """Whether the form was sent with the rule as it was shown."""
    kept = kept_rule(rule)
    fields = ["repeats", "ends", "until" if rule.until is not None else "times"]
    same = all(values.get(name, "").strip() == kept[name] for name in fields)
    days = sorted(values.getlist("repeat_days"))
    # None ticked is the weekday of the first, which is what a rule with one day says.
    is_one = not days and len(kept["repeat_days"]) == 1
    return same and (kept["repeats"] not in _ON_DAYS or is_one or days == sorted(kept["repeat_days"]))
